package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtension;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.actions.ExportBreakpointsOperation;
import org.eclipse.debug.ui.actions.ImportBreakpointsOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.FaultBreakpoint;
import org.realmscope.debug.core.breakpoints.FunctionBreakpoint;
import org.realmscope.debug.core.breakpoints.HazardBreakpoint;
import org.realmscope.debug.core.breakpoints.InstructionBreakpoint;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;
import org.realmscope.debug.core.breakpoints.WatchBreakpoint;
import org.realmscope.debug.core.model.MemoryAddress;

/** What becomes of breakpoints between sessions. */
class BreakpointLifeTest {
    /** What an import writes into markers for itself. */
    private static final Set<String> OF_IMPORTS =
            Set.of("enabled", "path", "persistent", "registered", "type", "workingset_id", "workingset_name");

    private final IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
    private final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("life");

    @BeforeEach
    void begin() throws CoreException {
        manager.removeBreakpoints(manager.getBreakpoints(), true);
        SessionFixture.inBackground(monitor -> {
            project.create(monitor);
            project.open(monitor);
        });
    }

    @AfterEach
    void end() throws CoreException {
        manager.removeBreakpoints(manager.getBreakpoints(), true);
        SessionFixture.inBackground(monitor -> project.delete(true, true, monitor));
    }

    private IFile source() throws CoreException {
        IFile source = project.getFile("host.c");
        source.create("int a;\nint b;\nint c;\n".getBytes(StandardCharsets.UTF_8), true, false, null);
        return source;
    }

    /** One of each kind, some of them with everything that can be said. */
    private void setOneOfEachKind() throws CoreException {
        RealmBreakpoint line = SourceLineBreakpoint.inWorkspace(source(), 2);
        line.change(RealmBreakpoint.LOG_MESSAGE, "a is {a}");
        SourceLineBreakpoint.outside(new File("elsewhere.c").getAbsolutePath(), 7);
        FunctionBreakpoint.at("kvm_*").change(RealmBreakpoint.CONDITION, "vcpu->vcpu_id == 0");
        InstructionBreakpoint.at(MemoryAddress.of("EL2N:0x42000000")).change(RealmBreakpoint.HIT_CONDITION, "3");
        CallBreakpoint.at(
                "RMI_RTT_CREATE",
                Map.of(CallBreakpoint.OUTCOME, true, CallBreakpoint.STATUS, 4, CallBreakpoint.REALM, "realm0"));
        FaultBreakpoint.with(Map.of(FaultBreakpoint.LEVEL, 3, FaultBreakpoint.HALF, "unprotected"));
        HazardBreakpoint.at("leakedGranule").change(RealmBreakpoint.HIT_CONDITION, ">= 2");
        WatchBreakpoint.of("ripas realm0 0x200000 0x201000", false, true).setEnabled(false);
    }

    /** Everything that markers say, by what they are. */
    private List<String> said() throws CoreException {
        List<String> all = new ArrayList<>();
        for (IBreakpoint each : manager.getBreakpoints(RealmDebug.MODEL)) {
            IMarker marker = each.getMarker();
            Map<String, Object> attributes = new TreeMap<>(marker.getAttributes());
            attributes.keySet().removeIf(name -> OF_IMPORTS.contains(name));
            all.add(((RealmBreakpoint) each).describe() + " " + marker.getType() + " "
                    + marker.getResource().getFullPath() + " " + attributes);
        }
        all.sort(Comparator.naturalOrder());
        return all;
    }

    @Test
    void everyKindSurvivesExportAndImport(@TempDir Path directory) throws Exception {
        setOneOfEachKind();
        List<String> before = said();
        assertEquals(8, before.size());
        String file = directory.resolve("breakpoints.bkpt").toString();
        new ExportBreakpointsOperation(manager.getBreakpoints(RealmDebug.MODEL), file).run(new NullProgressMonitor());
        manager.removeBreakpoints(manager.getBreakpoints(), true);
        assertEquals(0, manager.getBreakpoints(RealmDebug.MODEL).length);

        new ImportBreakpointsOperation(file, true, false).run(new NullProgressMonitor());

        assertEquals(String.join("\n", before), String.join("\n", said()));
    }

    /** The platform makes them again from what it has written to disk, as after a restart. */
    @Test
    void lineBreakpointsComeBackWithTheirProject() throws Exception {
        RealmBreakpoint line = SourceLineBreakpoint.inWorkspace(source(), 2);
        line.change(RealmBreakpoint.CONDITION, "a == 1");
        line.setEnabled(false);
        List<String> before = said();
        SessionFixture.inBackground(this::close);
        Screen.until(() -> manager.getBreakpoints(RealmDebug.MODEL).length == 0, () -> "it stays");
        SessionFixture.inBackground(this::open);
        Screen.until(() -> manager.getBreakpoints(RealmDebug.MODEL).length == 1, () -> "it does not come back");
        IBreakpoint back = manager.getBreakpoints(RealmDebug.MODEL)[0];
        assertFalse(back == line, "it never went");
        assertEquals(before, said());
    }

    /** The platform looks for what is closed and opened after builds. */
    private void close(IProgressMonitor monitor) throws CoreException {
        ResourcesPlugin.getWorkspace().build(IncrementalProjectBuilder.INCREMENTAL_BUILD, monitor);
        project.close(monitor);
        ResourcesPlugin.getWorkspace().build(IncrementalProjectBuilder.INCREMENTAL_BUILD, monitor);
    }

    private void open(IProgressMonitor monitor) throws CoreException {
        project.open(monitor);
        ResourcesPlugin.getWorkspace().build(IncrementalProjectBuilder.INCREMENTAL_BUILD, monitor);
    }

    @Test
    void markersOfEveryKindAreWrittenToDisk() {
        List<String> types = Arrays.stream(elements("org.eclipse.debug.core.breakpoints", "breakpoint"))
                .map(each -> each.getAttribute("markerType"))
                .filter(each -> each.startsWith("org.realmscope."))
                .toList();
        assertEquals(7, types.size(), types::toString);
        for (String type : types) {
            assertTrue(isPersistent(type), type);
        }
    }

    private static IConfigurationElement[] elements(String point, String name) {
        return Arrays.stream(Platform.getExtensionRegistry().getConfigurationElementsFor(point))
                .filter(each -> each.getName().equals(name))
                .toArray(IConfigurationElement[]::new);
    }

    private static boolean isPersistent(String type) {
        for (IExtension each : Platform.getExtensionRegistry()
                .getExtensionPoint("org.eclipse.core.resources.markers")
                .getExtensions()) {
            if (type.equals(each.getUniqueIdentifier())) {
                return Arrays.stream(each.getConfigurationElements())
                        .anyMatch(element ->
                                element.getName().equals("persistent") && "true".equals(element.getAttribute("value")));
            }
        }
        return false;
    }
}
