package org.realmscope.platform.gic;

import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * The virtual CPU interface of a PE: four list registers, which EL2 fills, and the ICV_* registers, by which EL1
 * acknowledges and ends what they hold (IHI 0069, 6.3 and 12.4). All state is in ICH_* registers. Virtual priorities
 * have 5 bits, INTIDs 16.
 */
public final class VirtualCpuInterface {
    static final int LIST_REGISTERS = 4;

    private static final SystemRegister[] LR = {
        SystemRegister.ICH_LR0_EL2, SystemRegister.ICH_LR1_EL2, SystemRegister.ICH_LR2_EL2, SystemRegister.ICH_LR3_EL2
    };
    private static final long PENDING = 1L << 62;
    private static final long ACTIVE = 1L << 63;
    private static final long STATE = PENDING | ACTIVE;
    private static final long HW = 1L << 61;
    private static final long GROUP = 1L << 60;
    private static final long EOI = 1L << 41;
    private static final int PRIORITY_SHIFT = 48;
    private static final int PINTID_SHIFT = 32;
    private static final int PINTID = 0x1fff;
    private static final int VINTID = 0xffff;
    private static final int INTID = 0xff_ffff;
    private static final int FIRST_LPI = 8192;
    private static final int NOT_FOUND = -1;

    private static final long HCR_EN = 1;
    private static final long HCR_UIE = 1L << 1;
    private static final long HCR_LRENPIE = 1L << 2;
    private static final long HCR_NPIE = 1L << 3;
    private static final int HCR_GROUP_IE = 4;
    private static final int HCR_EOICOUNT = 27;
    private static final long MISR_EOI = 1;
    private static final long MISR_U = 1L << 1;
    private static final long MISR_LRENP = 1L << 2;
    private static final long MISR_NP = 1L << 3;

    private static final long VMCR_CBPR = 1L << 4;
    private static final long VMCR_EOIM = 1L << 9;
    private static final int VMCR_BPR1 = 18;
    private static final int VMCR_BPR0 = 21;
    private static final int VMCR_PMR = 24;
    private static final int MIN_BPR0 = 2;
    private static final int MIN_BPR1 = 3;
    private static final int MAX_BPR = 7;
    /** ICV_CTLR_EL1.PRIbits = 4: five bits. */
    private static final long CTLR_PRIBITS = 4L << 8;

    private final Pe pe;
    private final PendingInterrupts physical;

    VirtualCpuInterface(Pe pe, PendingInterrupts physical) {
        this.pe = pe;
        this.physical = physical;
    }

    private long hcr() {
        return pe.sys.get(SystemRegister.ICH_HCR_EL2);
    }

    private long vmcr() {
        return pe.sys.get(SystemRegister.ICH_VMCR_EL2);
    }

    private long activePriorities() {
        return pe.sys.get(SystemRegister.ICH_AP0R0_EL2) | pe.sys.get(SystemRegister.ICH_AP1R0_EL2);
    }

    private static int priority(long lr) {
        return (int) (lr >>> PRIORITY_SHIFT) & 0xff;
    }

    private static int group(long lr) {
        return (lr & GROUP) != 0 ? 1 : 0;
    }

    // --- signalling

    /** Whether a virtual interrupt of the group is signalled: 1 is a virtual IRQ, 0 a virtual FIQ. */
    public boolean isPending(int group) {
        int index = highest();
        if (index == NOT_FOUND) {
            return false;
        }
        long lr = pe.sys.get(LR[index]);
        return group(lr) == group && isSufficient(lr);
    }

    /** List register with the pending interrupt of the highest priority among the enabled groups. */
    private int highest() {
        if ((hcr() & HCR_EN) == 0) {
            return NOT_FOUND;
        }
        int best = NOT_FOUND;
        int bestPriority = Integer.MAX_VALUE;
        for (int i = 0; i < LIST_REGISTERS; i++) {
            long lr = pe.sys.get(LR[i]);
            if ((lr & STATE) == PENDING && priority(lr) < bestPriority && (vmcr() >>> group(lr) & 1) != 0) {
                best = i;
                bestPriority = priority(lr);
            }
        }
        return best;
    }

    /** Whether ICV_PMR_EL1 lets the interrupt pass, and it preempts the running priority. */
    private boolean isSufficient(long lr) {
        int mask = groupPriorityMask(group(lr));
        int running = CpuInterface.runningPriority(activePriorities());
        return priority(lr) < priorityMask() && (activePriorities() == 0 || (priority(lr) & mask) < (running & mask));
    }

    private int priorityMask() {
        return (int) (vmcr() >>> VMCR_PMR) & 0xff;
    }

