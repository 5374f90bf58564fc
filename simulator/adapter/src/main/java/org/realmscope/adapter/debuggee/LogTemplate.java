package org.realmscope.adapter.debuggee;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.realmscope.debug.control.CallFields;
import org.realmscope.debug.control.HitContext;
import org.realmscope.debug.control.LogMessage;
import org.realmscope.platform.UserError;

/**
 * A log message in which {@code {name}} stands for a field of the call, a register, {@code pe}, {@code moment} or
 * {@code call}, or is an expression. What has no value stays as it is.
 */
record LogTemplate(String template) implements LogMessage {
    private static final Pattern PLACE = Pattern.compile("\\{\\s*([^{}]+?)\\s*}");

    @Override
    public String text(HitContext context) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), place.group(), context)));
    }

    private static String value(String name, String unknown, HitContext context) {
        CallFields call = context.call();
        OptionalLong field = call == null ? OptionalLong.empty() : call.value(name);
        if (field.isPresent()) {
            return "0x" + Long.toHexString(field.getAsLong());
        }
        return switch (name) {
            case "pe" -> Integer.toString(context.pe());
            case "moment" -> context.view().machine().now().toString();
            case "call" -> call == null ? unknown : call.text();
            default ->
                RegisterText.find(context.view(), context.pe(), name)
                        .map(RegisterText::value)
                        .orElseGet(() -> expression(name, unknown, context));
        };
    }

    private static String expression(String text, String unknown, HitContext context) {
        try {
            return "0x" + Long.toHexString(PeExpressions.number(context.view(), context.pe(), context.call(), text));
        } catch (UserError noValueHere) {
            return unknown;
        }
    }
}
