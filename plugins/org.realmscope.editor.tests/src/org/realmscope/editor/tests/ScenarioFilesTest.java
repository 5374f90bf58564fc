package org.realmscope.editor.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.quickassist.IQuickAssistInvocationContext;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.ide.IDE;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.editor.language.ProblemAnnotation;
import org.realmscope.editor.language.Problems;
import org.realmscope.editor.text.AnnotationFixes;

/** Problems of scenarios that no editor shows, that name other files, or that lie outside the workspace. */
class ScenarioFilesTest extends OpenedFiles {
    private static final String MISTAKE = OpenScenario.TEXT.replace("store", "stroe");

    @AfterEach
    void closeOthers() {
        OpenScenario.page().closeAllEditors(false);
    }

    @Test
    void aScenarioThatNobodyHasOpenedIsCheckedWhenItChanges() throws CoreException {
        IFile other = open(OpenScenario.TEXT).file().getParent().getFile(IPath.fromPortableString("other.rme"));
        OpenScenario.change("a file", () -> other.create(bytes(MISTAKE), true, false, null));
        OpenScenario.await("a marker", () -> !problems(other).isEmpty());
        OpenScenario.change("its correction", () -> other.setContents(bytes(OpenScenario.TEXT), true, false, null));
        OpenScenario.await("no marker", () -> problems(other).isEmpty());
    }

    @Test
    void markersOfAClosedScenarioAreThoseOfItsFile() throws CoreException {
        OpenScenario scenario = open(MISTAKE);
        OpenScenario.await("a marker", () -> !scenario.problems().isEmpty());
        scenario.replace("stroe", "store");
        OpenScenario.await("no marker", () -> scenario.problems().isEmpty());
        OpenScenario.page().closeEditor(scenario.editor(), false);
        OpenScenario.await("the marker again", () -> !scenario.problems().isEmpty());
    }

    @Test
    void aScenarioIsCheckedAgainWhenAFileThatItNamesAppears() throws CoreException {
        OpenScenario scenario = open(OpenScenario.TEXT.replace(
                "    vcpu first", "    populate 0x10_0000 from \"guest.bin\"\n    vcpu first"));
        OpenScenario.await(
                "a marker",
                () -> scenario.problems().stream()
                        .anyMatch(each -> each.getAttribute(IMarker.MESSAGE, "").contains("guest.bin")));
        IFile content = scenario.file().getParent().getFile(IPath.fromPortableString("guest.bin"));
        OpenScenario.change("the file", () -> content.create(bytes("12345678"), true, false, null));
        OpenScenario.await("no marker", () -> scenario.problems().isEmpty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<IMarker> problems(IFile file) {
        try {
            return Arrays.asList(file.findMarkers(Problems.MARKER, true, IResource.DEPTH_ZERO));
        } catch (CoreException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aScenarioOutsideTheWorkspaceHasAnnotationsWithCorrections(@TempDir Path outside)
            throws CoreException, IOException {
        Path file = Files.writeString(outside.resolve("outside.rme"), MISTAKE);
        IEditorPart editor = IDE.openEditorOnFileStore(OpenScenario.page(), EFS.getStore(file.toUri()));
        ISourceViewer viewer = (ISourceViewer) Objects.requireNonNull(editor.getAdapter(ITextOperationTarget.class));
        List<ProblemAnnotation> found = new ArrayList<>();
        OpenScenario.await("an annotation", () -> {
            found.clear();
            viewer.getAnnotationModel().getAnnotationIterator().forEachRemaining(each -> {
                if (each instanceof ProblemAnnotation problem) {
                    found.add(problem);
                }
            });
            return !found.isEmpty();
        });
        assertEquals("org.eclipse.ui.workbench.texteditor.error", found.get(0).getType());
        AnnotationFixes fixes = new AnnotationFixes();
        List<ICompletionProposal> proposals = new ArrayList<>();
        OpenScenario.await(
                "a correction",
                () -> proposals.addAll(
                        List.of(fixes.computeQuickAssistProposals(new At(viewer, MISTAKE.indexOf("stroe"))))));
        assertEquals("Change 'stroe' to 'store'", proposals.get(0).getDisplayString());
        proposals.get(0).apply(viewer.getDocument());
        assertEquals(OpenScenario.TEXT, viewer.getDocument().get());
    }

    private record At(ISourceViewer getSourceViewer, int getOffset) implements IQuickAssistInvocationContext {
        @Override
        public int getLength() {
            return 0;
        }
    }
}
