package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.ElfSymbol;

/**
 * Finds the callers of a function: by call frame information where the file has it, else by the instructions that set
 * up the frame and by the chain of frame records that X29 begins (AAPCS64, section 6.4.6).
 */
public final class Unwinder {
    /**
     * What unwinding one frame gives.
     *
     * @param cfa canonical frame address of the frame, which is the caller's stack pointer
     * @param caller registers of the caller
     * @param returnAddress without its pointer authentication code; 0 for the outermost frame
     * @param isExact whether the caller's pc is its next instruction
     */
    record Step(long cfa, FrameRegisters caller, long returnAddress, boolean isExact) {}

    private final LoadedImage.Finder images;
    private final MemoryReader memory;
    private final int virtualAddressBits;

    /**
     * @param images finds the file of an address
     * @param memory of the code whose stack it is
     * @param virtualAddressBits number of bits of a virtual address without pointer authentication codes, such as 48
     */
    public Unwinder(LoadedImage.Finder images, MemoryReader memory, int virtualAddressBits) {
        this.images = images;
        this.memory = memory;
        this.virtualAddressBits = virtualAddressBits;
    }

    /** An unwinder for code of one file at its own addresses. */
    public static Unwinder of(DebugInfo info, MemoryReader memory) {
        LoadedImage image = new LoadedImage(info, 0);
        return new Unwinder(pc -> info.elf().isCode(pc) ? image : null, memory, 48);
    }

    MemoryReader memory() {
        return memory;
    }

    @Nullable
    LoadedImage imageAt(long pc) {
        return images.at(pc);
    }

    /**
     * The frame that is being executed.
     *
     * @param registers of the machine; X0 to X30, SP and PC are copied now
     */
    public StackFrame innermost(RegisterReader registers) {
        FrameRegisters copy = FrameRegisters.copyOf(registers);
        return new StackFrame(this, copy, copy.read(RegisterReader.PC).orElse(0), 0, true);
    }

    /**
     * The stack, innermost frame first.
     *
     * @param limit the most frames to unwind
     */
    public List<StackFrame> unwind(RegisterReader registers, int limit) {
        List<StackFrame> frames = new ArrayList<>();
        StackFrame frame = innermost(registers);
        while (frame != null && frames.size() < limit) {
            frames.add(frame);
            frame = frame.caller();
        }
        return frames;
    }

    /** Clears the pointer authentication code of a return address (Arm ARM, AddPAC: bit 55 selects the half). */
    long withoutPac(long address) {
        return (address >> 55 & 1) != 0
                ? address | -1L << virtualAddressBits
                : Bits.zeroExtend(address, virtualAddressBits);
    }

    @Nullable
    StackFrame caller(StackFrame frame, Step step) {
        long previous = frame.registers().read(RegisterReader.SP).orElse(0);
        boolean isStuck = step.cfa() == previous && step.returnAddress() == frame.pc();
        boolean goesBack = frame.index() > 0 && Long.compareUnsigned(step.cfa(), previous) < 0;
        if (step.returnAddress() == 0 || isStuck || goesBack) {
            return null;
        }
        return new StackFrame(this, step.caller(), step.returnAddress(), frame.index() + 1, step.isExact());
    }

    /**
     * Unwinds one frame; null if nothing says how. Instructions that take the frame down go before the table, in which
     * Clang does not mention them.
     */
    @Nullable
    Step unwind(StackFrame frame) {
        AddressRange code = codeAround(frame);
        Step epilogue = code == null || !frame.isExact() ? null : new FrameScan(memory, code).fromEpilogue(frame);
        if (epilogue != null) {
            return stripped(epilogue);
        }
        LoadedImage image = frame.image();
        FrameRow row = image == null ? null : image.info().callFrames().rowAt(frame.fileLookupPc());
        if (image == null || row == null) {
            return withoutTable(frame, code);
        }
        Function function = image.info().functionAt(frame.fileLookupPc());
        try {
            return withTable(frame, row, function);
        } catch (UnavailableException e) {
            return null;
        }
    }

