package org.realmscope.platform.sysreg;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/**
 * What EL3 keeps of a PE's EL2 software while another world runs: the EL2 system registers with SP_EL2, PSTATE and the
 * address to go on at. EL1 and EL0 registers, timers, list registers and physical GIC registers are not banked: whoever
 * runs at EL2 switches them. A context that was never saved holds zeroes and must not be restored.
 */
public final class WorldContext implements Stateful {
    private static final SystemRegister[] BANKED = Arrays.stream(SystemRegister.values())
            .filter(register -> register.traits.banked)
            .toArray(SystemRegister[]::new);
    private static final int STACK_POINTER = indexOf(SystemRegister.SP_EL2);

    private final long[] values = new long[BANKED.length];
    private long spsr;
    private long pc;

    /** Takes the context of the PE, which is at EL2. */
    public void save(Pe pe) {
        spsr = pe.system.pstate.spsr();
        pc = pe.pc;
        long sp = pe.system.pstate.stackPointer(2);
        for (int i = 0; i < BANKED.length; i++) {
            values[i] = pe.sys.get(BANKED[i]);
        }
        values[STACK_POINTER] = sp;
    }

    /**
     * Gives the context to the PE.
     *
     * @param state Security state that it belongs to
     */
    public void restore(Pe pe, SecurityState state) {
        for (int i = 0; i < BANKED.length; i++) {
            pe.sys.set(BANKED[i], values[i]);
        }
        pe.system.pstate.setStackPointer(2, values[STACK_POINTER]);
        pe.securityState = state;
        pe.mmu.clearExclusive();
        pe.system.enter(spsr, pc);
    }

    /** Address to go on at. */
    public long pc() {
        return pc;
    }

    /** PSTATE as SPSR_ELx holds it. */
    public long pstate() {
        return spsr;
    }

    /** Values of all banked registers. */
    public Map<SystemRegister, Long> registers() {
        EnumMap<SystemRegister, Long> registers = new EnumMap<>(SystemRegister.class);
        for (int i = 0; i < BANKED.length; i++) {
            registers.put(BANKED[i], values[i]);
        }
        return registers;
    }

    /** Value that the context holds for a banked register. */
    public long get(SystemRegister register) {
        return values[indexOf(register)];
    }

    /** Changes what the context holds for a banked register. */
    public void set(SystemRegister register, long value) {
        values[indexOf(register)] = value;
    }

    private static int indexOf(SystemRegister register) {
        int index = Arrays.asList(BANKED).indexOf(register);
        if (index < 0) {
            throw new IllegalArgumentException(register + " is not banked");
        }
        return index;
    }

    @Override
    public void save(StateSink sink) {
        sink.put(values, 0, values.length);
        sink.put(spsr);
        sink.put(pc);
    }

    @Override
    public void load(StateSource source) {
        source.next(values, 0, values.length);
        spsr = source.next();
        pc = source.next();
    }
}
