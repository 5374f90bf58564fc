package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.BaseType.Encoding;
import org.realmscope.debug.elf.DataCursor;

/** The stack of an expression: 64-bit numbers with an optional base type, and what is calculated on them. */
final class ExpressionStack {
    /**
     * @param bits the value, extended to 64 bits by the sign of its type; of a floating-point type the raw bits
     * @param type null for the generic type
     */
    private record Element(long bits, @Nullable BaseType type) {
        boolean isFloat() {
            return type != null && type.encoding() == Encoding.FLOAT;
        }

        boolean isUnsigned() {
            return type != null && !type.isSigned();
        }

        double real() {
            return type != null && type.size() == 4 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
        }
    }

    private final List<Element> elements = new ArrayList<>();

    boolean isEmpty() {
        return elements.isEmpty();
    }

    void push(long value) {
        elements.add(new Element(value, null));
    }

    void push(long bits, @Nullable BaseType type) {
        long value = bits;
        if (type != null) {
            value = type.isSigned() ? Bits.signExtend(bits, 8 * type.size()) : Bits.zeroExtend(bits, 8 * type.size());
        }
        elements.add(new Element(value, type));
    }

    private void pushReal(double value, BaseType type) {
        push(type.size() == 4 ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value), type);
    }

    long pop(DataCursor in) {
        return take(in).bits();
    }

    private Element take(DataCursor in) {
        if (elements.isEmpty()) {
            throw in.malformed("the expression takes more from its stack than it has");
        }
        return elements.removeLast();
    }

    void moveTo(ExpressionStack other) {
        other.elements.addAll(elements);
        elements.clear();
    }

    /** DW_OP_convert. */
    void convert(DataCursor in, @Nullable BaseType type) {
        Element element = take(in);
        boolean toFloat = type != null && type.encoding() == Encoding.FLOAT;
        if (type != null && toFloat) {
            double value = element.isFloat()
                    ? element.real()
                    : element.isUnsigned() && element.bits() < 0 ? 0x1p64 + element.bits() : element.bits();
            pushReal(value, type);
        } else {
            push(element.isFloat() ? (long) element.real() : element.bits(), type);
        }
    }

    /** Performs an operation that uses nothing but the stack; false if it is no such operation. */
    boolean calculate(int op, DataCursor in) throws UnavailableException {
        switch (op) {
            case Op.DUP -> pick(in, 0);
            case Op.DROP -> take(in);
            case Op.OVER -> pick(in, 1);
            case Op.PICK -> pick(in, in.u8());
            case Op.SWAP -> {
                Element top = take(in);
                Element second = take(in);
                elements.add(top);
                elements.add(second);
            }
            case Op.ROT -> {
                Element top = take(in);
                Element second = take(in);
                Element third = take(in);
                elements.add(top);
                elements.add(third);
                elements.add(second);
            }
            case Op.PLUS_UCONST -> {
                Element element = take(in);
                push(element.bits() + in.uleb(), element.type());
            }
            case Op.ABS, Op.NEG, Op.NOT -> unary(op, take(in));
            default -> {
                return binary(op, in);
            }
        }
        return true;
    }

    private void pick(DataCursor in, int index) {
        if (index >= elements.size()) {
            throw in.malformed("the expression takes more from its stack than it has");
        }
        elements.add(elements.get(elements.size() - 1 - index));
    }

    private void unary(int op, Element element) {
        BaseType type = element.type();
        if (type != null && element.isFloat() && op != Op.NOT) {
            pushReal(op == Op.NEG ? -element.real() : Math.abs(element.real()), type);
            return;
        }
        push(
                switch (op) {
                    case Op.ABS -> Math.abs(element.bits());
                    case Op.NEG -> -element.bits();
                    default -> ~element.bits();
                },
                type);
    }

    private boolean binary(int op, DataCursor in) throws UnavailableException {
        boolean isArithmetic = op >= Op.AND && op <= Op.XOR && op != Op.NEG && op != Op.NOT && op != Op.PLUS_UCONST;
        boolean isComparison = op >= Op.EQ && op <= Op.NE;
        if (!isArithmetic && !isComparison) {
            return false;
        }
        Element right = take(in);
        Element left = take(in);
        BaseType type = left.type();
        if (isComparison) {
            push(compares(op, order(left, right)) ? 1 : 0);
        } else if (type != null && left.isFloat()) {
            pushReal(real(op, left.real(), right.real(), in), type);
        } else {
            push(whole(op, left, right), type);
        }
        return true;
    }

    private static int order(Element left, Element right) {
        if (left.isFloat()) {
            return Double.compare(left.real(), right.real());
        }
        return left.isUnsigned()
                ? Long.compareUnsigned(left.bits(), right.bits())
                : Long.compare(left.bits(), right.bits());
    }

    private static boolean compares(int op, int order) {
        return switch (op) {
            case Op.EQ -> order == 0;
            case Op.GE -> order >= 0;
            case Op.GT -> order > 0;
            case Op.LE -> order <= 0;
            case Op.LT -> order < 0;
            default -> order != 0;
        };
    }

    private static double real(int op, double left, double right, DataCursor in) {
        return switch (op) {
            case Op.PLUS -> left + right;
            case Op.MINUS -> left - right;
            case Op.MUL -> left * right;
            case Op.DIV -> left / right;
            default -> throw in.malformed("DW_OP 0x%x is not for floating-point values".formatted(op));
        };
    }

    /** The generic type divides with sign, takes the remainder without (DWARF 5, section 2.5.1.4). */
    private static long whole(int op, Element left, Element right) throws UnavailableException {
        long a = left.bits();
        long b = right.bits();
        if ((op == Op.DIV || op == Op.MOD) && b == 0) {
            throw new UnavailableException("its expression divides by zero");
        }
        boolean isSignedRemainder = left.type() != null && !left.isUnsigned();
        return switch (op) {
            case Op.AND -> a & b;
            case Op.OR -> a | b;
            case Op.XOR -> a ^ b;
            case Op.PLUS -> a + b;
            case Op.MINUS -> a - b;
            case Op.MUL -> a * b;
            case Op.DIV -> left.isUnsigned() ? Long.divideUnsigned(a, b) : a / b;
            case Op.MOD -> isSignedRemainder ? a % b : Long.remainderUnsigned(a, b);
            case Op.SHL -> b < 0 || b > 63 ? 0 : a << b;
            case Op.SHR -> b < 0 || b > 63 ? 0 : logical(left) >>> b;
            default -> b < 0 || b > 63 ? a >> 63 : a >> b;
        };
    }

    private static long logical(Element element) {
        BaseType type = element.type();
        return type == null ? element.bits() : Bits.zeroExtend(element.bits(), 8 * type.size());
    }
}
