package org.realmscope.debug.expression;

import java.util.Set;
import org.realmscope.debug.dwarf.BaseType;
import org.realmscope.debug.dwarf.BaseType.Encoding;
import org.realmscope.debug.dwarf.EnumType;
import org.realmscope.debug.dwarf.FrameContext;
import org.realmscope.debug.dwarf.PointerType;
import org.realmscope.debug.dwarf.Type;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.dwarf.ValueLocation;

/** Conversions and operators of C on scalars (ISO C11, sections 6.3.1 and 6.5). */
final class Arithmetic {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=");

    private final String text;
    private final FrameContext frame;

    Arithmetic(String text, FrameContext frame) {
        this.text = text;
        this.frame = frame;
    }

    private ExpressionException error(int position, String problem) {
        return new ExpressionException(text, position, problem);
    }

    /** The little-endian bytes of a number, as a location. */
    static ValueLocation location(long number, long size) {
        byte[] bytes = new byte[(int) size];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (number >> 8 * i);
        }
        return new ValueLocation.Implicit(bytes);
    }

    Value of(long number, BaseType type) {
        return Value.of(type, location(number, type.size()), frame);
    }

    private Value of(double number) {
        return of(Double.doubleToRawLongBits(number), BuiltInTypes.DOUBLE);
    }

    boolean isTrue(Value value, int position) {
        return isFloat(value) ? real(value, position) != 0 : number(value, position) != 0;
    }

    /** A scalar as a number, extended by its sign. */
    long number(Value value, int position) {
        if (isFloat(value)) {
            return (long) real(value, position);
        }
        if (!value.isScalar()) {
            throw error(position, value.type().name() + " is no number");
        }
        return value.number().orElseThrow(() -> error(position, "the value is not known: " + value.problem()));
    }

    private double real(Value value, int position) {
        if (isFloat(value)) {
            if (value.problem() != null) {
                throw error(position, "the value is not known: " + value.problem());
            }
            return value.real();
        }
        long number = number(value, position);
        return number < 0 && !promoted(value, position).isSigned() ? number + 0x1p64 : number;
    }

    private static boolean isFloat(Value value) {
        return value.type().stripped() instanceof BaseType base && base.encoding() == Encoding.FLOAT;
    }

    /** The type of an operand after the integer promotions. */
    private BaseType promoted(Value value, int position) {
        return switch (value.type().stripped()) {
            case BaseType base when base.encoding() == Encoding.FLOAT -> BuiltInTypes.DOUBLE;
            case BaseType base
            when base.size() < 4 || value.bitFieldSize() > 0 && value.bitFieldSize() < 32 -> BuiltInTypes.INT;
            case BaseType base when base.size() <= 4 -> base.isSigned() ? BuiltInTypes.INT : BuiltInTypes.UNSIGNED_INT;
            case BaseType base
            when base.size() <= 8 -> base.isSigned() ? BuiltInTypes.LONG : BuiltInTypes.UNSIGNED_LONG;
            case EnumType enumeration -> enumeration.isSigned() ? BuiltInTypes.INT : BuiltInTypes.UNSIGNED_INT;
            case PointerType pointer -> BuiltInTypes.UNSIGNED_LONG;
            default -> throw error(position, value.type().name() + " is no number");
        };
    }

    /** The usual arithmetic conversions. */
    private static BaseType common(BaseType left, BaseType right) {
        if (left.encoding() == Encoding.FLOAT || right.encoding() == Encoding.FLOAT) {
            return BuiltInTypes.DOUBLE;
        }
        if (left.size() != right.size()) {
            return left.size() > right.size() ? left : right;
        }
        return left.isSigned() ? right : left;
    }

    private static long truncated(long number, BaseType type) {
        if (type.size() == 8) {
            return number;
        }
        return type.isSigned() ? (int) number : number & 0xffff_ffffL;
    }

    Value unary(String operator, Value operand, int position) {
        if (isFloat(operand) && !operator.equals("~")) {
            double number = real(operand, position);
            return of(operator.equals("-") ? -number : number);
        }
        if (isPointer(operand)) {
            throw error(position, "'" + operator + "' cannot be applied to a pointer");
        }
        BaseType type = promoted(operand, position);
        long number = number(operand, position);
        return of(
                switch (operator) {
                    case "-" -> -number;
                    case "~" -> ~number;
                    default -> number;
                },
                type);
    }

    private static boolean isPointer(Value value) {
        return value.type().stripped() instanceof PointerType;
    }

    Value binary(Node.Binary node, Value left, Value right) {
        String operator = node.operator();
        boolean isComparison = COMPARISONS.contains(operator);
        if ((isPointer(left) || isPointer(right)) && !isComparison) {
            return onPointers(node, left, right);
        }
        BaseType promotedLeft = promoted(left, node.left().position());
        BaseType promotedRight = promoted(right, node.right().position());
        BaseType type = common(promotedLeft, promotedRight);
        if (type.encoding() == Encoding.FLOAT) {
            return onReals(
                    node,
                    real(left, node.left().position()),
                    real(right, node.right().position()));
        }
        boolean isShift = operator.equals("<<") || operator.equals(">>");
        BaseType result = isShift ? promotedLeft : type;
        long a = truncated(number(left, node.left().position()), result);
        long b = number(right, node.right().position());
        b = isShift ? b : truncated(b, type);
        if (isComparison) {
            int order = type.isSigned() ? Long.compare(a, b) : Long.compareUnsigned(a, b);
            return of(compares(operator, order) ? 1 : 0, BuiltInTypes.INT);
        }
        return of(whole(node, a, b, result), result);
    }

    private static boolean compares(String operator, int order) {
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private long whole(Node.Binary node, long a, long b, BaseType type) {
        boolean divides = node.operator().equals("/") || node.operator().equals("%");
        if (divides && b == 0) {
            throw error(node.position(), "division by zero");
        }
        boolean signed = type.isSigned();
        long bits = 8 * type.size();
        return switch (node.operator()) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> signed ? a / b : Long.divideUnsigned(a, b);
            case "%" -> signed ? a % b : Long.remainderUnsigned(a, b);
            case "&" -> a & b;
            case "|" -> a | b;
            case "^" -> a ^ b;
            default -> {
                if (b < 0 || b >= bits) {
                    throw error(node.right().position(), "a shift by %d of a number of %d bits".formatted(b, bits));
                }
                yield node.operator().equals("<<") ? a << b : signed ? a >> b : a >>> b;
            }
        };
    }

    private Value onReals(Node.Binary node, double a, double b) {
        return switch (node.operator()) {
            case "+" -> of(a + b);
            case "-" -> of(a - b);
            case "*" -> of(a * b);
            case "/" -> of(a / b);
            case "==", "!=", "<", "<=", ">", ">=" ->
                of(compares(node.operator(), Double.compare(a, b)) ? 1 : 0, BuiltInTypes.INT);
            default -> throw error(node.position(), "'" + node.operator() + "' needs integers");
        };
    }

    private Value onPointers(Node.Binary node, Value left, Value right) {
        String operator = node.operator();
        long a = number(left, node.left().position());
        long b = number(right, node.right().position());
        if (operator.equals("-") && isPointer(left) && isPointer(right)) {
            return of((a - b) / step(left), BuiltInTypes.LONG);
        }
        if (operator.equals("+") && isPointer(right) && !isPointer(left)) {
            return Value.of(right.type(), location(b + a * step(right), 8), right.frame());
        }
        if ((operator.equals("+") || operator.equals("-")) && !isPointer(right)) {
            long offset = b * step(left);
            return Value.of(left.type(), location(operator.equals("+") ? a + offset : a - offset, 8), left.frame());
        }
        throw error(node.position(), "'" + operator + "' cannot be applied to pointers; a cast to u64 makes a number");
    }

    /** Bytes between neighbours that a pointer can point to; one for those without a size. */
    private static long step(Value pointer) {
        long size = pointer.type().stripped() instanceof PointerType type
                ? type.target().size()
                : 1;
        return Math.max(size, 1);
    }

    /** A scalar as another type; a pointer keeps to its memory. */
    Value cast(Value operand, Type type, int position) {
        Type target = type.stripped();
        if (target instanceof BaseType base && base.encoding() == Encoding.FLOAT) {
            double number = real(operand, position);
            long bits = base.size() == 4 ? Float.floatToRawIntBits((float) number) : Double.doubleToRawLongBits(number);
            return Value.of(type, location(bits, base.size()), operand.frame());
        }
        long number = number(operand, position);
        boolean isTruth = target instanceof BaseType base && base.encoding() == Encoding.BOOLEAN;
        long size = target.size();
        if (size < 1 || size > 8) {
            throw error(position, "a value cannot be cast to " + type.name());
        }
        return Value.of(type, location(isTruth && number != 0 ? 1 : number, size), operand.frame());
    }
}
