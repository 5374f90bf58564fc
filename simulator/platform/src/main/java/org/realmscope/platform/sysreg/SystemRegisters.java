package org.realmscope.platform.sysreg;

import java.util.Arrays;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/**
 * What the system registers of one PE hold.
 *
 * <p>{@link #get} and {@link #set} are for native software and the platform itself: they reach the storage, whatever
 * the Exception level, without any side effect; what a register of another {@link ReadKind} than STORED reads as is
 * {@link SpecialRegisters#read}. After {@link #set} of a register with {@link WriteEffect#CONTEXT} or {@link
 * WriteEffect#TRANSLATION}, call {@link org.realmscope.platform.pe.SystemControl#contextChanged()}. {@link #readSlot}
 * and {@link #writeSlot} are what MRS and MSR go through: they say which register an access reaches, and keep the
 * answers until a control changes, so that MRS of a stored register is two array reads.
 *
 * <p>SP_ELx of the selected stack pointer stands in {@link Pe#x}, not here; see {@link
 * org.realmscope.platform.pe.Pstate#stackPointer(int)}.
 */
public final class SystemRegisters implements Stateful {
    private static final SystemRegister[] REGISTERS = SystemRegister.values();
    private static final int COUNT = REGISTERS.length;
    /** Exception levels that execute, times the two values of PSTATE.SP. */
    private static final int PRIVILEGES = 6;

    private final long[] value = new long[COUNT];
    private final short[][] readSlots = new short[PRIVILEGES][COUNT];
    private final short[][] writeSlots = new short[PRIVILEGES][COUNT];
    /** A bit for each privilege that {@link #readSlots} or {@link #writeSlots} have an answer for. */
    private int answered = -1;

    private final AccessRules rules;
    private final Pe pe;

    public SystemRegisters(Pe pe) {
        this.pe = pe;
        this.rules = new AccessRules(pe, this);
        for (SystemRegister register : REGISTERS) {
            value[register.ordinal()] = register.traits.reset;
        }
        for (IdentificationField field : IdentificationField.values()) {
            value[field.register().ordinal()] |= field.bits();
        }
        value[SystemRegister.MIDR_EL1.ordinal()] = IdentificationField.MIDR;
        value[SystemRegister.VPIDR_EL2.ordinal()] = IdentificationField.MIDR;
        value[SystemRegister.MPIDR_EL1.ordinal()] = IdentificationField.MPIDR_RES1 | pe.index;
        value[SystemRegister.VMPIDR_EL2.ordinal()] = IdentificationField.MPIDR_RES1 | pe.index;
        accessChanged();
    }

    /** What the register's storage holds. */
    public long get(SystemRegister register) {
        return value[register.ordinal()];
    }

    /** Changes the register's storage, all bits of it. */
    public void set(SystemRegister register, long bits) {
        value[register.ordinal()] = bits;
    }

    /** Changes the bits of the register that hold what is written; the others keep what they have. */
    public void setWritable(SystemRegister register, long bits) {
        long mask = register.traits.writable;
        int slot = register.ordinal();
        value[slot] = value[slot] & ~mask | bits & mask;
    }

    /** What the register holds after {@code bits} are written to it. */
    public long written(SystemRegister register, long bits) {
        long mask = register.traits.writable;
        return value[register.ordinal()] & ~mask | bits & mask;
    }

    /** Value in a slot that {@link #readSlot} gave. */
    public long at(int slot) {
        return value[slot];
    }

    /**
     * Copies the storage of registers, in order, to {@code target} from {@code at} on.
     *
     * @param slots ordinals of the registers
     */
    public void copyTo(int[] slots, long[] target, int at) {
        for (int i = 0; i < slots.length; i++) {
            target[at + i] = value[slots[i]];
        }
    }

    /**
     * Changes the storage of registers, in order, to what {@code source} holds from {@code at} on; as {@link #set}.
     *
     * @param slots ordinals of the registers
     */
    public void copyFrom(int[] slots, long[] source, int at) {
        for (int i = 0; i < slots.length; i++) {
            value[slots[i]] = source[at + i];
        }
    }

    /** Register of a slot that {@link #readSlot} or {@link #writeSlot} gave. */
    public static SystemRegister register(int slot) {
        return REGISTERS[slot];
    }

    /**
     * Which register MRS at the current Exception level reads.
     *
     * @return its ordinal, or a constant of {@link Trap}
     */
    public int readSlot(SystemRegister register) {
        int privilege = pe.el << 1 | pe.system.pstate.spSel;
        int slot = readSlots[privilege][register.ordinal()];
        return slot != Trap.UNKNOWN ? slot : check(register, false, privilege);
    }

    /** Which register MSR at the current Exception level writes; as {@link #readSlot}. */
    public int writeSlot(SystemRegister register) {
        int privilege = pe.el << 1 | pe.system.pstate.spSel;
        int slot = writeSlots[privilege][register.ordinal()];
        return slot != Trap.UNKNOWN ? slot : check(register, true, privilege);
    }

    private int check(SystemRegister register, boolean write, int privilege) {
        int slot = rules.check(register, write);
        (write ? writeSlots : readSlots)[privilege][register.ordinal()] = (short) slot;
        answered |= 1 << privilege;
        return slot;
    }

    /** The rules behind {@link #readSlot} and {@link #writeSlot}, for accesses that are no register accesses. */
    public AccessRules rules() {
        return rules;
    }

    /** Forgets which accesses are allowed: a control that traps accesses has changed. */
    public void accessChanged() {
        for (int i = 0; i < PRIVILEGES; i++) {
            if ((answered & 1 << i) != 0) {
                Arrays.fill(readSlots[i], (short) Trap.UNKNOWN);
                Arrays.fill(writeSlots[i], (short) Trap.UNKNOWN);
            }
        }
        answered = 0;
    }

    /** Puts the registers that EL3 banks per Security state to their reset values. */
    public void resetBanked() {
        for (SystemRegister register : REGISTERS) {
            if (register.traits.banked) {
                value[register.ordinal()] = register.traits.reset;
            }
        }
        value[SystemRegister.VPIDR_EL2.ordinal()] = IdentificationField.MIDR;
        value[SystemRegister.VMPIDR_EL2.ordinal()] = IdentificationField.MPIDR_RES1 | pe.index;
        accessChanged();
    }

    @Override
    public void save(StateSink sink) {
        sink.put(value, 0, COUNT);
    }

    @Override
    public void load(StateSource source) {
        source.next(value, 0, COUNT);
        accessChanged();
    }
}
