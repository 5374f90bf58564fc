package org.realmscope.a64.syntax;

import java.util.Optional;
import java.util.OptionalLong;
import org.realmscope.a64.encoding.Field;
import org.realmscope.a64.encoding.Pattern;

/**
 * Positions and widths in the aliases of the bitfield moves, whose fields {@code immr} and {@code imms} are as wide as
 * a bit number of the register: {@code <lslamount>}; {@code <insertlsb>} and {@code <insertwidth>} of {@code bfi},
 * {@code bfc}, {@code sbfiz} and {@code ubfiz}; {@code <extractwidth>} of {@code bfxil}, {@code sbfx} and {@code ubfx}.
 * Written in decimal, {@code #} included.
 */
final class BitfieldOperands {

    private BitfieldOperands() {}

    static Optional<Operand> resolve(String kind, String argument, Pattern pattern) {
        return switch (kind) {
            case "lslamount" -> Optional.of(new LslAmount(pattern.field("immr"), pattern.field("imms")));
            case "insertlsb" -> Optional.of(new InsertLsb(pattern.field("immr")));
            case "insertwidth" -> Optional.of(new InsertWidth(pattern.field("immr"), pattern.field("imms")));
            case "extractwidth" -> Optional.of(new ExtractWidth(pattern.field("immr"), pattern.field("imms")));
            default -> Optional.empty();
        };
    }

    private static int registerSize(Field immr) {
        return 1 << immr.width();
    }

    /** Reads a number within the bounds, or returns -1 with the reason at the cursor. */
    private static int number(Cursor text, int minimum, int maximum) {
        text.accept("#");
        OptionalLong number = text.number();
        if (number.isEmpty()) {
            return -1;
        }
        if (number.getAsLong() < minimum || number.getAsLong() > maximum) {
            text.fail("number must be from " + minimum + " to " + maximum);
            return -1;
        }
        return (int) number.getAsLong();
    }

    private record LslAmount(Field immr, Field imms) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            out.append('#').append(registerSize(immr) - 1 - imms.extract(word));
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int last = registerSize(immr) - 1;
            int amount = number(text, 0, last);
            return amount >= 0 && word.set(immr, -amount & last) && word.set(imms, last - amount);
        }
    }

    private record InsertLsb(Field immr) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            out.append('#').append(-immr.extract(word) & registerSize(immr) - 1);
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int last = registerSize(immr) - 1;
            int lsb = number(text, 0, last);
            return lsb >= 0 && word.set(immr, -lsb & last);
        }
    }

    private record InsertWidth(Field immr, Field imms) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            out.append('#').append(imms.extract(word) + 1);
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int lsb = -immr.extract(word.word()) & registerSize(immr) - 1;
            int width = number(text, 1, registerSize(immr) - lsb);
            return width > 0 && word.set(imms, width - 1);
        }
    }

    private record ExtractWidth(Field immr, Field imms) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            out.append('#').append(imms.extract(word) - immr.extract(word) + 1);
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int lsb = immr.extract(word.word());
            int width = number(text, 1, registerSize(immr) - lsb);
            return width > 0 && word.set(imms, lsb + width - 1);
        }
    }
}
