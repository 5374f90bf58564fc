package org.realmscope.scenario.trace;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.machine.ModelledRealm;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.scenario.guest.TraceAssembler;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.GuestAction;
import org.realmscope.scenario.model.Trace;

/**
 * The realm of a trace that has no code of it: what its lines say is done step by step, each step for an instruction.
 * How far it has come is in the memory of the host's program; see {@link TraceAssembler#guestPlace}.
 */
final class RecordedRealm implements ModelledRealm {
    /** Offsets of vectors in their group. */
    private static final int SYNCHRONOUS = 0;

    private static final int IRQ = 0x80;
    private static final int FIQ = 0x100;
    private static final int SERROR = 0x180;
    /** Bits of a physical address of the PE. */
    private static final int PA_WIDTH = 52;
    /** EC and IL of a data and of an instruction abort from a lower Exception level. */
    private static final long DABORT = 0x9200_0000L;

    private static final long IABORT = 0x8200_0000L;
    private static final long WNR = 1 << 6;
    private static final long TRANSLATION_LEVEL_0 = 4;
    private static final long EL1H_MASKED = 0x3c5;
    private static final long AARCH32 = 1L << 4;
    private static final int INSTRUCTION_SIZE = 4;
    /** In CNTx_CVAL_EL0: the trace says that the condition is not met, whatever the counter says. */
    private static final long NOT_MET = 1L << 63;

    private static final long ISTATUS = 1L << 2;

    /** Of each line with a modelled realm, in order. */
    private final List<List<GuestAction>> lines = new ArrayList<>();

    private final long place;

    /** @param place physical address of the number of the line, and of the number of its next step */
    RecordedRealm(Trace trace, long place) {
        this.place = place;
        for (Trace.Line line : trace.lines()) {
            if (line instanceof Trace.Call call && call.isModelled()) {
                lines.add(call.guest());
            }
        }
    }

    @Override
    public boolean acts(Pe pe, PhysicalMemory memory) {
        return memory.read64(place) != 0;
    }

    @Override
    public void step(Pe pe, PhysicalMemory memory) {
        List<GuestAction> actions = lines.get((int) memory.read64(place) - 1);
        int step = (int) memory.read64(place + Long.BYTES);
        // A realm that is not left where the recording was is left at the end by an interrupt, as in the recording.
        perform(pe, step < actions.size() ? actions.get(step) : new GuestAction.Interrupt(false));
        memory.write64(place + Long.BYTES, step + 1);
    }

    private static void perform(Pe pe, GuestAction action) {
        switch (action) {
            case GuestAction.Access access -> access(pe, access);
            case GuestAction.Fetch fetch -> fetch(pe, fetch.ipa());
            case GuestAction.Write write -> write(pe, write.ipa(), write.bytes());
            case GuestAction.Call call -> call(pe, call.x());
            case GuestAction.Hvc hvc -> pe.system.hvc(hvc.immediate());
            case GuestAction.Wait wait -> waitFor(pe, wait.isForInterrupt());
            case GuestAction.Interrupt interrupt -> pe.system.exceptionToEl2(interrupt.isFast() ? FIQ : IRQ);
            case GuestAction.Trap trap -> {
                pe.sys.set(SystemRegister.ESR_EL2, trap.esr());
                if (!trap.isSerror()) {
                    pe.sys.set(SystemRegister.FAR_EL2, trap.far());
                    pe.sys.set(SystemRegister.HPFAR_EL2, trap.hpfar());
                }
                pe.system.exceptionToEl2(trap.isSerror() ? SERROR : SYNCHRONOUS);
            }
            case GuestAction.SystemRegister register -> set(pe, register.name(), register.value());
            case GuestAction.Register register -> pe.x[register.number()] = register.value();
            case GuestAction.Nothing nothing -> {}
        }
    }

    // --- memory

    private static void access(Pe pe, GuestAction.Access access) {
        long before = pe.x[access.register()];
        if (access.isStore() && access.register() != Pe.ZR) {
            pe.x[access.register()] = access.value();
        }
        if (access.isSkipped()) {
            pe.pc += INSTRUCTION_SIZE;
            return;
        }
        int syndrome = access.hasSyndrome() ? syndrome(access) : 0;
        if (access.ipa() >>> PA_WIDTH != 0) {
            abortBeyondPhysicalAddresses(pe, access.ipa(), DABORT | syndrome | (access.isStore() ? WNR : 0));
            return;
        }
        setAlignmentUnchecked(pe, true);
        try {
            if (access.isStore()) {
                pe.mmu.storeSlow(access.ipa(), access.size(), access.value());
            } else {
                long value = pe.mmu.loadSlow(access.ipa(), access.size());
                if (access.register() != Pe.ZR) {
                    pe.x[access.register()] = extended(access, value);
                }
            }
            pe.pc += INSTRUCTION_SIZE;
            setAlignmentUnchecked(pe, false);
        } catch (AbortSignal signal) {
            setAlignmentUnchecked(pe, false);
            if (signal == AbortSignal.WATCHPOINT) {
                pe.x[access.register()] = before;
                throw signal;
            }
            pe.system.takePending(syndrome);
        }
    }

