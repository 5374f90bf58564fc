package org.realmscope.platform.gic;

import org.realmscope.platform.Platform;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.platform.timer.GenericTimers;

/**
 * The GIC CPU interface of a PE: ICC_* registers, which at EL1 are the virtual ICV_* ones where HCR_EL2.{FMO, IMO} say
 * so (IHI 0069, 4.8 and 6.3). No physical interrupt is in Group 0. Priorities have 5 bits.
 */
public final class CpuInterface implements Stateful {
    /** PPI by which the virtual CPU interface asks EL2 for maintenance. */
    private static final int MAINTENANCE = 25;

    private static final int INTID = 0xff_ffff;
    private static final long CTLR_CBPR = 1;
    private static final long CTLR_EOIMODE = 1L << 1;
    private static final int IDLE_PRIORITY = 0xff;
    private static final long SGI_IRM = 1L << 40;
    /** Aff3, Aff2 and Aff1 of the targets, and their range selector: all zero for the PEs that exist. */
    private static final long SGI_CLUSTER = 0xff_f0ff_00ff_0000L;

    private final Pe pe;
    private final GenericTimers timers;
    private final PendingInterrupts interrupts = new PendingInterrupts();
    private final VirtualCpuInterface virtual;

    public CpuInterface(Pe pe, GenericTimers timers) {
        this.pe = pe;
        this.timers = timers;
        this.virtual = new VirtualCpuInterface(pe, interrupts);
    }

    /** The list registers and what guests see of them. */
    public VirtualCpuInterface virtual() {
        return virtual;
    }

    /**
     * Whether {@link #setPending} takes the interrupt: 0 to 15 (SGI) or 32 to 1019 (SPI). PPIs follow their sources.
     */
    public static boolean canBecomePending(int intid) {
        return PendingInterrupts.isEdgeTriggered(intid);
    }

    /**
     * Makes an edge-triggered interrupt pending at this PE.
     *
     * @param intid 0 to 15 (SGI) or 32 to 1019 (SPI)
     */
    public void setPending(int intid) {
        if (!PendingInterrupts.isEdgeTriggered(intid)) {
            throw new IllegalArgumentException("INTID " + intid + " is no SGI or SPI");
        }
        interrupts.setPending(intid);
        pe.leaveBlockChain();
    }

    /** Takes back what {@link #setPending} did, if it has not been acknowledged. */
    public void clearPending(int intid) {
        interrupts.clearPending(intid);
    }

    private int levels() {
        return timers.asserted() | (virtual.isMaintenanceNeeded() ? 1 << MAINTENANCE : 0);
    }

    /** Whether IRQ is asserted to the PE: an interrupt is pending that has sufficient priority. */
    public boolean isIrqPending() {
        return acknowledgeable() != PendingInterrupts.SPURIOUS;
    }

    /** The interrupt that ICC_IAR1_EL1 would acknowledge. */
    private int acknowledgeable() {
        boolean enabled = pe.sys.get(SystemRegister.ICC_IGRPEN1_EL1) != 0;
        boolean sufficient = PendingInterrupts.PRIORITY < pe.sys.get(SystemRegister.ICC_PMR_EL1)
                && PendingInterrupts.PRIORITY >>> 3 < runningPriority() >>> 3;
        return enabled && sufficient ? interrupts.highest(levels()) : PendingInterrupts.SPURIOUS;
    }

    private int runningPriority() {
        return runningPriority(pe.sys.get(SystemRegister.ICC_AP0R0_EL1) | pe.sys.get(SystemRegister.ICC_AP1R0_EL1));
    }

    /** Priority of the highest active priority group in ICx_AP0R0 or AP1R0, 0xff if none is active. */
    static int runningPriority(long active) {
        return active == 0 ? IDLE_PRIORITY : Long.numberOfTrailingZeros(active) << 3;
    }

    // --- registers

