package org.realmscope.platform.sysreg;

import org.jspecify.annotations.Nullable;

/** Everything about a system register but its name and encoding; built up in the rows of {@link SystemRegister}. */
final class RegisterTraits {
    /** Exception level from which software of this platform never executes. */
    static final int NEVER = 4;

    final int readEl;
    int writeEl;
    long writable = -1;
    long reset;
    ReadKind read = ReadKind.STORED;
    WriteEffect write = WriteEffect.STORE;
    TrapControl trap = TrapControl.NONE;
    FineGrainedTrap fineGrained = FineGrainedTrap.NONE;
    int fineGrainedBit;
    /** Register that this name reaches at EL2 when HCR_EL2.E2H is 1; the name is UNDEFINED otherwise. */
    @Nullable
    SystemRegister el1Alias;
    /** EL1 register whose name reaches this one at EL2 when HCR_EL2.E2H is 1. */
    @Nullable
    SystemRegister replaces;

    boolean banked;

    private RegisterTraits(int readEl, int writeEl) {
        this.readEl = readEl;
        this.writeEl = writeEl;
    }

    /** Readable and writable from Exception level {@code el} up. */
    static RegisterTraits rw(int el) {
        return new RegisterTraits(el, el);
    }

    /** Readable from Exception level {@code el} up, never writable. */
    static RegisterTraits ro(int el) {
        return new RegisterTraits(el, NEVER);
    }

    /** Writable from Exception level {@code el} up, never readable. */
    static RegisterTraits wo(int el) {
        return new RegisterTraits(NEVER, el);
    }

    /** An identification register: read-only from EL1 up, its value formed by {@link IdentificationField}. */
    static RegisterTraits id() {
        return ro(1).trap(TrapControl.ID_GROUP_3);
    }

    /** A name that reaches {@code register} at EL2 when HCR_EL2.E2H is 1. */
    static RegisterTraits alias(SystemRegister register) {
        RegisterTraits traits = rw(2);
        traits.el1Alias = register;
        return traits;
    }

    RegisterTraits writableFrom(int el) {
        writeEl = el;
        return this;
    }

    /** Bits that hold what is written; the others keep their reset value. */
    RegisterTraits mask(long bits) {
        writable = bits;
        return this;
    }

    RegisterTraits reset(long value) {
        reset = value;
        return this;
    }

    RegisterTraits computed() {
        read = ReadKind.COMPUTED;
        return this;
    }

    RegisterTraits timed() {
        read = ReadKind.TIMED;
        return this;
    }

    RegisterTraits translation() {
        write = WriteEffect.TRANSLATION;
        return this;
    }

    RegisterTraits context() {
        write = WriteEffect.CONTEXT;
        return this;
    }

    RegisterTraits local() {
        write = WriteEffect.LOCAL;
        return this;
    }

    RegisterTraits interrupt() {
        write = WriteEffect.INTERRUPT;
        return this;
    }

    RegisterTraits special() {
        write = WriteEffect.SPECIAL;
        return this;
    }

    RegisterTraits trap(TrapControl control) {
        trap = control;
        return this;
    }

    RegisterTraits virtualMemory() {
        return trap(TrapControl.VIRTUAL_MEMORY);
    }

    /** Trapped by a bit of HFGRTR_EL2 and HFGWTR_EL2. */
    RegisterTraits hfg(int bit) {
        fineGrained = FineGrainedTrap.GENERAL;
        fineGrainedBit = bit;
        return this;
    }

    /** Trapped by a bit of HDFGRTR_EL2 and HDFGWTR_EL2. */
    RegisterTraits hdfg(int bit) {
        fineGrained = FineGrainedTrap.DEBUG;
        fineGrainedBit = bit;
        return this;
    }

    /** Reached by the name of {@code register} at EL2 when HCR_EL2.E2H is 1. */
    RegisterTraits replaces(SystemRegister register) {
        replaces = register;
        return this;
    }

    /** Kept per Security state by EL3 ({@link WorldContext}). */
    RegisterTraits banked() {
        banked = true;
        return this;
    }
}
