package org.realmscope.a64.syntax;

import java.util.Optional;
import java.util.OptionalLong;
import org.realmscope.a64.encoding.Pattern;

/**
 * Addresses relative to the instruction: {@code <label:imm19>} in words, {@code <adr:immhi.immlo>} in bytes,
 * {@code <adrp:immhi.immlo>} in 4 KiB pages. Written as the absolute address; a name or {@code .+8} is understood as
 * well.
 */
final class LabelOperand implements Operand {
    private static final int WORD_BYTES = 4;
    private static final int PAGE_BYTES = 4096;

    private final FieldExpression offset;
    private final long baseMask;

    private LabelOperand(FieldExpression offset, long baseMask) {
        this.offset = offset;
        this.baseMask = baseMask;
    }

    static Optional<Operand> resolve(String kind, String argument, Pattern pattern) {
        return switch (kind) {
            case "label" -> Optional.of(new LabelOperand(expression(argument, WORD_BYTES, pattern), -1));
            case "adr" -> Optional.of(new LabelOperand(expression(argument, 1, pattern), -1));
            case "adrp" -> Optional.of(new LabelOperand(expression(argument, PAGE_BYTES, pattern), -PAGE_BYTES));
            default -> Optional.empty();
        };
    }

    private static FieldExpression expression(String argument, int scale, Pattern pattern) {
        return FieldExpression.of(argument + "*" + scale, true, pattern);
    }

    @Override
    public void print(int word, long address, StringBuilder out) {
        out.append("0x").append(Long.toHexString((address & baseMask) + offset.value(word)));
    }

    @Override
    public boolean parse(Cursor text, WordBuilder word) {
        OptionalLong target = target(text, word);
        if (target.isEmpty()) {
            return text.fail("expected an address or a known label");
        }
        long distance = (target.getAsLong() & baseMask) - (word.address() & baseMask);
        return offset.set(word, distance) || text.fail("distance of " + distance + " bytes must be " + offset.range());
    }

    private static OptionalLong target(Cursor text, WordBuilder word) {
        String label = text.peekLabel();
        if (label.equals(".")) {
            text.accept(".");
            int position = text.position();
            OptionalLong distance =
                    text.accept("+") || text.accept("-") ? distance(text, position) : OptionalLong.of(0);
            return distance.isEmpty() ? distance : OptionalLong.of(word.address() + distance.getAsLong());
        }
        if (!label.isEmpty() && !Character.isDigit(label.charAt(0))) {
            OptionalLong address = word.labels().addressOf(label);
            if (address.isPresent()) {
                text.skip(label);
            }
            return address;
        }
        return text.number();
    }

    private static OptionalLong distance(Cursor text, int position) {
        text.position(position);
        return text.number();
    }
}
