package org.realmscope.debug.ui.breakpoints;

import java.util.function.Predicate;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.realmscope.debug.ui.form.LabelledText;

/** A label and a text. An empty text is no attribute. */
class TextField implements FormField {
    private final String attribute;
    private final LabelledText field;
    private final Rule rule;

    /**
     * What is right.
     *
     * @param holds whether a text that is not empty can be used
     * @param expected what would be right
     */
    record Rule(Predicate<String> holds, String expected) {
        static final Rule ANY = new Rule(text -> true, "");
        static final Rule NUMBER = new Rule(text -> text.matches("[0-9]{1,9}"), "a whole number from 0 to 999999999");
        static final Rule ADDRESS = new Rule(
                text -> text.replace("_", "").matches("0[xX][0-9a-fA-F]{1,16}|[0-9]{1,18}"),
                "an address, as 0x20_0000");
        static final Rule REALM = new Rule(text -> text.matches("[A-Za-z_][A-Za-z_0-9]*"), "a realm's name, as realm0");
        static final Rule C_NAME =
                new Rule(text -> text.matches("[A-Za-z_*?][A-Za-z_0-9*?]*"), "a name, in which * and ? are wildcards");
        static final Rule HITS = new Rule(
                text -> text.matches("(>=|>|%)?\\s*[1-9][0-9]{0,8}"), "3 (the third), >= 3, > 3 or % 3 (every third)");
        static final Rule CONDITION =
                new Rule(text -> isBalanced(text, '(', ')'), "an expression whose parentheses match");
        static final Rule LOG = new Rule(text -> isBalanced(text, '{', '}'), "a text whose braces match, as {ipa}");

        private static boolean isBalanced(String text, char open, char close) {
            int depth = 0;
            for (char each : text.toCharArray()) {
                depth += each == open ? 1 : each == close ? -1 : 0;
                if (depth < 0) {
                    return false;
                }
            }
            return depth == 0;
        }
    }

    /**
     * Makes both in a grid.
     *
     * @param name what people see, with a mnemonic
     * @param tip what it means, and what holds if it is empty
     * @param columns that the text takes
     */
    TextField(Composite parent, String attribute, String name, String tip, Rule rule, int columns) {
        this.attribute = attribute;
        this.rule = rule;
        field = new LabelledText(parent, name, tip, rule.holds(), rule.expected(), columns);
    }

    Text control() {
        return field.control();
    }

    String text() {
        return field.value();
    }

    @Override
    public String attribute() {
        return attribute;
    }

    @Override
    public void show(@Nullable Object value) {
        field.show(value == null ? "" : value.toString());
    }

    @Override
    public @Nullable Object value() {
        String value = text();
        if (value.isEmpty() || !control().isEnabled()) {
            return null;
        }
        return rule == Rule.NUMBER ? (Object) Integer.valueOf(value) : value;
    }

    @Override
    public @Nullable String problem() {
        return field.problem();
    }

    @Override
    public void setEnabled(boolean isEnabled) {
        control().setEnabled(isEnabled);
    }
}
