package org.realmscope.scenario.lang.ide;

import java.util.List;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.formatting.FormattingService;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.util.ITextRegion;

/**
 * Formats texts without syntax errors: only those have a layout that is known. Of a range, it formats the lines. The
 * indentation of the first is part of the space between two words, of which one lies before the range, and Xtext
 * changes only such space as lies in the range altogether. A line in whose indentation the range ends is not part of
 * it.
 */
public class RangeFormatting extends FormattingService {
    @Override
    public List<TextEdit> format(
            XtextResource resource, Document document, int offset, int length, FormattingOptions options) {
        return resource.getParseResult().hasSyntaxErrors()
                ? List.of()
                : super.format(resource, document, offset, length, options);
    }

    @Override
    public List<? extends TextEdit> format(
            Document document,
            XtextResource resource,
            DocumentRangeFormattingParams parameters,
            CancelIndicator cancelled) {
        String text = document.getContents();
        ITextRegion range = document.getTextRegion(parameters.getRange());
        int start = range.getOffset();
        if (isIndentation(text, start)) {
            while (start > 0 && Character.isWhitespace(text.charAt(start - 1))) {
                start--;
            }
        }
        int end = range.getEndOffset();
        if (end > range.getOffset() && isIndentation(text, end)) {
            end = Math.max(start, text.lastIndexOf('\n', end - 1));
        }
        return format(resource, document, start, end - start, parameters.getOptions());
    }

    private static boolean isIndentation(String text, int offset) {
        return text.substring(text.lastIndexOf('\n', offset - 1) + 1, offset).isBlank();
    }
}
