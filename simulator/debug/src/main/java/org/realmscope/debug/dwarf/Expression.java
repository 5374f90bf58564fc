package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.ValueLocation.Implicit;
import org.realmscope.debug.dwarf.ValueLocation.Memory;
import org.realmscope.debug.dwarf.ValueLocation.Piece;
import org.realmscope.debug.dwarf.ValueLocation.Register;
import org.realmscope.debug.elf.DataCursor;

/** Evaluates DWARF expressions and location descriptions in a frame (DWARF 5, sections 2.5 and 2.6). */
final class Expression {
    /** More steps need a branch backwards; no compiler writes loops. */
    private static final int MOST_STEPS = 10_000;

    /** DW_OP_call, DW_OP_entry_value and frame bases nest. */
    private static final int DEEPEST = 16;

    private final Die die;
    private final FrameContext frame;
    private final int depth;
    private final ExpressionStack stack = new ExpressionStack();
    private final List<Piece> pieces = new ArrayList<>();
    private int steps;

    /** What the operations since the last piece amount to, where that is not an address on the stack. */
    private @Nullable ValueLocation described;

    /**
     * @param die whose unit, function and frame base the expression refers to
     */
    Expression(Die die, FrameContext frame) {
        this(die, frame, 0);
    }

    private Expression(Die die, FrameContext frame, int depth) {
        this.die = die;
        this.frame = frame;
        this.depth = depth;
    }

    /** Evaluates a location description; the cursor must be over all of it. */
    ValueLocation evaluate(DataCursor operations) {
        try {
            run(operations);
            if (!pieces.isEmpty()) {
                return new ValueLocation.Composite(List.copyOf(pieces));
            }
            ValueLocation simple = described;
            return simple == null ? new Memory(stack.pop(operations)) : simple;
        } catch (UnavailableException e) {
            return e.location();
        }
    }

    /**
     * Evaluates an expression to a number.
     *
     * @param initial the first element of the stack; null for an empty stack
     */
    long evaluateNumber(DataCursor operations, @Nullable Long initial) throws UnavailableException {
        if (initial != null) {
            stack.push(initial);
        }
        run(operations);
        ValueLocation result = described;
        if (result instanceof Register register) {
            return register(register.number());
        }
        if (result instanceof Implicit implicit) {
            byte[] bytes = implicit.bytes();
            return Bits.number(bytes, 0, 8L * Math.min(8, bytes.length));
        }
        if (result instanceof ValueLocation.Unavailable unavailable) {
            throw new UnavailableException(unavailable.reason());
        }
        return stack.pop(operations);
    }

    private void run(DataCursor operations) throws UnavailableException {
        while (operations.hasRemaining()) {
            if (++steps > MOST_STEPS) {
                throw operations.malformed("an expression of more than " + MOST_STEPS + " steps");
            }
            step(operations.u8(), operations);
        }
    }

    private void step(int op, DataCursor in) throws UnavailableException {
        if (op >= Op.LIT0 && op <= Op.LIT31) {
            stack.push(op - Op.LIT0);
        } else if (op >= Op.REG0 && op <= Op.REG31) {
            described = new Register(op - Op.REG0);
        } else if (op >= Op.BREG0 && op <= Op.BREG31) {
            stack.push(register(op - Op.BREG0) + in.sleb());
        } else if (!isConstant(op, in) && !stack.calculate(op, in)) {
            other(op, in);
        }
    }