    private Step withTable(StackFrame frame, FrameRow row, @Nullable Function function) throws UnavailableException {
        Rules rules = new Rules(frame, function);
        long cfa = rules.cfa(row);
        FrameRegisters caller = frame.frameRegisters().copy();
        caller.set(RegisterReader.SP, cfa);
        for (Map.Entry<Integer, RegisterRule> rule : row.rules().entrySet()) {
            OptionalLong value = rules.value(rule.getValue(), rule.getKey(), cfa);
            if (value.isEmpty()) {
                caller.forget(rule.getKey());
            } else if (rule.getValue() instanceof RegisterRule.SavedAt saved) {
                caller.setSaved(rule.getKey(), value.getAsLong(), cfa + saved.offset());
            } else if (!(rule.getValue() instanceof RegisterRule.SameValue)) {
                caller.set(rule.getKey(), value.getAsLong());
            }
        }
        OptionalLong saved = caller.read(row.returnAddressRegister());
        long returnAddress = saved.isPresent() ? withoutPac(saved.getAsLong()) : 0;
        caller.set(RegisterReader.PC, returnAddress);
        return new Step(cfa, caller, returnAddress, row.isSignalFrame());
    }

    /** Applies the rules of a row in a frame. */
    private final class Rules {
        private final StackFrame frame;
        private final @Nullable Function function;

        Rules(StackFrame frame, @Nullable Function function) {
            this.frame = frame;
            this.function = function;
        }

        long cfa(FrameRow row) throws UnavailableException {
            RegisterRule.Computed expression = row.cfaExpression();
            if (expression != null) {
                return compute(expression, null);
            }
            OptionalLong base = frame.registers().read(row.cfaRegister());
            if (base.isEmpty()) {
                throw new UnavailableException("register " + row.cfaRegister() + " is not known");
            }
            return base.getAsLong() + row.cfaOffset();
        }

        private long compute(RegisterRule.Computed expression, @Nullable Long cfa) throws UnavailableException {
            if (function == null) {
                throw new UnavailableException("the function is not known");
            }
            return new Expression(function.die(), frame).evaluateNumber(expression.operations(), cfa);
        }

        OptionalLong value(RegisterRule rule, int register, long cfa) throws UnavailableException {
            return switch (rule) {
                case RegisterRule.Undefined undefined -> OptionalLong.empty();
                case RegisterRule.SameValue same -> frame.registers().read(register);
                case RegisterRule.SavedAt saved -> memory.readNumber(cfa + saved.offset(), 8);
                case RegisterRule.CfaPlus plus -> OptionalLong.of(cfa + plus.offset());
                case RegisterRule.InRegister other -> frame.registers().read(other.number());
                case RegisterRule.Computed computed -> {
                    long result = compute(computed, cfa);
                    yield computed.isAddress() ? memory.readNumber(result, 8) : OptionalLong.of(result);
                }
            };
        }
    }

    private @Nullable Step withoutTable(StackFrame frame, @Nullable AddressRange code) {
        Step step = code == null ? null : new FrameScan(memory, code).fromPrologue(frame);
        if (step == null) {
            step = FrameScan.fromFrameRecord(frame, memory);
        }
        return step == null ? null : stripped(step);
    }

    private Step stripped(Step step) {
        long returnAddress = withoutPac(step.returnAddress());
        step.caller().set(RegisterReader.PC, returnAddress);
        return new Step(step.cfa(), step.caller(), returnAddress, step.isExact());
    }

    /** The function of a frame by debug information, else by symbols; null if unknown. */
    private static @Nullable AddressRange codeAround(StackFrame frame) {
        LoadedImage image = frame.image();
        if (image == null) {
            return null;
        }
        long pc = frame.fileLookupPc();
        Function function = image.info().functionAt(pc);
        if (function != null) {
            for (AddressRange range : function.ranges()) {
                if (range.contains(pc)) {
                    return new AddressRange(range.low() + image.bias(), range.high() + image.bias());
                }
            }
        }
        ElfSymbol symbol = image.info().elf().symbols().at(pc);
        return symbol == null
                ? null
                : new AddressRange(
                        symbol.address() + image.bias(),
                        symbol.address() + image.bias() + Math.max(symbol.size(), pc + 4 - symbol.address()));
    }
}
