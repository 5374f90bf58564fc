package org.realmscope.rmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.Platform;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.device.Bus;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.mmu.GranuleProtectionTable;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.StopCause;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.choices.RmmConfiguration;
import org.realmscope.rmm.granule.CarveOut;

/**
 * A platform with the built-in RMM on which a test is the host and the realm. After every command the invariants of the
 * RMM hold, and a command that failed has changed nothing.
 */
final class RmmFixture {
    static final long DRAM = 0x8000_0000L;
    static final long DRAM_SIZE = 32L << 20;
    static final long GRANULE = 0x1000;
    /** S2SZ 48, 6 breakpoints, 4 watchpoints, PMU with 8 counters, both hashes, 4 list registers, 7 RECs. */
    static final long FEATURES = 0x30 | 5L << 14 | 3L << 20 | 1L << 26 | 8L << 27 | 3L << 32 | 3L << 34 | 3L << 38;

    static final int WIDTH = 39;
    /** First Unprotected IPA of a Realm of {@link #WIDTH} bits. */
    static final long UNPROTECTED = 1L << 38;

    private static final byte[] ZEROES = new byte[(int) GRANULE];
    private static final MemoryRegion ROOT = new MemoryRegion("root", 0x0e00_0000L, 16L << 20);

    final PhysicalMemory memory;
    final Platform platform;
    final BuiltInRmm rmm;
    final Pe pe;
    private long nextGranule = DRAM + 0x10_0000;
    private int nextVmid = 1;

    RmmFixture() {
        this(RmmChoices.SPECIFICATION);
    }

    RmmFixture(RmmChoices choices) {
        CarveOut carveOut = CarveOut.DEFAULT;
        MemoryRegion window = new MemoryRegion("RMM", carveOut.base(), carveOut.size());
        MemoryRegion dram = new MemoryRegion("DRAM", DRAM, DRAM_SIZE);
        memory = new PhysicalMemory(List.of(ROOT, window, dram));
        rmm = new BuiltInRmm(new RmmConfiguration(FEATURES, 48, true, List.of(dram), carveOut, choices));
        GranuleProtectionTable protection = new GranuleProtectionTable(memory, ROOT.base());
        platform = new Platform(memory, protection, new Bus(List.of()), rmm);
        platform.addPe();
        platform.addPe();
        pe = platform.pe(0);
        protection.initialise();
        protection.assignRange(window.base(), window.size(), PhysicalAddressSpace.REALM);
        protection.assignRange(DRAM, DRAM_SIZE, PhysicalAddressSpace.NON_SECURE);
        for (int i = 0; i < platform.peCount(); i++) {
            platform.pe(i).securityState = SecurityState.NON_SECURE;
            platform.pe(i).system.enter(0x3c9, 0x4000);
        }
    }

    // --- host

    /**
     * Calls the RMM on PE 0 and checks what always holds.
     *
     * @return X0
     */
    long call(RmiCommand command, long... arguments) {
        return callOn(pe, command, arguments);
    }

    long callOn(Pe caller, RmiCommand command, long... arguments) {
        return callOn(caller, command.functionId(), arguments);
    }

    long callOn(Pe caller, long functionId, long... arguments) {
        long digest = digest();
        long peDigest = peDigest(caller);
        caller.x[0] = functionId;
        for (int i = 1; i <= 8; i++) {
            caller.x[i] = i <= arguments.length ? arguments[i - 1] : 0;
        }
        rmm.smcFromHost(caller);
        caller.stop = null;
        if (caller.securityState == SecurityState.NON_SECURE) {
            if (caller.x[0] != 0) {
                assertEquals(digest, digest(), () -> name(functionId) + " failed and changed the state");
                assertEquals(peDigest, peDigest(caller), () -> name(functionId) + " failed and changed the PE");
            }
            assertEquals(List.of(), rmm.view(platform).violations(), () -> name(functionId));
        }
        return caller.x[0];
    }

    private static String name(long functionId) {
        RmiCommand command = RmiCommand.of(functionId);
        return command == null ? "function 0x" + Long.toHexString(functionId) : command.name();
    }

    /** Hash of the state of a PE, its TLBs included, without X0 to X8, which hold inputs and results of calls. */
    private static long peDigest(Pe pe) {
        CRC32 crc = new CRC32();
        ByteBuffer word = ByteBuffer.allocate(Long.BYTES);
        long[] x = pe.x.clone();
        Arrays.fill(pe.x, 0, 9, 0);
        pe.save(value -> crc.update(word.clear().putLong(value).flip()));
        System.arraycopy(x, 0, pe.x, 0, 9);
        return crc.getValue();
    }

    /** Calls the RMM and expects success. */
    void succeed(RmiCommand command, long... arguments) {
        assertEquals(0, call(command, arguments), command.name());
    }

