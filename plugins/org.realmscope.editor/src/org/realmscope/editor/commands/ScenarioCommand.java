package org.realmscope.editor.commands;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.texteditor.ITextEditor;
import org.realmscope.editor.language.ScenarioDocument;
import org.realmscope.editor.language.ScenarioLanguage;

/** A command that does something with the scenario in the active editor. */
abstract class ScenarioCommand extends AbstractHandler {
    /**
     * Where a command was given.
     *
     * @param selection in the editor
     */
    record Place(ITextEditor editor, ScenarioDocument document, ITextSelection selection) {
        /** Writes into the status line of the workbench. */
        void say(String message) {
            IStatusLineManager line = editor.getEditorSite().getActionBars().getStatusLineManager();
            line.setMessage(message);
        }

        /** Selects text, and shows it. */
        void select(int offset, int length) {
            editor.selectAndReveal(offset, length);
        }
    }

    @Override
    public final @Nullable Object execute(ExecutionEvent event) {
        Place place = placeIn(HandlerUtil.getActiveEditor(event));
        if (place != null) {
            execute(place);
        }
        return null;
    }

    @Override
    public final void setEnabled(@Nullable Object context) {
        setBaseEnabled(!ScenarioLanguage.isServedByLsp4e());
    }

    /** The place in an editor; null if it shows no scenario that the server knows. */
    static @Nullable Place placeIn(@Nullable IEditorPart part) {
        ITextEditor editor = part == null ? null : Adapters.adapt(part, ITextEditor.class);
        if (editor == null || editor.getDocumentProvider() == null) {
            return null;
        }
        IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
        ScenarioDocument known = ScenarioLanguage.get().document(document).orElse(null);
        return known != null && editor.getSelectionProvider().getSelection() instanceof ITextSelection selection
                ? new Place(editor, known, selection)
                : null;
    }

    /** Does it, on the thread of the user interface. */
    abstract void execute(Place place);

    /** Goes on with an answer on the thread of the user interface; without one, says so. */
    static <T> void then(Place place, CompletableFuture<@Nullable T> answer, String refusal, Consumer<T> next) {
        answer.whenComplete((value, failure) -> PlatformUI.getWorkbench()
                .getDisplay()
                .asyncExec(() -> {
                    if (failure != null) {
                        ScenarioLanguage.log(failure);
                        place.say(refusal);
                    } else if (value == null) {
                        place.say(refusal);
                    } else {
                        next.accept(value);
                    }
                }));
    }
}
