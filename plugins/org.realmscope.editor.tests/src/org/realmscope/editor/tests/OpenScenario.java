package org.realmscope.editor.tests;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.source.projection.ProjectionViewer;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.realmscope.editor.language.Problems;

/** A scenario in an editor, in a project of its own. */
final class OpenScenario {
    /** A scenario without mistakes. */
    static final String TEXT = """
        scenario "Edited"

        realm guest {
            slot ram 0 .. 64 MiB backing anon

            vcpu first {
                store 0x5a to 0x20_0000
                load 0x20_0000 expect 0x5a
            }
        }

        expect {
            vcpu guest.first ended
        }
        """;

    private static final int DEADLINE_MILLIS = 300_000;

    private final IProject project;
    private final IFile file;
    private final ITextEditor editor;

    private OpenScenario(IProject project, IFile file, ITextEditor editor) {
        this.project = project;
        this.file = file;
        this.editor = editor;
    }

    /** Opens a text as a scenario. */
    static OpenScenario with(String text) throws CoreException {
        return in("edited.rme", text);
    }

    /** Opens a text as a file of that name. */
    static OpenScenario in(String name, String text) throws CoreException {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("edited");
        IFile file = project.getFile(name);
        change("a file", () -> {
            project.create(null);
            project.open(null);
            file.create(text.getBytes(StandardCharsets.UTF_8), true, false, null);
        });
        return new OpenScenario(project, file, (ITextEditor) IDE.openEditor(page(), file));
    }

    static IWorkbenchPage page() {
        return PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
    }

    IFile file() {
        return file;
    }

    ITextEditor editor() {
        return editor;
    }

    IDocument document() {
        return Objects.requireNonNull(editor.getDocumentProvider().getDocument(editor.getEditorInput()));
    }

    ProjectionViewer viewer() {
        return (ProjectionViewer) Objects.requireNonNull(editor.getAdapter(ITextOperationTarget.class));
    }

    String text() {
        return document().get();
    }

    /** Number of the line of an offset, from 1. */
    int line(int offset) {
        try {
            return document().getLineOfOffset(offset) + 1;
        } catch (BadLocationException e) {
            throw new AssertionError(e);
        }
    }

    /** Replaces the first occurrence of a text, as if it had been typed. */
    void replace(String old, String with) {
        document().set(text().replaceFirst(Pattern.quote(old), with));
    }

    /** Puts the caret into the first occurrence of a text. */
    void caretAt(String text) {
        editor.selectAndReveal(text().indexOf(text) + 1, 0);
    }

    List<IMarker> problems() {
        try {
            return Arrays.asList(file.findMarkers(Problems.MARKER, true, IResource.DEPTH_ZERO));
        } catch (CoreException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a command to the editor by its identifier. */
    void command(String id) {
        page().activate(editor);
        try {
            PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(id, null);
        } catch (CommandException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets events happen until something is so. */
    static void await(String what, BooleanSupplier condition) {
        Display display = Display.getCurrent();
        boolean[] late = new boolean[1];
        Runnable alarm = () -> late[0] = true;
        Runnable[] tick = new Runnable[1];
        tick[0] = () -> display.timerExec(20, tick[0]);
        display.timerExec(DEADLINE_MILLIS, alarm);
        tick[0].run();
        while (!condition.getAsBoolean()) {
            if (late[0]) {
                fail("waited in vain for: " + what);
            }
            if (!display.readAndDispatch()) {
                display.sleep();
            }
        }
        display.timerExec(-1, alarm);
        display.timerExec(-1, tick[0]);
    }

    /** A change of the workspace. */
    interface Change {
        /** Makes it. */
        void make() throws CoreException;
    }

    /** Changes the workspace on another thread, as wizards do, while events happen on this one. */
    static void change(String what, Change change) {
        elsewhere(what, () -> {
            try {
                change.make();
            } catch (CoreException e) {
                throw new IllegalStateException(e);
            }
            return what;
        });
    }

    /** What is computed on another thread, while events happen on this one. */
    static <T> T elsewhere(String what, Supplier<T> computed) {
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(computed);
        await(what, answer::isDone);
        return answer.join();
    }

    /** Closes the editor without saving, and deletes the project. */
    void close() {
        page().closeEditor(editor, false);
        change("no project", () -> project.delete(true, true, null));
    }
}
