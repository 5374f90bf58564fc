package org.realmscope.debug.dwarf;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A frame of the machine's stack. Its caller is unwound when it is asked for. */
public final class StackFrame implements FrameContext {
    private final Unwinder unwinder;
    private final FrameRegisters registers;
    private final long pc;
    private final int index;
    private final boolean isExact;
    private final @Nullable LoadedImage image;
    private boolean isUnwound;
    private Unwinder.@Nullable Step step;
    private @Nullable StackFrame caller;

    StackFrame(Unwinder unwinder, FrameRegisters registers, long pc, int index, boolean isExact) {
        this.unwinder = unwinder;
        this.registers = registers;
        this.pc = pc;
        this.index = index;
        this.isExact = isExact;
        this.image = unwinder.imageAt(lookupPc());
    }

    /** 0 for the innermost. */
    public int index() {
        return index;
    }

    @Override
    public long pc() {
        return pc;
    }

    @Override
    public long lookupPc() {
        return isExact ? pc : pc - 1;
    }

    /** Whether the frame waits for a function that it has called, not for the end of an exception. */
    public boolean isCaller() {
        return !isExact;
    }

    /** Whether {@link #pc()} is the next instruction, not the return address of a call. */
    boolean isExact() {
        return isExact;
    }

    @Override
    public RegisterReader registers() {
        return registers;
    }

    FrameRegisters frameRegisters() {
        return registers;
    }

    /**
     * Address where a function that this one has called has saved a register of this one.
     *
     * @param number by DWARF for AArch64
     * @return empty if none has, or if it is not known
     */
    public OptionalLong savedAt(int number) {
        return registers.savedAt(number);
    }

    /** Whether a register of the machine has the frame's value still: no function that it has called has changed it. */
    public boolean isUntouched(int number) {
        return registers.isUntouched(number);
    }

    @Override
    public MemoryReader memory() {
        return unwinder.memory();
    }

    /** The image that has its code; null if none is known. */
    public @Nullable LoadedImage image() {
        return image;
    }

    @Override
    public long bias() {
        return image == null ? 0 : image.bias();
    }

    @Override
    public OptionalLong cfa() {
        Unwinder.Step known = step();
        return known == null ? OptionalLong.empty() : OptionalLong.of(known.cfa());
    }

    @Override
    public @Nullable StackFrame caller() {
        step();
        return caller;
    }

    private Unwinder.@Nullable Step step() {
        if (!isUnwound) {
            isUnwound = true;
            step = unwinder.unwind(this);
            caller = step == null ? null : unwinder.caller(this, step);
        }
        return step;
    }

    /** What the frame looks like in the source, innermost first; empty if no function is known. */
    public List<SourceFrame> sourceFrames() {
        return image == null ? List.of() : image.info().framesAt(fileLookupPc());
    }

    @Override
    public String toString() {
        return "#%d 0x%x".formatted(index, pc);
    }
}
