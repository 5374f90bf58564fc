package org.realmscope.editor.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Path;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.projection.ProjectionAnnotationModel;
import org.eclipse.ui.IReusableEditor;
import org.eclipse.ui.part.FileEditorInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.editor.text.OccurrenceReconciler;

/** C and assembly in the generic editor, without a language server. */
class SourceEditorTest extends OpenedFiles {
    private static final String TEXT = """
        /*
         * Maps a page.
         */
        #include "mmu.h"

        int realm_map(struct realm *realm, unsigned long ipa)
        {
        \tif (!realm) {
        \t\treturn -1;
        \t}
        #ifdef TRACE
        \ttrace(ipa);
        #endif

        \treturn map(realm, ipa);
        }
        """;

    @Test
    void whatIsIndentedFolds() throws CoreException {
        OpenScenario source = open("mmu.c", TEXT);
        OpenScenario.await("folding", () -> !folds(source).isEmpty());
        assertEquals(Map.of(1, 3, 7, 15, 8, 9), folds(source));
    }

    @Test
    void foldsFollowTheText() throws CoreException {
        OpenScenario source = open("mmu.c", TEXT);
        OpenScenario.await("folding", () -> folds(source).size() == 3);
        source.replace("\t\treturn -1;\n", "");
        OpenScenario.await("two folds", () -> folds(source).equals(Map.of(1, 3, 7, 14)));
    }

    /** As debuggers do. */
    @Test
    void editorThatIsGivenAnotherSourceFoldsThatOne() throws CoreException {
        OpenScenario source = open("mmu.c", TEXT);
        IProject project = source.file().getProject();
        IFile other = project.getFile(new Path("other.c"));
        OpenScenario.change(
                "another file",
                () -> other.create(
                        "void run(void)\n{\n\tstep();\n}\n".getBytes(StandardCharsets.UTF_8), true, false, null));
        ((IReusableEditor) source.editor()).setInput(new FileEditorInput(other));
        OpenScenario.await("its folding", () -> folds(source).equals(Map.of(2, 3)));
        source.caretAt("step");
        assertEquals(List.of(), marks(source));
        ((IReusableEditor) source.editor()).setInput(new FileEditorInput(source.file()));
        OpenScenario.await("folding of before", () -> folds(source).size() == 3);
    }

    @Test
    void wordAtTheCaretIsMarkedWhereverItStands() throws CoreException {
        OpenScenario source = open("mmu.c", TEXT);
        source.caretAt("ipa)");
        OpenScenario.await("marks", () -> !marks(source).isEmpty());
        assertEquals(List.of("6: ipa", "12: ipa", "15: ipa"), marks(source));
        source.caretAt("return -1");
        OpenScenario.await("other marks", () -> marks(source).equals(List.of("9: return", "15: return")));
        source.caretAt("-1");
        OpenScenario.await("no marks", () -> marks(source).isEmpty());
    }

    /** When the debugger gives an editor another source while they start, they die, and it hangs when it is closed. */
    @ParameterizedTest
    @ValueSource(strings = {"mmu.c", "mmu.h", "entry.S", "RMI_DATA_CREATE", "RSI_IPA_STATE_SET", "PSCI_CPU_ON"})
    void sourcesHaveNoneOfTheGenericEditorsReconcilers(String name) throws CoreException {
        assertEquals(0, reconcilersBegunFor(name));
    }

    @Test
    void otherTextsHaveThem() throws CoreException {
        assertEquals(2, reconcilersBegunFor("notes.txt"));
    }

    private int reconcilersBegunFor(String name) throws CoreException {
        Set<Job> before = reconcilers();
        open(name, TEXT);
        Set<Job> begun = reconcilers();
        begun.removeAll(before);
        return begun.size();
    }

    /** They begin with a job that waits for half a second. */
    private static Set<Job> reconcilers() {
        Set<Job> found = new HashSet<>(Arrays.asList(Job.getJobManager().find(null)));
        found.removeIf(each ->
                !each.getName().startsWith("Delayed Reconciler startup for org.eclipse.ui.internal.genericeditor"));
        return found;
    }

    /** First and last line of what can be folded. */
    private static Map<Integer, Integer> folds(OpenScenario source) {
        Map<Integer, Integer> folds = new TreeMap<>();
        ProjectionAnnotationModel model = source.viewer().getProjectionAnnotationModel();
        if (model != null) {
            model.getAnnotationIterator().forEachRemaining(each -> {
                Position fold = model.getPosition(each);
                folds.put(source.line(fold.getOffset()), source.line(fold.getOffset() + fold.getLength() - 1));
            });
        }
        return folds;
    }

    /** Marked occurrences, with their lines. */
    private static List<String> marks(OpenScenario source) {
        Map<Integer, String> marks = new TreeMap<>();
        IAnnotationModel model = source.viewer().getAnnotationModel();
        model.getAnnotationIterator().forEachRemaining((Annotation each) -> {
            if (OccurrenceReconciler.ANNOTATION.equals(each.getType())) {
                Position mark = model.getPosition(each);
                String word = source.text().substring(mark.getOffset(), mark.getOffset() + mark.getLength());
                marks.put(mark.getOffset(), source.line(mark.getOffset()) + ": " + word);
            }
        });
        return List.copyOf(marks.values());
    }
}
