package org.realmscope.adapter.debuggee;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.realmscope.debug.control.CallFields;
import org.realmscope.debug.control.EventField;
import org.realmscope.debug.control.HitContext;
import org.realmscope.debug.control.LogMessage;
import org.realmscope.debug.dwarf.NumberStyle;
import org.realmscope.debug.expression.Expression;
import org.realmscope.debug.expression.ExpressionException;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.stack.CodeFrame;
import org.realmscope.debug.stack.MachineEvaluation;
import org.realmscope.debug.stack.StackReader;

/**
 * A log message in which {@code {name}} stands for a field of the call, a register, {@code pe}, {@code moment} or
 * {@code call}, or is an expression over them and the variables of the innermost frame. What has no value stays as it
 * is.
 */
record LogTemplate(Target target, String template) implements LogMessage {
    private static final Pattern PLACE = Pattern.compile("\\{\\s*([^{}]+?)\\s*}");

    @Override
    public String text(HitContext context) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), place.group(), context)));
    }

    private String value(String name, String unknown, HitContext context) {
        CallFields call = context.call();
        EventField field = context.fields().field(name);
        if (field != null) {
            return field.text();
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

    private String expression(String text, String unknown, HitContext context) {
        Programs programs = target.debuggee().programs();
        StackReader stack = new StackReader(programs.symbols(), context.view(), programs.models());
        CodeFrame frame = stack.innermost(context.pe(), context.event());
        MachineEvaluation names =
                new MachineEvaluation(programs.symbols(), context.view(), context.pe(), frame, context.fields());
        AddressSpace space =
                frame == null ? ThreadText.space(context.view().machine().pe(context.pe())) : frame.space();
        ValueText texts = new ValueText(programs.symbols(), context.view(), space, NumberStyle.BY_TYPE);
        try {
            return texts.of(Expression.parse(text, names).evaluate(names), text);
        } catch (ExpressionException noValueHere) {
            return unknown;
        }
    }
}