    /** Hash of all of memory. */
    long digest() {
        CRC32 crc = new CRC32();
        memory.forEachFrame((pa, frame) -> {
            if (!Arrays.equals(frame, ZEROES)) {
                crc.update((int) (pa >>> 12) & 0xff);
                crc.update((int) (pa >>> 20) & 0xff);
                crc.update(frame);
            }
        });
        return crc.getValue();
    }

    /** A page that the host keeps for itself; page 0 to 200. */
    static long ns(int page) {
        return DRAM + page * GRANULE;
    }

    /** A granule that nobody has used. */
    long granule() {
        long pa = nextGranule;
        nextGranule += GRANULE;
        return pa;
    }

    /** A granule that is DELEGATED. */
    long delegated() {
        long pa = granule();
        succeed(RmiCommand.GRANULE_DELEGATE, pa);
        return pa;
    }

    // --- realms

    /** Fills RmiRealmParams of a Realm of 39 bits with one starting-level table at level 1. */
    void realmParameters(long params, long rttBase) {
        memory.fill(params, GRANULE, 0);
        memory.write8(params + 0x008, WIDTH);
        memory.write8(params + 0x018, 1);
        memory.write8(params + 0x020, 1);
        memory.write16(params + 0x800, nextVmid++);
        memory.write64(params + 0x808, rttBase);
        memory.write64(params + 0x810, 1);
        memory.write32(params + 0x818, 1);
    }

    /**
     * A Realm that is NEW.
     *
     * @return its RD
     */
    long realm() {
        long rd = delegated();
        realmParameters(ns(0), delegated());
        succeed(RmiCommand.REALM_CREATE, rd, ns(0));
        return rd;
    }

    /** Fills RmiRecParams of the REC with this index, runnable, with fresh auxiliary granules. */
    void recParameters(long params, int index, long pc) {
        memory.fill(params, GRANULE, 0);
        memory.write64(params + 0x000, 1);
        memory.write64(params + 0x100, index);
        memory.write64(params + 0x200, pc);
        memory.write64(params + 0x800, 16);
        for (int i = 0; i < 16; i++) {
            memory.write64(params + 0x808 + 8L * i, delegated());
        }
    }

    long rec(long rd, int index) {
        long rec = delegated();
        recParameters(ns(1), index, 0);
        succeed(RmiCommand.REC_CREATE, rd, rec, ns(1));
        return rec;
    }

    /** Creates the tables of levels 2 and 3 for an IPA. */
    void tables(long rd, long ipa) {
        succeed(RmiCommand.RTT_CREATE, rd, delegated(), ipa & -(1L << 30), 2);
        succeed(RmiCommand.RTT_CREATE, rd, delegated(), ipa & -(1L << 21), 3);
    }

    /**
     * Maps a page whose RIPAS stays what it is.
     *
     * @return the DATA granule
     */
    long data(long rd, long ipa) {
        long data = delegated();
        succeed(RmiCommand.DATA_CREATE_UNKNOWN, rd, data, ipa);
        return data;
    }

    // --- realm code

    /**
     * Enters a REC with the RmiRecRun at page 2 as it is.
     *
     * @return X0, of the exit if it has left already
     */
    long enter(long rec) {
        return call(RmiCommand.REC_ENTER, rec, ns(2));
    }

    boolean isInRealm() {
        return pe.securityState == SecurityState.REALM;
    }

    /** The realm executes SMC with these registers from X0 on. */
    void realmCall(long... registers) {
        assertTrue(isInRealm());
        System.arraycopy(registers, 0, pe.x, 0, registers.length);
        pe.system.smc(0);
        deliver();
    }

    /** Gives an exception to EL2 to the RMM. */
    void deliver() {
        assertEquals(StopCause.NATIVE_EL2, pe.stop);
        pe.stop = null;
        rmm.exceptionToEl2(pe, pe.system.nativeVectorOffset());
        pe.stop = null;
        assertEquals(List.of(), rmm.view(platform).violations());
    }

    /** A physical IRQ takes the realm to EL2. */
    void interrupt() {
        interruptOn(pe);
    }

    void interruptOn(Pe interrupted) {
        interrupted.sys.set(SystemRegister.ELR_EL2, interrupted.pc);
        interrupted.sys.set(SystemRegister.SPSR_EL2, interrupted.system.pstate.spsr());
        interrupted.system.enter(0x3c9, 0x480);
        rmm.exceptionToEl2(interrupted, 0x480);
        interrupted.stop = null;
    }

    /** Enters the REC, lets it make a call that leaves it, and returns. */
    void enterAndCall(long rec, long... registers) {
        enter(rec);
        realmCall(registers);
        assertTrue(!isInRealm());
    }
}
