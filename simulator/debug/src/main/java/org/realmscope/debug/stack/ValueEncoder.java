package org.realmscope.debug.stack;

import java.util.Locale;
import org.realmscope.debug.dwarf.BaseType;
import org.realmscope.debug.dwarf.Bits;
import org.realmscope.debug.dwarf.EnumType;
import org.realmscope.debug.dwarf.PointerType;
import org.realmscope.debug.dwarf.Type;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.expression.EvaluationContext;
import org.realmscope.debug.expression.Expression;
import org.realmscope.debug.expression.ExpressionException;
import org.realmscope.platform.UserError;

/** Turns what a user writes into the bytes of a value. */
final class ValueEncoder {
    private final EvaluationContext names;

    /** @param names what names in expressions mean */
    ValueEncoder(EvaluationContext names) {
        this.names = names;
    }

    /**
     * The little-endian bytes of a number, a truth value, an enumerator or a pointer.
     *
     * @param place has the type, and the width of a bit field
     * @param text an expression; the name of an enumerator, {@code true}, {@code false} or a decimal fraction where the
     *     type is such
     * @throws UserError if the text means no value of the type
     */
    byte[] encode(Value place, String text) {
        Type type = place.type().stripped();
        int size = (int) type.size();
        int bits = place.bitFieldSize() > 0 ? place.bitFieldSize() : 8 * size;
        return switch (type) {
            case BaseType base when base.encoding() == BaseType.Encoding.FLOAT -> Bits.bytes(real(text, size), size);
            case BaseType base when base.encoding() == BaseType.Encoding.BOOLEAN -> Bits.bytes(truth(text), size);
            case BaseType base
            when base.encoding() != BaseType.Encoding.OTHER && size <= Long.BYTES ->
                Bits.bytes(fitting(number(text), bits, place), size);
            case EnumType enumeration -> Bits.bytes(fitting(enumerator(text, enumeration), bits, place), size);
            case PointerType pointer -> Bits.bytes(number(text), size);
            default ->
                throw invalid("a value of type %s cannot be set as a whole; set its parts"
                        .formatted(place.type().name()));
        };
    }

    private long number(String text) {
        try {
            return Expression.parse(text, names).number(names);
        } catch (ExpressionException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private long truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> 1;
            case "false" -> 0;
            default -> number(text) == 0 ? 0 : 1;
        };
    }

    private long enumerator(String text, EnumType type) {
        for (EnumType.Enumerator each : type.enumerators()) {
            if (each.name().equals(text.strip())) {
                return each.value();
            }
        }
        return number(text);
    }

    private long real(String text, int size) {
        double value;
        try {
            value = Double.parseDouble(text.strip());
        } catch (NumberFormatException noDecimal) {
            value = computed(text);
        }
        return switch (size) {
            case 2 -> Float.floatToFloat16((float) value);
            case 4 -> Float.floatToIntBits((float) value);
            case 8 -> Double.doubleToLongBits(value);
            default -> throw invalid("a floating-point value of %d bytes cannot be set".formatted(size));
        };
    }

    private double computed(String text) {
        try {
            Value value = Expression.parse(text, names).evaluate(names);
            double real = value.real();
            return Double.isNaN(real) ? value.number().orElseThrow(() -> invalid(text + " is no number")) : real;
        } catch (ExpressionException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /** A number that has no more bits than there is room for, with a sign or without. */
    private static long fitting(long number, int bits, Value place) {
        boolean fitsSigned = number << Long.SIZE - bits >> Long.SIZE - bits == number;
        boolean fitsUnsigned = number << Long.SIZE - bits >>> Long.SIZE - bits == number;
        if (!fitsSigned && !fitsUnsigned) {
            throw invalid("%d does not fit into the %d bits of %s"
                    .formatted(number, bits, place.type().name()));
        }
        return number;
    }

    private static UserError invalid(String message) {
        return new UserError(UserError.Code.PARAMETER_INVALID, message);
    }
}
