package org.realmscope.platform.mmu;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.function.Executable;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.Platform;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.device.Bus;
import org.realmscope.platform.device.Device;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.platform.world.RealmWorld;

/**
 * Two PEs on 256 MiB of memory whose upper half belongs to the Realm physical address space. Tables are written by
 * {@link TestTables}; both PEs see the same registers unless a test sets them on one.
 */
final class MmuFixture {
    static final long DRAM = 0x4000_0000L;
    static final long REALM_DRAM = 0x4800_0000L;
    static final long DRAM_SIZE = 0x1000_0000L;
    static final long DEVICE = 0x0900_0000L;
    static final long ROOT_SRAM = 0x0e00_0000L;

    /** Attribute 0 Normal Write-Back, 1 Device-nGnRnE, 2 Normal Non-cacheable. */
    static final long MAIR = 0x44_00_ff;

    static final long HCR_VM = 1;
    static final long HCR_PTW = 1L << 2;
    static final long HCR_DC = 1L << 12;
    static final long HCR_TGE = 1L << 27;
    static final long HCR_RW = 1L << 31;
    static final long HCR_E2H = 1L << 34;
    static final long HCR_FWB = 1L << 46;

    static final long SCTLR_M = 1;
    static final long SCTLR_A = 2;

    final PhysicalMemory memory;
    final GranuleProtectionTable gpt;
    final Platform platform;
    final Pe pe;
    final Pe other;
    final TestDevice device = new TestDevice();

    MmuFixture() {
        this(new PhysicalMemory(
                List.of(new MemoryRegion("root", ROOT_SRAM, 16 << 20), new MemoryRegion("dram", DRAM, DRAM_SIZE))));
        gpt.initialise();
        gpt.assignRange(DRAM, REALM_DRAM - DRAM, PhysicalAddressSpace.NON_SECURE);
        gpt.assignRange(REALM_DRAM, DRAM + DRAM_SIZE - REALM_DRAM, PhysicalAddressSpace.REALM);
    }

    private MmuFixture(PhysicalMemory memory) {
        this.memory = memory;
        this.gpt = new GranuleProtectionTable(memory, ROOT_SRAM);
        this.platform = new Platform(memory, gpt, new Bus(List.of(device)), new NoRealmWorld());
        this.pe = platform.addPe();
        this.other = platform.addPe();
    }

    void set(SystemRegister register, long value) {
        pe.sys.set(register, value);
        other.sys.set(register, value);
        pe.system.contextChanged();
        other.system.contextChanged();
    }

    /** Puts both PEs at an Exception level, in the handler stack pointer mode above EL0. */
    void enter(SecurityState state, int el) {
        enter(pe, state, el, 0);
        enter(other, state, el, 0);
    }

    /** @param pstate PAN (bit 22) and UAO (bit 23) in SPSR format */
    void enter(Pe which, SecurityState state, int el, long pstate) {
        which.securityState = state;
        which.system.enter(pstate | (long) el << 2 | (el == 0 ? 0 : 1), 0);
    }

    /** Non-secure EL1 with both ranges of 48 bits at stage 1 tables. */
    void stage1(long ttbr0, long ttbr1) {
        set(SystemRegister.HCR_EL2, HCR_RW);
        set(SystemRegister.MAIR_EL1, MAIR);
        set(SystemRegister.TCR_EL1, 16 | 16 << 16 | 2L << 30 | 5L << 32 | 1L << 36);
        set(SystemRegister.TTBR0_EL1, ttbr0);
        set(SystemRegister.TTBR1_EL1, ttbr1);
        set(SystemRegister.SCTLR_EL1, SCTLR_M);
        enter(SecurityState.NON_SECURE, 1);
    }

    /**
     * Stage 2 on, 40-bit IPA from level 1 with two concatenated tables, 48-bit output, VMID 16 bits.
     *
     * @param vttbr table address; VMID in bits 63:48
     */
    void stage2(long vttbr, long hcr) {
        set(SystemRegister.VTCR_EL2, 24 | 1 << 6 | 5 << 16 | 1 << 19);
        set(SystemRegister.VTTBR_EL2, vttbr);
        set(SystemRegister.HCR_EL2, HCR_RW | HCR_VM | hcr);
    }

    /** The fault that an access raises. */
    Fault fault(Executable access) {
        assertSame(AbortSignal.EXCEPTION, assertThrows(AbortSignal.class, access));
        return pe.mmu.fault();
    }

    /** FSC of the fault that an access raises. */
    int fsc(Executable access) {
        return fault(access).fsc;
    }

    /** The words of a PE's memory system state. */
    static long[] state(Pe pe) {
        Words words = new Words();
        pe.mmu.save(words);
        return words.toArray();
    }

    /** Collects words and gives them back. */
    static final class Words implements StateSink, StateSource {
        private long[] words = new long[1024];
        private int count;
        private int taken;

        @Override
        public void put(long word) {
            if (count == words.length) {
                words = Arrays.copyOf(words, 2 * count);
            }
            words[count++] = word;
        }

        @Override
        public long next() {
            return words[taken++];
        }

        long[] toArray() {
            return Arrays.copyOf(words, count);
        }
    }

    /** A device that remembers the last write. */
    static final class TestDevice implements Device {
        long lastOffset = -1;
        long lastValue;

        @Override
        public String name() {
            return "test";
        }

        @Override
        public long base() {
            return DEVICE;
        }

        @Override
        public long size() {
            return 0x1000;
        }

        @Override
        public long read(long offset, int size) {
            return 0x5a;
        }

        @Override
        public void write(long offset, int size, long value) {
            lastOffset = offset;
            lastValue = value;
        }

        @Override
        public void save(StateSink sink) {}

        @Override
        public void load(StateSource source) {}
    }

    private static final class NoRealmWorld implements RealmWorld {
        @Override
        public void boot(Pe pe) {}

        @Override
        public void smcFromHost(Pe pe) {}

        @Override
        public boolean smcFromRealmEl2(Pe pe) {
            return false;
        }

        @Override
        public boolean isNative() {
            return false;
        }

        @Override
        public void exceptionToEl2(Pe pe, int vectorOffset) {}
    }
}