    /**
     * Whether the access goes to the virtual CPU interface: HCR_EL2.IMO for Group 1, FMO for Group 0, either for what
     * is common.
     */
    private boolean isVirtual(SystemRegister register) {
        if (pe.el != 1) {
            return false;
        }
        long routing = switch (register) {
            case ICC_IAR0_EL1, ICC_EOIR0_EL1, ICC_HPPIR0_EL1, ICC_BPR0_EL1, ICC_AP0R0_EL1, ICC_IGRPEN0_EL1 -> Hcr.FMO;
            case ICC_IAR1_EL1, ICC_EOIR1_EL1, ICC_HPPIR1_EL1, ICC_BPR1_EL1, ICC_AP1R0_EL1, ICC_IGRPEN1_EL1 -> Hcr.IMO;
            default -> Hcr.FMO | Hcr.IMO;
        };
        return (pe.sys.get(SystemRegister.HCR_EL2) & routing) != 0;
    }

    /** Reads an ICC_* register that is not plain storage. */
    public long read(SystemRegister register) {
        if (isVirtual(register)) {
            return virtual.read(register);
        }
        return switch (register) {
            case ICC_IAR0_EL1, ICC_HPPIR0_EL1 -> PendingInterrupts.SPURIOUS;
            case ICC_IAR1_EL1 -> acknowledge();
            case ICC_HPPIR1_EL1 ->
                pe.sys.get(SystemRegister.ICC_IGRPEN1_EL1) != 0
                        ? interrupts.highest(levels())
                        : PendingInterrupts.SPURIOUS;
            case ICC_RPR_EL1 -> runningPriority();
            case ICC_BPR1_EL1 ->
                isControl(CTLR_CBPR) ? Math.min(pe.sys.get(SystemRegister.ICC_BPR0_EL1) + 1, 7) : pe.sys.get(register);
            default -> pe.sys.get(register);
        };
    }

    private boolean isControl(long bit) {
        return (pe.sys.get(SystemRegister.ICC_CTLR_EL1) & bit) != 0;
    }

    private int acknowledge() {
        int intid = acknowledgeable();
        if (intid != PendingInterrupts.SPURIOUS) {
            interrupts.activate(intid);
            setActivePriorities(pe.sys.get(SystemRegister.ICC_AP1R0_EL1) | 1L << (PendingInterrupts.PRIORITY >>> 3));
            pe.leaveBlockChain();
        }
        return intid;
    }

    private void setActivePriorities(long bits) {
        pe.sys.set(SystemRegister.ICC_AP1R0_EL1, bits);
    }

    /** Writes an ICC_* register that is not plain storage. */
    public void write(SystemRegister register, long value) {
        if (isVirtual(register)) {
            virtual.write(register, value);
            return;
        }
        switch (register) {
            case ICC_EOIR1_EL1 -> end((int) value & INTID);
            case ICC_DIR_EL1 -> {
                if (isControl(CTLR_EOIMODE)) {
                    interrupts.deactivate((int) value & INTID);
                }
            }
            case ICC_SGI1R_EL1 -> generate(value);
            case ICC_BPR0_EL1 -> pe.sys.setWritable(register, Math.max(value & 7, 2));
            case ICC_BPR1_EL1 -> {
                if (!isControl(CTLR_CBPR)) {
                    pe.sys.setWritable(register, Math.max(value & 7, 3));
                }
            }
            case ICC_EOIR0_EL1, ICC_SGI0R_EL1, ICC_ASGI1R_EL1 -> {
                // There are no Group 0 interrupts, and none of the other Security state.
            }
            default -> pe.sys.setWritable(register, value);
        }
    }

    private void end(int intid) {
        if (intid >= PendingInterrupts.FIRST_SPECIAL) {
            return;
        }
        long active = pe.sys.get(SystemRegister.ICC_AP1R0_EL1);
        setActivePriorities(active & active - 1);
        if (!isControl(CTLR_EOIMODE)) {
            interrupts.deactivate(intid);
        }
    }

    /** ICC_SGI1R_EL1: makes an SGI pending at the PEs that the value names by affinity, or at all others with IRM. */
    private void generate(long value) {
        int intid = (int) (value >>> 24) & 0xf;
        Platform platform = pe.platform;
        for (int i = 0; i < platform.peCount(); i++) {
            boolean targeted =
                    (value & SGI_IRM) != 0 ? i != pe.index : (value & SGI_CLUSTER) == 0 && (value >>> i & 1) != 0;
            if (targeted) {
                platform.pe(i).system.gic.setPending(intid);
            }
        }
    }

    @Override
    public void save(StateSink sink) {
        interrupts.save(sink);
    }

    @Override
    public void load(StateSource source) {
        interrupts.load(source);
    }
}
