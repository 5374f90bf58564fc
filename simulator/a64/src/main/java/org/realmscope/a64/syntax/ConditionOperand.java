package org.realmscope.a64.syntax;

import java.util.Optional;
import org.realmscope.a64.encoding.Condition;
import org.realmscope.a64.encoding.Field;
import org.realmscope.a64.encoding.Pattern;

/**
 * Condition codes: {@code <cond>} as encoded in the field {@code cond}, {@code <invcond>} inverted, as in the aliases
 * {@code cset} and {@code cinc}.
 */
final class ConditionOperand implements Operand {
    private final Field field;
    private final boolean inverted;

    private ConditionOperand(Field field, boolean inverted) {
        this.field = field;
        this.inverted = inverted;
    }

    static Optional<Operand> resolve(String kind, String argument, Pattern pattern) {
        return switch (kind) {
            case "cond" -> Optional.of(new ConditionOperand(pattern.field("cond"), false));
            case "invcond" -> Optional.of(new ConditionOperand(pattern.field("cond"), true));
            default -> Optional.empty();
        };
    }

    @Override
    public void print(int word, long address, StringBuilder out) {
        Condition condition = Condition.of(field.extract(word));
        out.append((inverted ? condition.inverse() : condition).text());
    }

    @Override
    public boolean parse(Cursor text, WordBuilder word) {
        int position = text.position();
        Optional<Condition> condition = Condition.named(text.word());
        if (condition.isEmpty()) {
            text.position(position);
            return text.fail("expected a condition such as eq or ne");
        }
        Condition encoded = inverted ? condition.get().inverse() : condition.get();
        return word.set(field, encoded.encoding());
    }
}
