package org.realmscope.debug.ui.editor;

import java.util.concurrent.TimeUnit;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Region;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.swt.widgets.Display;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.ui.commands.DebugContext;

/** Shows the value of what is below the mouse, as it is seen from the selected frame. */
public final class ValueHover implements ITextHover {
    /** People have moved on before that. */
    private static final long PATIENCE_MS = 2000;

    /** Called on a thread of the editor's. */
    @Override
    public @Nullable String getHoverInfo(ITextViewer viewer, IRegion region) {
        RealmFrame frame = DebugContext.frame();
        String expression = expression(viewer.getDocument(), region);
        if (frame == null || expression == null || Display.getCurrent() != null || !frame.isSuspended()) {
            return null;
        }
        // Most words of a source are no values: what is refused is not shown.
        String value = frame.target()
                .session()
                .evaluations()
                .evaluate(expression, frame, "hover")
                .thenApply(EvaluateResponse::getResult)
                .exceptionally(failure -> "")
                .completeOnTimeout("", PATIENCE_MS, TimeUnit.MILLISECONDS)
                .join();
        return value.isEmpty() ? null : "%s = %s".formatted(expression, value);
    }

    private static @Nullable String expression(IDocument document, IRegion region) {
        String all = document.get();
        int end = Math.min(region.getOffset() + region.getLength(), all.length());
        String text = all.substring(Math.min(region.getOffset(), end), end);
        return text.matches("[A-Za-z_$].*") ? text : null;
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
