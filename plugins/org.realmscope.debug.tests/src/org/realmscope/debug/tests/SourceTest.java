package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.debug.core.source.AdapterSource;

class SourceTest {
    private static final int FIRST_STORE = 13;

    @RegisterExtension
    final DebugSession debug = new DebugSession();

    private Object source() throws CoreException {
        return debug.launch().getSourceLocator().getSourceElement(debug.frame());
    }

    @Test
    void scenarioOutsideTheWorkspaceIsAFile() throws CoreException, IOException {
        Path file = debug.copy("faulting.rme");
        SourceLineBreakpoint.outside(file.toString(), FIRST_STORE);
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(
                file.toFile(),
                assertInstanceOf(LocalFileStorage.class, source()).getFile());
    }

    @Test
    void scenarioOfTheWorkspaceIsAResourceAndItsBreakpointsTakeItsPath() throws CoreException, IOException {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("sources");
        project.create(new NullProgressMonitor());
        project.open(new NullProgressMonitor());
        IFile file = project.getFile("faulting.rme");
        byte[] text = Files.readAllBytes(debug.copy("faulting.rme"));
        try (InputStream in = new ByteArrayInputStream(text)) {
            file.create(in, true, new NullProgressMonitor());
        }
        SourceLineBreakpoint breakpoint = SourceLineBreakpoint.inWorkspace(file, FIRST_STORE);
        debug.with(LaunchAttribute.SCENARIO, file.getFullPath().toString()).start(ILaunchManager.DEBUG_MODE);
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(breakpoint, debug.thread().getBreakpoints()[0]);
        assertEquals(file, source());
        debug.target().terminate();
        debug.until(debug.launch()::isTerminated, "end");
        project.delete(true, new NullProgressMonitor());
    }

    @Test
    void modelOfTheRmmHasItsSourceFromTheAdapter() throws CoreException, IOException {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertTrue(debug.frame().isModel(), debug.frame()::getName);
        AdapterSource source = assertInstanceOf(AdapterSource.class, source());
        try (InputStream in = source.getContents()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(text.contains("RMI_DATA_CREATE_UNKNOWN"), source.getName());
        }
    }
}