    private int binaryPoint(int group) {
        int bpr0 = (int) (vmcr() >>> VMCR_BPR0) & MAX_BPR;
        if (group == 0) {
            return bpr0;
        }
        return (vmcr() & VMCR_CBPR) != 0 ? Math.min(bpr0 + 1, MAX_BPR) : (int) (vmcr() >>> VMCR_BPR1) & MAX_BPR;
    }

    /** Bits of a priority that decide on preemption. */
    private int groupPriorityMask(int group) {
        boolean common = (vmcr() & VMCR_CBPR) != 0;
        int point = group == 0 || common ? binaryPoint(0) + 1 : binaryPoint(1);
        return 0xff << point & 0xff;
    }

    // --- maintenance

    /** Whether the maintenance interrupt is asserted. */
    boolean isMaintenanceNeeded() {
        return (hcr() & HCR_EN) != 0 && maintenance() != 0;
    }

    /** ICH_MISR_EL2. */
    public long maintenance() {
        long hcr = hcr();
        int valid = 0;
        boolean pending = false;
        for (int i = 0; i < LIST_REGISTERS; i++) {
            long state = pe.sys.get(LR[i]) & STATE;
            valid += state == 0 ? 0 : 1;
            pending |= state == PENDING;
        }
        long status = endOfInterrupt() != 0 ? MISR_EOI : 0;
        status |= (hcr & HCR_UIE) != 0 && valid < 2 ? MISR_U : 0;
        status |= (hcr & HCR_LRENPIE) != 0 && hcr >>> HCR_EOICOUNT != 0 ? MISR_LRENP : 0;
        status |= (hcr & HCR_NPIE) != 0 && !pending ? MISR_NP : 0;
        for (int group = 0; group < 2; group++) {
            boolean enabled = (vmcr() >>> group & 1) != 0;
            int shift = HCR_GROUP_IE + 2 * group + (enabled ? 0 : 1);
            status |= hcr & 1L << shift;
        }
        return status;
    }

    /** ICH_EISR_EL2: list registers that are done and ask for maintenance. */
    public long endOfInterrupt() {
        long status = 0;
        for (int i = 0; i < LIST_REGISTERS; i++) {
            status |= (pe.sys.get(LR[i]) & (STATE | HW | EOI)) == EOI ? 1L << i : 0;
        }
        return status;
    }

    /** ICH_ELRSR_EL2: list registers that can be filled. */
    public long empty() {
        long status = 0;
        for (int i = 0; i < LIST_REGISTERS; i++) {
            long lr = pe.sys.get(LR[i]);
            status |= (lr & STATE) == 0 && ((lr & HW) != 0 || (lr & EOI) == 0) ? 1L << i : 0;
        }
        return status;
    }

    // --- ICV_* registers

    long read(SystemRegister register) {
        return switch (register) {
            case ICC_IAR0_EL1 -> acknowledge(0);
            case ICC_IAR1_EL1 -> acknowledge(1);
            case ICC_HPPIR0_EL1 -> highestPending(0);
            case ICC_HPPIR1_EL1 -> highestPending(1);
            case ICC_RPR_EL1 -> CpuInterface.runningPriority(activePriorities());
            case ICC_PMR_EL1 -> priorityMask();
            case ICC_BPR0_EL1 -> binaryPoint(0);
            case ICC_BPR1_EL1 -> binaryPoint(1);
            case ICC_AP0R0_EL1 -> pe.sys.get(SystemRegister.ICH_AP0R0_EL2);
            case ICC_AP1R0_EL1 -> pe.sys.get(SystemRegister.ICH_AP1R0_EL2);
            case ICC_IGRPEN0_EL1 -> vmcr() & 1;
            case ICC_IGRPEN1_EL1 -> vmcr() >>> 1 & 1;
            case ICC_CTLR_EL1 ->
                CTLR_PRIBITS | ((vmcr() & VMCR_CBPR) != 0 ? 1 : 0) | ((vmcr() & VMCR_EOIM) != 0 ? 2 : 0);
            default -> throw new IllegalArgumentException(register + " has no virtual counterpart");
        };
    }

    private int highestPending(int group) {
        int index = highest();
        long lr = index == NOT_FOUND ? 0 : pe.sys.get(LR[index]);
        return index != NOT_FOUND && group(lr) == group ? (int) lr & VINTID : PendingInterrupts.SPURIOUS;
    }

    private int acknowledge(int group) {
        if (!isPending(group)) {
            return PendingInterrupts.SPURIOUS;
        }
        int index = highest();
        long lr = pe.sys.get(LR[index]);
        int intid = (int) lr & VINTID;
        int level = (priority(lr) & groupPriorityMask(group)) >>> 3;
        SystemRegister active = activePriorityRegister(group);
        pe.sys.set(active, pe.sys.get(active) | 1L << level);
        pe.sys.set(LR[index], intid >= FIRST_LPI ? lr & ~STATE : lr & ~STATE | ACTIVE);
        pe.leaveBlockChain();
        return intid;
    }

