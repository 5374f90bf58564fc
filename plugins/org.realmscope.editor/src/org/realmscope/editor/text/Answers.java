package org.realmscope.editor.text;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Display;
import org.realmscope.editor.language.ScenarioLanguage;

/** Waits for answers on the threads on which the platform asks for proposals and texts. */
final class Answers {
    private Answers() {
        // A function only.
    }

    /**
     * What a question was answered.
     *
     * @param seconds how long is waited
     * @return null if there is no answer
     * @throws IllegalStateException on the thread of the user interface, which waits for nobody
     */
    @SuppressWarnings("unused")
    static <T> @Nullable T await(CompletableFuture<@Nullable T> answer, int seconds) {
        if (Display.getCurrent() != null) {
            throw new IllegalStateException("The thread of the user interface must not wait for the language server");
        }
        try {
            return answer.get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
        } catch (ExecutionException | TimeoutException e) {
            ScenarioLanguage.log(e);
        }
        return null;
    }
}
