package org.realmscope.ide.driver;

import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.realmscope.debug.core.breakpoints.FaultBreakpoint;
import org.realmscope.editor.hostimage.HostImage;

/**
 * How long it takes from an edited C source of a host image project, saved, to the machine that runs it and stands at
 * the same stage 2 fault again, with its frame in the Debug view. Prints lines as {@link LaunchBenchmark}; none without
 * a cross compiler.
 */
record RebuildBenchmark(Path scenario) implements Task {
    private static final int EDITS = 5;
    private static final String IMAGE = "host-kvm.elf";

    @Override
    public void run(Desktop desktop, PrintStream out) throws CoreException {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("host");
        HostImage.create(project, null, new NullProgressMonitor());
        project.build(IncrementalProjectBuilder.FULL_BUILD, new NullProgressMonitor());
        if (!project.getFile(IMAGE).exists()) {
            return;
        }
        FaultBreakpoint fault = FaultBreakpoint.with(Map.of("hitCondition", "2"));
        IFile source = project.getFile("src/main/c/rme_map.c");
        long[] rebuilt = new long[EDITS];
        try (ScenarioRun run = ScenarioRun.start(
                desktop, scenario, project.getFile(IMAGE).getFullPath().toString())) {
            run.awaitStop();
            run.awaitShown();
            for (int i = 0; i < EDITS; i++) {
                long saved = System.nanoTime();
                String edit = "\n__attribute__((used)) int edit_%d = %d;\n".formatted(i, i);
                source.appendContents(
                        new ByteArrayInputStream(edit.getBytes(StandardCharsets.UTF_8)), true, false, null);
                run.restart(desktop);
                rebuilt[i] = System.nanoTime() - saved;
            }
        }
        fault.delete();
        out.println("rebuilt-first " + rebuilt[0] / 1_000_000);
        Arrays.sort(rebuilt);
        out.println("rebuilt-median " + rebuilt[EDITS / 2] / 1_000_000);
        out.println("rebuilt-worst " + rebuilt[EDITS - 1] / 1_000_000);
    }
}
