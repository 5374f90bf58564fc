package org.realmscope.editor.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.editor.hostimage.CrossCompiler;
import org.realmscope.editor.hostimage.HostImage;
import org.realmscope.editor.hostimage.HostImageBuilder;
import org.realmscope.editor.language.Problems;
import org.realmscope.editor.language.ScenarioLanguage;
import org.realmscope.editor.wizards.RealmProject;
import org.realmscope.editor.wizards.Sample;

/** What the wizards make, and that it works. */
class WizardsTest {
    private final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("made");

    @AfterEach
    void delete() {
        OpenScenario.page().closeAllEditors(false);
        OpenScenario.change("no project", () -> project.delete(true, true, null));
    }

    @Test
    void theProjectWizardOpensASampleThatHasNoProblems() throws CoreException {
        finish("org.realmscope.editor.wizards.project");
        IFile sample = project.getFile("runtime-faulting.rme");
        assertTrue(sample.exists());
        IEditorPart editor = OpenScenario.page().getActiveEditor();
        assertEquals("runtime-faulting.rme", editor.getEditorInput().getName());
        assertEquals(
                "org.eclipse.ui.genericeditor.GenericEditor", editor.getSite().getId());
        Path path = Path.of(sample.getLocationURI());
        OpenScenario.await(
                "the server's opinion",
                () -> ScenarioLanguage.get()
                        .document(path)
                        .filter(each -> each.problems().isChecked())
                        .isPresent());
        assertEquals(0, sample.findMarkers(Problems.MARKER, true, IResource.DEPTH_ZERO).length);
    }

    private void finish(String wizard) throws CoreException {
        IWorkbench workbench = PlatformUI.getWorkbench();
        INewWizard made =
                (INewWizard) workbench.getNewWizardRegistry().findWizard(wizard).createWizard();
        made.init(workbench, StructuredSelection.EMPTY);
        WizardDialog dialog =
                new WizardDialog(workbench.getActiveWorkbenchWindow().getShell(), made);
        dialog.setBlockOnOpen(false);
        dialog.open();
        Shell shell = dialog.getShell();
        firstText(shell).setText(project.getName());
        OpenScenario.await("a name that is accepted", made::canFinish);
        assertTrue(made.performFinish());
        dialog.close();
    }

    private static Text firstText(Composite in) {
        for (Control each : in.getChildren()) {
            if (each instanceof Text text && (text.getStyle() & SWT.READ_ONLY) == 0 && text.isVisible()) {
                return text;
            }
        }
        for (Control each : in.getChildren()) {
            if (each instanceof Composite inner && hasText(inner)) {
                return firstText(inner);
            }
        }
        throw new AssertionError("no text field");
    }

    private static boolean hasText(Composite in) {
        return Arrays.stream(in.getChildren())
                .anyMatch(
                        each -> each instanceof Text text && (text.getStyle() & SWT.READ_ONLY) == 0 && text.isVisible()
                                || each instanceof Composite inner && hasText(inner));
    }

    @Test
    void samplesKeepTheirFolders() {
        List<Sample> samples = Sample.all();
        assertTrue(samples.size() > 50, () -> samples.size() + " samples");
        OpenScenario.change("a project", () -> RealmProject.create(project, null, samples, null));
        assertTrue(project.getFile("races/" + firstOf(samples, "races/")).exists());
    }

    private static String firstOf(List<Sample> samples, String folder) {
        return samples.stream()
                .map(Sample::path)
                .filter(each -> each.startsWith(folder))
                .findFirst()
                .orElseThrow()
                .substring(folder.length());
    }

    @Test
    void aHostImageIsBuiltAndItsMistakesAreMarkers() throws CoreException {
        assumeTrue(hasProgram("aarch64-linux-gnu-gcc") && hasProgram("make"), "a cross compiler and make are needed");
        OpenScenario.change("the image", () -> {
            HostImage.create(project, null, new NullProgressMonitor());
            project.build(IncrementalProjectBuilder.FULL_BUILD, new NullProgressMonitor());
        });
        assertEquals(List.of(), messages());
        assertTrue(project.getFile("host-kvm.elf").exists());
        IFile source = project.getFile("src/main/c/bug.c");
        source.appendContents(
                new ByteArrayInputStream("\nint f(void) { return nothing; }\n".getBytes(StandardCharsets.UTF_8)),
                true,
                false,
                null);
        OpenScenario.change(
                "another build",
                () -> project.build(IncrementalProjectBuilder.INCREMENTAL_BUILD, new NullProgressMonitor()));
        IMarker[] markers = source.findMarkers(HostImageBuilder.MARKER, true, IResource.DEPTH_ZERO);
        assertTrue(Arrays.stream(markers)
                .anyMatch(each -> each.getAttribute(IMarker.MESSAGE, "").contains("nothing")));
    }

    @Test
    void aHostImageWithoutACrossCompilerSaysWhatToDo() throws CoreException {
        IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode(ScenarioLanguage.PLUGIN);
        preferences.put(CrossCompiler.PREFERENCE, "/nowhere/aarch64-none-elf-");
        try {
            OpenScenario.change("the image", () -> {
                HostImage.create(project, null, new NullProgressMonitor());
                project.build(IncrementalProjectBuilder.FULL_BUILD, new NullProgressMonitor());
            });
        } finally {
            preferences.remove(CrossCompiler.PREFERENCE);
        }
        assertEquals(
                List.of("The host image is not built: /nowhere/aarch64-none-elf-gcc, set in Preferences > Realm"
                        + " Scenarios, is no program. Correct the prefix, or leave it empty for one of the search"
                        + " path, and build the project again."),
                messages());
    }

    @Test
    void theUsualCrossCompilersAreFoundInTheSearchPath(@TempDir Path nothing, @TempDir Path some) throws IOException {
        String path = nothing + File.pathSeparator + some;
        assertEquals(Optional.empty(), CrossCompiler.find("", path));
        assertTrue(
                Files.createFile(some.resolve("aarch64-none-elf-gcc")).toFile().setExecutable(true));
        assertEquals(Optional.of(new CrossCompiler("aarch64-none-elf-")), CrossCompiler.find("", path));
        assertTrue(
                Files.createFile(some.resolve("aarch64-linux-gnu-gcc")).toFile().setExecutable(true));
        assertEquals(Optional.of(new CrossCompiler("aarch64-linux-gnu-")), CrossCompiler.find("", path));
        assertEquals(Optional.empty(), CrossCompiler.find("aarch64-elf-", path));
        String prefix = some + File.separator + "aarch64-none-elf-";
        assertEquals(Optional.of(new CrossCompiler(prefix)), CrossCompiler.find(prefix, ""));
    }

    private List<String> messages() throws CoreException {
        return Arrays.stream(project.findMarkers(HostImageBuilder.MARKER, true, IResource.DEPTH_INFINITE))
                .map(each -> each.getAttribute(IMarker.MESSAGE, ""))
                .toList();
    }

    private static boolean hasProgram(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, name)));
    }

    @Test
    void thePreferencePageOpens() {
        var dialog = PreferencesUtil.createPreferenceDialogOn(
                Display.getCurrent().getActiveShell(), "org.realmscope.editor.preferences", null, null);
        dialog.setBlockOnOpen(false);
        dialog.open();
        assertEquals("Realm Scenarios", dialog.getSelectedPage() instanceof PreferencePage page ? page.getTitle() : "");
        dialog.close();
    }
}
