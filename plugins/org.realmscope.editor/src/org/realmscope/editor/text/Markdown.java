package org.realmscope.editor.text;

import java.util.regex.Pattern;

/** The Markdown that the language server writes, as the HTML that the platform's plain text controls understand. */
final class Markdown {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern STRONG = Pattern.compile("\\*\\*([^*]+)\\*\\*");

    private Markdown() {
        // A function only.
    }

    /** Paragraphs, fenced and inline code, bold text, list items. */
    static String toHtml(String markdown) {
        StringBuilder html = new StringBuilder();
        boolean fenced = false;
        for (String line : markdown.split("\n", -1)) {
            if (line.startsWith("```")) {
                fenced = !fenced;
                html.append(fenced ? "<pre>" : "</pre>");
            } else if (fenced) {
                html.append(escape(line)).append("<br>");
            } else if (line.isBlank()) {
                html.append("<p>");
            } else {
                html.append(inline(escape(line.replaceFirst("^[-*] ", "• ")))).append("<br>");
            }
        }
        return html.toString();
    }

    private static String inline(String text) {
        return STRONG.matcher(CODE.matcher(text).replaceAll("<b>$1</b>")).replaceAll("<b>$1</b>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