    private static void fetch(Pe pe, long ipa) {
        if (ipa >>> PA_WIDTH != 0) {
            abortBeyondPhysicalAddresses(pe, ipa, IABORT);
            return;
        }
        try {
            pe.mmu.translateFetch(ipa);
            pe.pc += INSTRUCTION_SIZE;
        } catch (AbortSignal signal) {
            pe.system.takePending(0);
        }
    }

    private static void write(Pe pe, long ipa, Bytes bytes) {
        for (int i = 0; i < bytes.size(); i++) {
            try {
                pe.mmu.storeSlow(ipa + i, 1, bytes.get(i));
            } catch (AbortSignal signal) {
                if (signal == AbortSignal.WATCHPOINT) {
                    throw signal;
                }
                return;
            }
        }
    }

    /** The recording has no address size faults of stage 1: an IPA that is too high is a translation fault. */
    private static void abortBeyondPhysicalAddresses(Pe pe, long ipa, long esr) {
        pe.sys.set(SystemRegister.ESR_EL2, esr | TRANSLATION_LEVEL_0);
        pe.sys.set(SystemRegister.FAR_EL2, ipa);
        pe.sys.set(SystemRegister.HPFAR_EL2, ipa >>> 12 << 4);
        pe.system.exceptionToEl2(SYNCHRONOUS);
    }

    /** The recording has no memory types: with HCR_EL2.DC, memory is Normal although stage 1 is off. */
    private static void setAlignmentUnchecked(Pe pe, boolean unchecked) {
        long hcr = pe.sys.get(SystemRegister.HCR_EL2) & ~Hcr.DC;
        pe.sys.set(SystemRegister.HCR_EL2, unchecked ? hcr | Hcr.DC : hcr);
        pe.system.contextChanged();
    }

    private static long extended(GuestAction.Access access, long value) {
        if (!access.signExtends()) {
            return value;
        }
        int unused = Long.SIZE - Byte.SIZE * access.size();
        long extended = value << unused >> unused;
        return access.is64() ? extended : extended & 0xffff_ffffL;
    }

    /** ISS[24:14] of an abort by a load or store. */
    private static int syndrome(GuestAction.Access access) {
        return 1 << 24
                | Integer.numberOfTrailingZeros(access.size()) << 22
                | (access.signExtends() ? 1 : 0) << 21
                | access.register() << 16
                | (access.is64() ? 1 : 0) << 15;
    }

    // --- instructions

    private static void call(Pe pe, List<Long> x) {
        for (int i = 0; i < x.size(); i++) {
            pe.x[i] = x.get(i);
        }
        if (pe.el == 0) {
            pe.system.enter(EL1H_MASKED, pe.pc);
        }
        pe.system.smc(0);
    }

    private static void waitFor(Pe pe, boolean interrupt) {
        pe.system.consumeEvent();
        long before = pe.pc;
        if (interrupt) {
            pe.system.wfi();
        } else {
            pe.system.wfe();
        }
        if (pe.el < 2) {
            pe.stop = null;
            pe.pc = before + INSTRUCTION_SIZE;
        }
    }

    // --- registers

    /** What hardware would have made of a register; of the GIC's, nothing that the host sees depends on it. */
    private static void set(Pe pe, String name, long value) {
        switch (name) {
            case "cntv_ctl_el02" -> timer(pe, SystemRegister.CNTV_CTL_EL0, SystemRegister.CNTV_CVAL_EL0, value);
            case "cntp_ctl_el02" -> timer(pe, SystemRegister.CNTP_CTL_EL0, SystemRegister.CNTP_CVAL_EL0, value);
            case "cntv_cval_el02" -> compare(pe, SystemRegister.CNTV_CVAL_EL0, value);
            case "cntp_cval_el02" -> compare(pe, SystemRegister.CNTP_CVAL_EL0, value);
            case "ich_lr0_el2" -> pe.sys.set(SystemRegister.ICH_LR0_EL2, value);
            case "sctlr_el12" -> pe.sys.set(SystemRegister.SCTLR_EL1, value);
            case "vbar_el12" -> pe.sys.set(SystemRegister.VBAR_EL1, value);
            case "spsr_el2" -> pe.system.enter((value & AARCH32) != 0 ? 0 : value, pe.pc);
            default -> {}
        }
        pe.stop = null;
    }

    private static void timer(Pe pe, SystemRegister control, SystemRegister compare, long value) {
        long compareValue = pe.sys.get(compare) & ~NOT_MET;
        pe.sys.set(control, value & ~ISTATUS);
        pe.sys.set(compare, (value & ISTATUS) != 0 ? compareValue : compareValue | NOT_MET);
    }

    private static void compare(Pe pe, SystemRegister compare, long value) {
        pe.sys.set(compare, value | pe.sys.get(compare) & NOT_MET);
    }
}
