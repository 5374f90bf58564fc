package org.realmscope.platform.pe;

import java.util.List;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.Platform;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.device.Bus;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.mmu.GranuleProtectionTable;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.platform.sysreg.SystemRegisters;
import org.realmscope.platform.world.RealmWorld;

/**
 * PEs with 1 MiB of memory and their MMUs off, at Non-secure EL2, whose vectors are at {@link #VBAR_EL2} and {@link
 * #VBAR_EL1}.
 */
public final class TestPlatform {
    public static final long DRAM = 0x4000_0000L;
    public static final long VBAR_EL1 = 0x4001_0000L;
    public static final long VBAR_EL2 = 0x4002_0000L;
    public static final long PC = 0x4000_1000L;
    private static final long ROOT = 0x0e00_0000L;

    public final Platform platform;
    public final Pe pe;

    public TestPlatform() {
        this(1, false);
    }

    public TestPlatform(int pes, boolean nativeRealm) {
        PhysicalMemory memory = new PhysicalMemory(
                List.of(new MemoryRegion("root", ROOT, 0x100_0000), new MemoryRegion("DRAM", DRAM, 0x10_0000)));
        GranuleProtectionTable granules = new GranuleProtectionTable(memory, ROOT);
        granules.initialise();
        granules.assignRange(DRAM, 0x10_0000, PhysicalAddressSpace.NON_SECURE);
        platform = new Platform(memory, granules, new Bus(List.of()), new IdleRealmWorld(nativeRealm));
        for (int i = 0; i < pes; i++) {
            Pe added = platform.addPe();
            added.system.resetEl2(SecurityState.NON_SECURE, PC);
            added.sys.set(SystemRegister.VBAR_EL1, VBAR_EL1);
            added.sys.set(SystemRegister.VBAR_EL2, VBAR_EL2);
        }
        pe = platform.pe(0);
    }

    /** Puts the PE at ELx with SP_ELx (EL0 with SP_EL0), nothing masked. */
    public TestPlatform at(int el) {
        pe.system.enter(el == 0 ? 0 : (long) el << 2 | 1, PC);
        return this;
    }

    /** Sets a register behind the PE's back. */
    public TestPlatform with(SystemRegister register, long value) {
        pe.sys.set(register, value);
        pe.system.contextChanged();
        return this;
    }

    public long get(SystemRegister register) {
        return pe.sys.get(register);
    }

    /** MRS. */
    public long read(SystemRegister register) {
        int slot = pe.sys.readSlot(register);
        if (slot < 0) {
            throw new AssertionError(register + " cannot be read: " + slot);
        }
        return pe.system.registers.read(SystemRegisters.register(slot));
    }

    /** MSR. */
    public void write(SystemRegister register, long value) {
        int slot = pe.sys.writeSlot(register);
        if (slot < 0) {
            throw new AssertionError(register + " cannot be written: " + slot);
        }
        pe.system.registers.write(SystemRegisters.register(slot), value);
    }

    /** A Realm world without software. */
    private record IdleRealmWorld(boolean isNative) implements RealmWorld {
        @Override
        public void boot(Pe pe) {}

        @Override
        public void smcFromHost(Pe pe) {}

        @Override
        public boolean smcFromRealmEl2(Pe pe) {
            return false;
        }

        @Override
        public void exceptionToEl2(Pe pe, int vectorOffset) {}
    }
}