    private static SystemRegister activePriorityRegister(int group) {
        return group == 0 ? SystemRegister.ICH_AP0R0_EL2 : SystemRegister.ICH_AP1R0_EL2;
    }

    void write(SystemRegister register, long value) {
        switch (register) {
            case ICC_EOIR0_EL1 -> end(0, (int) value & INTID);
            case ICC_EOIR1_EL1 -> end(1, (int) value & INTID);
            case ICC_DIR_EL1 -> {
                if ((vmcr() & VMCR_EOIM) != 0) {
                    deactivate((int) value & INTID);
                }
            }
            case ICC_PMR_EL1 -> setVmcr(VMCR_PMR, 0xff, value & 0xf8);
            case ICC_BPR0_EL1 -> setVmcr(VMCR_BPR0, MAX_BPR, Math.max(value & MAX_BPR, MIN_BPR0));
            case ICC_BPR1_EL1 -> {
                if ((vmcr() & VMCR_CBPR) == 0) {
                    setVmcr(VMCR_BPR1, MAX_BPR, Math.max(value & MAX_BPR, MIN_BPR1));
                }
            }
            case ICC_AP0R0_EL1 -> pe.sys.setWritable(SystemRegister.ICH_AP0R0_EL2, value);
            case ICC_AP1R0_EL1 -> pe.sys.setWritable(SystemRegister.ICH_AP1R0_EL2, value);
            case ICC_IGRPEN0_EL1 -> setVmcr(0, 1, value & 1);
            case ICC_IGRPEN1_EL1 -> setVmcr(1, 1, value & 1);
            case ICC_CTLR_EL1 -> {
                setVmcr(4, 1, value & 1);
                setVmcr(9, 1, value >>> 1 & 1);
            }
            default -> throw new IllegalArgumentException(register + " has no virtual counterpart");
        }
    }

    /** Writes ICH_VMCR_EL2 as EL2 does: binary points below the minimum become the minimum. */
    public void writeVmcr(long value) {
        pe.sys.setWritable(SystemRegister.ICH_VMCR_EL2, value);
        setVmcr(VMCR_BPR0, MAX_BPR, Math.max(value >>> VMCR_BPR0 & MAX_BPR, MIN_BPR0));
        setVmcr(VMCR_BPR1, MAX_BPR, Math.max(value >>> VMCR_BPR1 & MAX_BPR, MIN_BPR1));
    }

    private void setVmcr(int shift, long mask, long value) {
        pe.sys.set(SystemRegister.ICH_VMCR_EL2, vmcr() & ~(mask << shift) | value << shift);
    }

    /** ICV_EOIR: drops the running priority, and deactivates the interrupt unless that is left to ICV_DIR_EL1. */
    private void end(int group, int intid) {
        long active = activePriorities();
        if (intid >= PendingInterrupts.FIRST_SPECIAL && intid <= PendingInterrupts.SPURIOUS || active == 0) {
            return;
        }
        long highest = Long.lowestOneBit(active);
        SystemRegister register =
                activePriorityRegister((pe.sys.get(SystemRegister.ICH_AP0R0_EL2) & highest) != 0 ? 0 : 1);
        pe.sys.set(register, pe.sys.get(register) & ~highest);
        if ((vmcr() & VMCR_EOIM) != 0) {
            return;
        }
        int index = findActive(intid);
        if (index == NOT_FOUND) {
            countEnd(intid);
        } else {
            long lr = pe.sys.get(LR[index]);
            int level = (priority(lr) & groupPriorityMask(group)) >>> 3;
            if (group(lr) == group && 1L << level == highest) {
                deactivateListRegister(index);
            }
        }
    }

    private void deactivate(int intid) {
        int index = findActive(intid);
        if (index == NOT_FOUND) {
            countEnd(intid);
        } else {
            deactivateListRegister(index);
        }
    }

    /** An interrupt was ended for which no list register is active. */
    private void countEnd(int intid) {
        if (intid < FIRST_LPI) {
            pe.sys.set(SystemRegister.ICH_HCR_EL2, hcr() + (1L << HCR_EOICOUNT) & 0xffff_ffffL);
        }
    }

    private int findActive(int intid) {
        for (int i = 0; i < LIST_REGISTERS; i++) {
            long lr = pe.sys.get(LR[i]);
            if ((lr & ACTIVE) != 0 && ((int) lr & VINTID) == intid) {
                return i;
            }
        }
        return NOT_FOUND;
    }

    private void deactivateListRegister(int index) {
        long lr = pe.sys.get(LR[index]);
        pe.sys.set(LR[index], lr & ~ACTIVE);
        if ((lr & HW) != 0) {
            int intid = (int) (lr >>> PINTID_SHIFT) & PINTID;
            physical.deactivate(intid);
        }
    }
}