    private boolean isConstant(int op, DataCursor in) {
        switch (op) {
            case Op.ADDR -> stack.push(in.u64() + frame.bias());
            case Op.CONST1U -> stack.push(in.u8());
            case Op.CONST1S -> stack.push(in.s8());
            case Op.CONST2U -> stack.push(in.u16());
            case Op.CONST2S -> stack.push((short) in.u16());
            case Op.CONST4U -> stack.push(in.u32());
            case Op.CONST4S -> stack.push((int) in.u32());
            case Op.CONST8U, Op.CONST8S -> stack.push(in.u64());
            case Op.CONSTU -> stack.push(in.uleb());
            case Op.CONSTS -> stack.push(in.sleb());
            case Op.ADDRX -> stack.push(die.unit().address(die, in.uleb()) + frame.bias());
            case Op.CONSTX -> stack.push(die.unit().address(die, in.uleb()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void other(int op, DataCursor in) throws UnavailableException {
        switch (op) {
            case Op.REGX -> described = new Register(in.ulebInt());
            case Op.BREGX -> stack.push(register(in.ulebInt()) + in.sleb());
            case Op.FBREG -> stack.push(frameBase() + in.sleb());
            case Op.CALL_FRAME_CFA -> stack.push(cfa());
            case Op.DEREF -> stack.push(load(stack.pop(in), 8));
            case Op.DEREF_SIZE -> stack.push(load(stack.pop(in), size(in)));
            case Op.BRA -> branch(in, stack.pop(in) != 0);
            case Op.SKIP -> branch(in, true);
            case Op.NOP, Op.GNU_UNINIT -> {}
            case Op.PIECE -> piece(in, 8 * (long) in.ulebInt(), 0);
            case Op.BIT_PIECE -> {
                long bits = in.ulebInt();
                piece(in, bits, in.ulebInt());
            }
            case Op.STACK_VALUE -> described = new Implicit(Bits.bytes(stack.pop(in), 8));
            case Op.IMPLICIT_VALUE -> described = new Implicit(in.bytes(in.ulebInt()));
            case Op.IMPLICIT_POINTER, Op.GNU_IMPLICIT_POINTER -> {
                in.offset(die.unit().header().is64());
                in.sleb();
                described = new ValueLocation.Unavailable("a pointer to what is optimized out");
            }
            case Op.ENTRY_VALUE, Op.GNU_ENTRY_VALUE -> stack.push(entryValue(in.slice(in.uleb())));
            case Op.CALL2 -> call(in, die.unit().header().offset() + (long) in.u16());
            case Op.CALL4 -> call(in, die.unit().header().offset() + in.u32());
            case Op.CALL_REF -> call(in, in.offset(die.unit().header().is64()));
            case Op.GNU_VARIABLE_VALUE, Op.GNU_PARAMETER_REF -> throw new UnavailableException("optimized out");
            case Op.FORM_TLS_ADDRESS, Op.GNU_PUSH_TLS_ADDRESS ->
                throw new UnavailableException("in thread-local storage, which is not read");
            default -> typed(op, in);
        }
    }

    private void typed(int op, DataCursor in) throws UnavailableException {
        switch (op) {
            case Op.CONST_TYPE, Op.GNU_CONST_TYPE -> {
                BaseType type = baseType(in);
                byte[] bytes = in.bytes(in.u8());
                stack.push(Bits.number(bytes, 0, 8L * Math.min(8, bytes.length)), type);
            }
            case Op.REGVAL_TYPE, Op.GNU_REGVAL_TYPE -> {
                long value = register(in.ulebInt());
                stack.push(value, baseType(in));
            }
            case Op.DEREF_TYPE, Op.GNU_DEREF_TYPE -> {
                long value = load(stack.pop(in), size(in));
                stack.push(value, baseType(in));
            }
            case Op.CONVERT, Op.GNU_CONVERT -> stack.convert(in, baseType(in));
            case Op.REINTERPRET, Op.GNU_REINTERPRET -> stack.push(stack.pop(in), baseType(in));
            default -> throw in.malformed("DW_OP 0x%x is unknown".formatted(op));
        }
    }

    /** The base type at an offset of the unit; null for the generic type. */
    private @Nullable BaseType baseType(DataCursor in) {
        long offset = in.uleb();
        if (offset == 0) {
            return null;
        }
        Type type = die.unit()
                .units()
                .types()
                .of(die.unit().entryAt(die.unit().header().offset() + offset, die));
        if (type instanceof BaseType base && base.size() > 0 && base.size() <= 8) {
            return base;
        }
        throw in.malformed(type.name() + " is no base type of at most 8 bytes");
    }

    private static int size(DataCursor in) {
        int size = in.u8();
        if (size < 1 || size > 8) {
            throw in.malformed("a number of " + size + " bytes");
        }
        return size;
    }

    private static void branch(DataCursor in, boolean taken) {
        int offset = (short) in.u16();
        if (taken) {
            int target = in.position() + offset;
            in.seek(target);
        }
    }

    private void piece(DataCursor in, long bits, long offset) {
        ValueLocation location = described;
        if (location == null) {
            location = stack.isEmpty() ? ValueLocation.OPTIMIZED_OUT : new Memory(stack.pop(in));
        }
        pieces.add(new Piece(location, bits, offset));
        described = null;
    }

    private long register(int number) throws UnavailableException {
        OptionalLong value = frame.registers().read(number);
        if (value.isEmpty()) {
            throw new UnavailableException("register %d is not known".formatted(number));
        }
        return value.getAsLong();
    }

    private long cfa() throws UnavailableException {
        OptionalLong cfa = frame.cfa();
        if (cfa.isEmpty()) {
            throw new UnavailableException("the canonical frame address is not known");
        }
        return cfa.getAsLong();
    }

    private long load(long va, int size) throws UnavailableException {
        OptionalLong value = frame.memory().readNumber(va, size);
        if (value.isEmpty()) {
            throw new UnavailableException("memory at 0x%x cannot be read".formatted(va));
        }
        return value.getAsLong();
    }

    /** DW_AT_frame_base of the function around, which is a register or an address. */
    private long frameBase() throws UnavailableException {
        for (Die block = die; block != null; block = block.parent()) {
            Die holder = block.tag() == Tag.SUBPROGRAM ? block.holder(At.FRAME_BASE) : null;
            if (holder != null) {
                DataCursor base = LocationReader.expression(holder, At.FRAME_BASE, frame.fileLookupPc());
                if (base == null) {
                    throw new UnavailableException("the frame base is not known here");
                }
                return nested(block).evaluateNumber(base, null);
            }
        }
        throw die.malformed("the function around has no DW_AT_frame_base");
    }

    private Expression nested(Die owner) {
        if (depth == DEEPEST) {
            throw die.malformed("expressions nest deeper than " + DEEPEST);
        }
        return new Expression(owner, frame, depth + 1);
    }

    private void call(DataCursor in, long offset) throws UnavailableException {
        Die target = die.unit().units().infoUnitAt(offset, die).entryAt(offset, die);
        DataCursor operations = LocationReader.expression(target, At.LOCATION, frame.fileLookupPc());
        if (operations != null) {
            if (depth == DEEPEST) {
                throw in.malformed("expressions nest deeper than " + DEEPEST);
            }
            Expression callee = nested(target);
            stack.moveTo(callee.stack);
            callee.steps = steps;
            callee.run(operations);
            steps = callee.steps;
            callee.stack.moveTo(stack);
        }
    }

    private long entryValue(DataCursor block) throws UnavailableException {
        int op = block.hasRemaining() ? block.u8() : -1;
        int number = op == Op.REGX ? block.ulebInt() : op - Op.REG0;
        if (op != Op.REGX && (op < Op.REG0 || op > Op.REG31)) {
            throw new UnavailableException("optimized out");
        }
        if (depth == DEEPEST) {
            throw new UnavailableException("optimized out");
        }
        return CallSite.entryValue(frame, die, number, depth + 1);
    }

    /** Evaluates an expression of a call site in the frame of the caller. */
    static long inCaller(Die callSite, FrameContext caller, DataCursor operations, int depth)
            throws UnavailableException {
        return new Expression(callSite, caller, depth).evaluateNumber(operations, null);
    }
}
