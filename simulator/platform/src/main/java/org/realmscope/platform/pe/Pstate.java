package org.realmscope.platform.pe;

import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * The fields of PSTATE that {@link Pe} does not hold itself, and the bank of stack pointers. Fields are 0 or 1 unless
 * stated otherwise. PSTATE.SS is always 0: software step is a debug exception, and those are never enabled.
 */
public final class Pstate implements Stateful {
    /** PSTATE.D in {@link #daif}. */
    public static final int D = 8;
    /** PSTATE.A in {@link #daif}. */
    public static final int A = 4;
    /** PSTATE.I in {@link #daif}. */
    public static final int I = 2;
    /** PSTATE.F in {@link #daif}. */
    public static final int F = 1;

    /** Bits of {@link #spsr()} that can be given any value: NZCV, DIT, UAO, PAN, SSBS, BTYPE and DAIF. */
    public static final long FREE = 0xf1c0_1fc0L;

    private static final int SPSR_NZCV = 28;
    private static final int SPSR_DIT = 24;
    private static final int SPSR_UAO = 23;
    private static final int SPSR_PAN = 22;
    private static final int SPSR_IL = 20;
    private static final int SPSR_SSBS = 12;
    private static final int SPSR_BTYPE = 10;
    private static final int SPSR_DAIF = 6;
    private static final int SPSR_EL = 2;
    private static final SystemRegister[] SP = {SystemRegister.SP_EL0, SystemRegister.SP_EL1, SystemRegister.SP_EL2};

    /** The mask bits: {@link #D}, {@link #A}, {@link #I}, {@link #F}. */
    public int daif = D | A | I | F;
    /** PSTATE.SP: 1 selects SP_ELx; 0 at EL0. */
    public int spSel;

    public int pan;
    public int uao;
    public int dit;
    public int ssbs;
    /** PSTATE.IL: the next instruction takes an Illegal Execution state exception. */
    public int il;

    private final Pe pe;

    Pstate(Pe pe) {
        this.pe = pe;
    }

    /** PSTATE in the format of SPSR_ELx. */
    public long spsr() {
        return (long) pe.nzcv() << SPSR_NZCV
                | (long) dit << SPSR_DIT
                | (long) uao << SPSR_UAO
                | (long) pan << SPSR_PAN
                | (long) il << SPSR_IL
                | (long) ssbs << SPSR_SSBS
                | (long) pe.btype << SPSR_BTYPE
                | (long) daif << SPSR_DAIF
                | (long) pe.el << SPSR_EL
                | spSel;
    }

    /** Sets what a legal and an illegal exception return have in common: NZCV, DAIF, PAN, UAO. */
    void setCommon(long spsr) {
        pe.setNzcv((int) (spsr >>> SPSR_NZCV) & 0xf);
        daif = (int) (spsr >>> SPSR_DAIF) & 0xf;
        pan = (int) (spsr >>> SPSR_PAN) & 1;
        uao = (int) (spsr >>> SPSR_UAO) & 1;
    }

    /**
     * Sets all of PSTATE, and selects the stack pointer.
     *
     * @param spsr a legal value of SPSR_ELx for a state in AArch64
     */
    public void set(long spsr) {
        setCommon(spsr);
        il = (int) (spsr >>> SPSR_IL) & 1;
        ssbs = (int) (spsr >>> SPSR_SSBS) & 1;
        dit = (int) (spsr >>> SPSR_DIT) & 1;
        pe.btype = (int) (spsr >>> SPSR_BTYPE) & 3;
        enter((int) (spsr >>> SPSR_EL) & 3, (int) spsr & 1);
    }

    /**
     * Changes Exception level and stack pointer selection: the old stack pointer goes to its bank, the new one comes
     * from there.
     */
    void enter(int el, int sp) {
        pe.sys.set(selected(), pe.x[Pe.SP]);
        pe.el = el;
        spSel = sp;
        pe.x[Pe.SP] = pe.sys.get(selected());
    }

    /**
     * MSR SPSel.
     *
     * @param sp PSTATE.SP
     */
    public void select(int sp) {
        enter(pe.el, sp);
    }

    /** Value of SP_ELx, selected or not. */
    public long stackPointer(int el) {
        return SP[el] == selected() ? pe.x[Pe.SP] : pe.sys.get(SP[el]);
    }

    /** Changes SP_ELx, selected or not. */
    public void setStackPointer(int el, long value) {
        if (SP[el] == selected()) {
            pe.x[Pe.SP] = value;
        } else {
            pe.sys.set(SP[el], value);
        }
    }

    private SystemRegister selected() {
        return spSel == 0 ? SystemRegister.SP_EL0 : SP[pe.el];
    }

    @Override
    public void save(StateSink sink) {
        sink.put(daif);
        sink.put(spSel);
        sink.put(pan);
        sink.put(uao);
        sink.put(dit);
        sink.put(ssbs);
        sink.put(il);
    }

    @Override
    public void load(StateSource source) {
        daif = (int) source.next();
        spSel = (int) source.next();
        pan = (int) source.next();
        uao = (int) source.next();
        dit = (int) source.next();
        ssbs = (int) source.next();
        il = (int) source.next();
    }
}
