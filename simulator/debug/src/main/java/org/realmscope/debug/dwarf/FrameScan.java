package org.realmscope.debug.dwarf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.Unwinder.Step;

/**
 * Unwinds a function without call frame information by reading the instructions that set up its frame, or, behind its
 * body, those that take it down. Knows what GCC and Clang emit for that, and nothing else.
 */
final class FrameScan {
    /** What lies beyond is not looked at. */
    private static final int LONGEST_FUNCTION = 1 << 16;

    private static final int LONGEST_EPILOGUE = 16;
    private static final int FP = RegisterReader.FP;
    private static final int LR = RegisterReader.LR;
    private static final int SP = RegisterReader.SP;

    private final MemoryReader memory;
    private final AddressRange code;

    FrameScan(MemoryReader memory, AddressRange code) {
        this.memory = memory;
        this.code = code;
    }

    /** By the frame record that X29 points to; the canonical frame address is the least it can be. */
    static @Nullable Step fromFrameRecord(StackFrame frame, MemoryReader memory) {
        OptionalLong record = frame.registers().read(FP);
        if (record.isEmpty() || record.getAsLong() == 0 || record.getAsLong() % 8 != 0) {
            return null;
        }
        OptionalLong callerFp = memory.readNumber(record.getAsLong(), 8);
        OptionalLong returnAddress = memory.readNumber(record.getAsLong() + 8, 8);
        if (callerFp.isEmpty() || returnAddress.isEmpty()) {
            return null;
        }
        FrameRegisters caller = frame.frameRegisters().copy();
        long cfa = record.getAsLong() + 16;
        caller.setSaved(FP, callerFp.getAsLong(), record.getAsLong());
        caller.set(SP, cfa);
        caller.setSaved(LR, returnAddress.getAsLong(), record.getAsLong() + 8);
        return new Step(cfa, caller, returnAddress.getAsLong(), false);
    }

    /** By what the instructions between the function's start and the frame's pc do; null if they do not tell. */
    @Nullable
    Step fromPrologue(StackFrame frame) {
        FrameShape shape = shapeAt(frame.isExact() ? frame.pc() : frame.pc() - 4);
        return shape == null ? null : restore(frame, shape);
    }

    /**
     * Follows the branches of the function until it comes to an address. What no branch leads to, as the cases of a
     * switch, has the frame that X29 points into, if the function sets up one.
     */
    @Nullable
    FrameShape shapeAt(long pc) {
        byte[] bytes = new byte[(int) Math.min(code.size(), LONGEST_FUNCTION) & ~3];
        if (!memory.read(code.low(), bytes)) {
            return null;
        }
        FrameShape[] shapes = new FrameShape[bytes.length / 4];
        Deque<Integer> work = new ArrayDeque<>();
        if (shapes.length > 0) {
            shapes[0] = FrameShape.ENTRY;
            work.add(0);
        }
        FrameShape established = null;
        while (!work.isEmpty()) {
            int index = work.remove();
            FrameShape shape = shapes[index];
            if (code.low() + 4L * index == pc) {
                return shape;
            }
            established = shape.isFpSet() ? shape : established;
            A64Word word = new A64Word((int) Bits.number(bytes, 32L * index, 32));
            if (!word.isUnconditionalTransfer()) {
                reach(shapes, work, index + 1L, shape.after(word));
            }
            if (word.isBranch()) {
                reach(shapes, work, index + word.branchOffset() / 4, shape);
            }
        }
        return established;
    }

    private static void reach(@Nullable FrameShape[] shapes, Deque<Integer> work, long index, FrameShape shape) {
        if (index >= 0 && index < shapes.length && shapes[(int) index] == null) {
            shapes[(int) index] = shape;
            work.add((int) index);
        }
    }

    private @Nullable Step restore(StackFrame frame, FrameShape shape) {
        OptionalLong base = frame.registers().read(shape.isFpSet() ? FP : SP);
        boolean isReturnAddressKnown = shape.saved().containsKey(LR) || frame.isExact();
        if (base.isEmpty() || !shape.isFpSet() && !shape.isSpKnown() || !isReturnAddressKnown) {
            return null;
        }
        long cfa = base.getAsLong() - (shape.isFpSet() ? shape.fp() : shape.sp());
        FrameRegisters caller = frame.frameRegisters().copy();
        for (Map.Entry<Integer, Long> register : shape.saved().entrySet()) {
            OptionalLong value = memory.readNumber(cfa + register.getValue(), 8);
            if (value.isPresent()) {
                caller.setSaved(register.getKey(), value.getAsLong(), cfa + register.getValue());
            } else {
                caller.forget(register.getKey());
            }
        }
        caller.set(SP, cfa);
        return new Step(cfa, caller, caller.read(LR).orElse(0), false);
    }

    /**
     * By performing the instructions from the frame's pc to the return that follows, if they do nothing but take the
     * frame down; null if they do more.
     */
    @Nullable
    Step fromEpilogue(StackFrame frame) {
        FrameRegisters caller = frame.frameRegisters().copy();
        long va = frame.pc();
        for (int i = 0; i < LONGEST_EPILOGUE; i++, va += 4) {
            OptionalLong word = memory.readNumber(va, 4);
            if (word.isEmpty()) {
                return null;
            }
            A64Word instruction = new A64Word((int) word.getAsLong());
            if (instruction.isReturn() || instruction.isJump() && !code.contains(va + instruction.branchOffset())) {
                OptionalLong cfa = caller.read(SP);
                OptionalLong returnAddress = caller.read(LR);
                return cfa.isEmpty() || returnAddress.isEmpty()
                        ? null
                        : new Step(cfa.getAsLong(), caller, returnAddress.getAsLong(), false);
            }
            if (!takesDown(instruction, caller)) {
                return null;
            }
        }
        return null;
    }

    private boolean takesDown(A64Word word, FrameRegisters registers) {
        if (word.isLoadPair() || word.isLoad()) {
            return word.rn() == SP && load(word, registers);
        }
        if (word.isAddImmediate() && word.rd() == SP) {
            OptionalLong base = registers.read(word.rn());
            base.ifPresent(value -> registers.set(SP, value + word.addend()));
            return base.isPresent();
        }
        if (word.isAddToSp()) {
            OptionalLong sp = registers.read(SP);
            OptionalLong amount = registers.read(word.rm());
            if (sp.isPresent() && amount.isPresent()) {
                registers.set(SP, sp.getAsLong() + amount.getAsLong());
                return true;
            }
            return false;
        }
        return word.isHint() || word.isMoveToResult();
    }

    private boolean load(A64Word word, FrameRegisters registers) {
        long base = registers.read(SP).orElse(0);
        long at = word.isPostIndexed() ? base : base + word.memoryOffset();
        OptionalLong first = memory.readNumber(at, 8);
        OptionalLong second = word.isLoadPair() ? memory.readNumber(at + 8, 8) : first;
        if (first.isEmpty() || second.isEmpty()) {
            return false;
        }
        set(registers, word.rt(), first.getAsLong(), at);
        if (word.isLoadPair()) {
            set(registers, word.rt2(), second.getAsLong(), at + 8);
        }
        if (word.isPostIndexed()) {
            registers.set(SP, base + word.memoryOffset());
        }
        return true;
    }

    /** Register 31 of a load is the zero register. */
    private static void set(FrameRegisters registers, int register, long value, long address) {
        if (register != SP) {
            registers.setSaved(register, value, address);
        }
    }
}
