package org.realmscope.debug.ui.editor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Region;
import org.eclipse.lsp4j.debug.EvaluateArgumentsContext;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.swt.widgets.Display;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.ui.commands.DebugContext;

/**
 * Shows the value of what is below the mouse, as it is seen from the selected frame; a syndrome, a descriptor, a return
 * code or a function identifier also decoded.
 */
public final class ValueHover implements ITextHover {
    /** People have moved on before that. */
    private static final long PATIENCE_MS = 2000;

    private static final Pattern LITERAL = Pattern.compile("0[xX][0-9a-fA-F_]{8,19}");

    /** Called on a thread of the editor's; answers HTML. */
    @Override
    public @Nullable String getHoverInfo(ITextViewer viewer, IRegion region) {
        RealmFrame frame = DebugContext.frame();
        String expression = expression(viewer.getDocument(), region);
        if (frame == null || expression == null || Display.getCurrent() != null || !frame.isSuspended()) {
            return null;
        }
        CompletableFuture<String> shown = LITERAL.matcher(expression).matches()
                ? decoded(frame, expression, expression, null)
                : value(frame, expression);
        String text = shown.exceptionally(failure -> "")
                .completeOnTimeout("", PATIENCE_MS, TimeUnit.MILLISECONDS)
                .join();
        return text.isEmpty() ? null : html(text);
    }

    /** A value, and in the lines below what it means. */
    private static CompletableFuture<String> value(RealmFrame frame, String expression) {
        return ask(frame, expression, EvaluateArgumentsContext.HOVER).thenCompose(answer -> {
            String value = "%s = %s".formatted(expression, answer.getResult());
            return decoded(frame, expression, answer.getResult(), answer.getType())
                    .thenApply(meaning -> meaning.isEmpty() ? value : value + "\n" + meaning);
        });
    }

    /** What a number means; empty if that is not known. */
    private static CompletableFuture<String> decoded(
            RealmFrame frame, String expression, String value, @Nullable String type) {
        NumberKind kind = NumberKind.of(expression).orElse(null);
        if (kind == null) {
            return CompletableFuture.completedFuture("");
        }
        String companion = kind.companion(expression);
        CompletableFuture<String> second = companion.isEmpty()
                ? CompletableFuture.completedFuture("")
                : known(ask(frame, companion, EvaluateArgumentsContext.HOVER));
        return second.thenCompose(other -> kind.question(value, type, other)
                .map(question -> known(ask(frame, question, EvaluateArgumentsContext.REPL)))
                .orElse(CompletableFuture.completedFuture("")));
    }

    private static CompletableFuture<EvaluateResponse> ask(RealmFrame frame, String expression, String context) {
        return frame.target().session().evaluations().evaluate(expression, frame, context);
    }

    /** Most words of a source are no values: what is refused is not shown. */
    private static CompletableFuture<String> known(CompletableFuture<EvaluateResponse> asked) {
        return asked.thenApply(EvaluateResponse::getResult).exceptionally(failure -> "");
    }

    /** Lines of text; spaces at their beginning count. */
    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .lines()
                .map(line -> "&nbsp;".repeat(line.length() - line.stripLeading().length()) + line.strip())
                .collect(Collectors.joining("<br>"));
    }

    private static @Nullable String expression(IDocument document, IRegion region) {
        String all = document.get();
        int end = Math.min(region.getOffset() + region.getLength(), all.length());
        String text = all.substring(Math.min(region.getOffset(), end), end);
        return text.matches("[A-Za-z_$].*") || LITERAL.matcher(text).matches() ? text : null;
    }

    @Override
    public @Nullable IRegion getHoverRegion(ITextViewer viewer, int offset) {
        return region(viewer.getDocument(), offset);
    }

    /** The name at an offset, with the members through which it is reached. */
    static @Nullable IRegion region(@Nullable IDocument document, int offset) {
        String text = document == null ? "" : document.get();
        if (offset >= text.length() || !isInName(text.charAt(offset))) {
            return null;
        }
        int end = offset;
        while (end < text.length() && isInName(text.charAt(end))) {
            end++;
        }
        int start = offset;
        boolean isMember = true;
        while (isMember) {
            while (start > 0 && isInName(text.charAt(start - 1))) {
                start--;
            }
            int link = text.startsWith("->", start - 2) ? 2 : text.startsWith(".", start - 1) ? 1 : 0;
            isMember = link > 0 && start > link && isInName(text.charAt(start - link - 1));
            start -= isMember ? link : 0;
        }
        return new Region(start, end - start);
    }

    private static boolean isInName(char c) {
        return c == '_' || c == '$' || Character.isLetterOrDigit(c);
    }
}
