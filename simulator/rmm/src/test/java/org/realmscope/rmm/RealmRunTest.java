package org.realmscope.rmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.choices.RmmChoices;

/** Entry to and exit from a REC: what the host sees, and what the realm goes on with. */
class RealmRunTest {
    private static final long RUN = RmmFixture.ns(2);
    private static final long EXIT_REASON = RUN + 0x800;
    private static final long EXIT_ESR = RUN + 0x900;
    private static final long EXIT_FAR = RUN + 0x908;
    private static final long EXIT_HPFAR = RUN + 0x910;
    private static final long EXIT_GPRS = RUN + 0xa00;
    /** ISV, 8 bytes, X3, 64-bit register. */
    private static final int ISS_X3 = 1 << 24 | 3 << 22 | 3 << 16 | 1 << 15;

    private RmmFixture f;
    private long rd;
    private long rec;

    @BeforeEach
    void activeRealm() {
        f = new RmmFixture();
        rd = f.realm();
        f.tables(rd, 0);
        f.tables(rd, RmmFixture.UNPROTECTED);
        f.succeed(RmiCommand.RTT_INIT_RIPAS, rd, 0, 0x10_000);
        f.recParameters(RmmFixture.ns(1), 0, 0x1000);
        f.memory.write64(RmmFixture.ns(1) + 0x300, 0x1111);
        rec = f.delegated();
        f.succeed(RmiCommand.REC_CREATE, rd, rec, RmmFixture.ns(1));
        f.succeed(RmiCommand.REALM_ACTIVATE, rd);
    }

    private void load(long ipa) {
        try {
            f.pe.x[3] = f.pe.mmu.loadSlow(ipa, 8);
            f.pe.pc += 4;
        } catch (AbortSignal signal) {
            f.pe.system.takePending(ISS_X3);
            f.deliver();
        }
    }

    private void store(long ipa, long value, int iss) {
        f.pe.x[3] = value;
        try {
            f.pe.mmu.storeSlow(ipa, 8, value);
            f.pe.pc += 4;
        } catch (AbortSignal signal) {
            f.pe.system.takePending(iss);
            f.deliver();
        }
    }

    @Test
    void firstEntryStartsWithTheParametersOfTheRec() {
        f.enter(rec);
        assertTrue(f.isInRealm());
        assertEquals(1, f.pe.el);
        assertEquals(0x1000, f.pe.pc);
        assertEquals(0x1111, f.pe.x[0]);
        assertEquals(0x3c5, f.pe.system.pstate.spsr());
        assertEquals(rec, f.rmm.view(f.platform).runningRec(0));
    }

    @Test
    void hostGoesOnAsItWasAfterAnExit() {
        f.pe.x[19] = 0x1234;
        f.pe.v[5] = 7;
        f.pe.sys.set(SystemRegister.TTBR0_EL1, 0xabc);
        long hcr = f.pe.sys.get(SystemRegister.HCR_EL2);
        f.enter(rec);
        f.pe.x[19] = 1;
        f.pe.v[5] = 1;
        f.pe.sys.set(SystemRegister.TTBR0_EL1, 1);
        f.interrupt();
        assertFalse(f.isInRealm());
        assertEquals(2, f.pe.el);
        assertEquals(0x4000, f.pe.pc);
        assertEquals(0, f.pe.x[0]);
        assertEquals(0x1234, f.pe.x[19]);
        assertEquals(7, f.pe.v[5]);
        assertEquals(0xabc, f.pe.sys.get(SystemRegister.TTBR0_EL1));
        assertEquals(hcr, f.pe.sys.get(SystemRegister.HCR_EL2));
        assertEquals(1, f.memory.read8(EXIT_REASON));
    }

    @Test
    void realmGoesOnAsItWasAfterAnEntry() {
        f.enter(rec);
        f.pe.x[19] = 0x77;
        f.pe.v[6] = 9;
        f.pe.sys.set(SystemRegister.TPIDR_EL1, 0x55);
        f.interrupt();
        f.pe.v[6] = 0;
        f.enter(rec);
        assertEquals(0x77, f.pe.x[19]);
        assertEquals(9, f.pe.v[6]);
        assertEquals(0x55, f.pe.sys.get(SystemRegister.TPIDR_EL1));
    }

    @Test
    void accessToUnassignedRamExitsWithoutInstructionSyndrome() {
        f.enter(rec);
        load(0x2008);
        assertEquals(0, f.memory.read8(EXIT_REASON));
        assertEquals(0x9000_0007L, f.memory.read64(EXIT_ESR));
        assertEquals(0, f.memory.read64(EXIT_FAR));
        assertEquals(0x20, f.memory.read64(EXIT_HPFAR));
        f.data(rd, 0x2000);
        f.enter(rec);
        load(0x2008);
        assertTrue(f.isInRealm());
        assertEquals(0x1004, f.pe.pc);
    }

    @Test
    void accessToEmptyIsAnExternalAbortOfTheRealm() {
        f.enter(rec);
        f.pe.sys.set(SystemRegister.VBAR_EL1, 0x8000);
        load(0x10_0000);
        assertTrue(f.isInRealm());
        assertEquals(0x8200, f.pe.pc);
        assertEquals(0x25, f.pe.sys.get(SystemRegister.ESR_EL1) >>> 26);
        assertEquals(0x210, f.pe.sys.get(SystemRegister.ESR_EL1) & 0x23f);
        assertEquals(0x10_0000, f.pe.sys.get(SystemRegister.FAR_EL1));
        assertEquals(0x1000, f.pe.sys.get(SystemRegister.ELR_EL1));
    }

    @Test
    void accessToDestroyedExits() {
        f.data(rd, 0x2000);
        f.succeed(RmiCommand.DATA_DESTROY, rd, 0x2000);
        f.enter(rec);
        load(0x2000);
        assertFalse(f.isInRealm());
        assertEquals(0x9000_0007L, f.memory.read64(EXIT_ESR));
    }

    @Test
    void emulatableStoreGivesValueAndOffset() {
        f.enter(rec);
        store(RmmFixture.UNPROTECTED + 0x10, 0xdead_beefL, ISS_X3);
        assertEquals(0x91c0_8047L, f.memory.read64(EXIT_ESR));
        assertEquals(0x10, f.memory.read64(EXIT_FAR));
        assertEquals(RmmFixture.UNPROTECTED >>> 8, f.memory.read64(EXIT_HPFAR));
        assertEquals(0xdead_beefL, f.memory.read64(EXIT_GPRS));
        f.memory.write64(RUN, 1);
        f.enter(rec);
        assertEquals(0x1004, f.pe.pc);
    }

    @Test
    void emulatedLoadGetsTheHostsValue() {
        f.enter(rec);
        load(RmmFixture.UNPROTECTED);
        f.memory.write64(RUN, 1);
        f.memory.write64(RUN + 0x200, 0x1122_3344_5566_7788L);
        f.enter(rec);
        assertEquals(0x1122_3344_5566_7788L, f.pe.x[3]);
        assertEquals(0x1004, f.pe.pc);
    }

    @Test
    void nonEmulatableAbortGivesLengthButNoInstruction() {
        f.enter(rec);
        store(RmmFixture.UNPROTECTED, 1, 0);
        assertEquals(0x9200_0007L, f.memory.read64(EXIT_ESR));
        assertEquals(0, f.memory.read64(EXIT_FAR));
        f.memory.write64(RUN, 1);
        assertEquals(3, f.enter(rec));
    }

    @Test
    void injectedAbortIsTakenAtTheAccess() {
        f.enter(rec);
        f.pe.sys.set(SystemRegister.VBAR_EL1, 0x8000);
        load(RmmFixture.UNPROTECTED);
        f.memory.write64(RUN, 2);
        f.enter(rec);
        assertEquals(0x8200, f.pe.pc);
        assertEquals(0x1000, f.pe.sys.get(SystemRegister.ELR_EL1));
    }

    @Test
    void injectionWithoutAbortHasNoEffect() {
        f.memory.write64(RUN, 2);
        f.enter(rec);
        assertEquals(0x1000, f.pe.pc);
    }

    @Test
    void hypervisorCallIsUndefined() {
        f.enter(rec);
        f.pe.sys.set(SystemRegister.VBAR_EL1, 0x8000);
        f.pe.system.hvc(3);
        f.deliver();
        assertEquals(0x8200, f.pe.pc);
        assertEquals(0x0200_0000, f.pe.sys.get(SystemRegister.ESR_EL1));
        assertEquals(0x1000, f.pe.sys.get(SystemRegister.ELR_EL1));
    }

    @Test
    void unknownCallIsNotSupported() {
        f.enter(rec);
        f.realmCall(0xc400_019aL);
        assertEquals(-1, f.pe.x[0]);
        assertEquals(0x1004, f.pe.pc);
    }

    @Test
    void hostCallPassesRegistersBothWays() {
        long page = f.data(rd, 0x3000);
        f.memory.write16(page + 0x100, 0x42);
        f.memory.write64(page + 0x108, 0xaa);
        f.enter(rec);
        f.realmCall(0xc400_0199L, 0x3100);
        assertEquals(5, f.memory.read8(EXIT_REASON));
        assertEquals(0x42, f.memory.read16(RUN + 0xe00));
        assertEquals(0xaa, f.memory.read64(EXIT_GPRS));
        f.memory.write64(RUN + 0x200, 0xbb);
        f.enter(rec);
        assertEquals(0, f.pe.x[0]);
        assertEquals(0x1004, f.pe.pc);
        assertEquals(0xbb, f.memory.read64(page + 0x108));
    }

    @Test
    void hostCallWithoutPageAbortsAndIsRepeated() {
        f.enter(rec);
        f.realmCall(0xc400_0199L, 0x3100);
        assertEquals(0x9000_0007L, f.memory.read64(EXIT_ESR));
        assertEquals(0x30, f.memory.read64(EXIT_HPFAR));
        f.enter(rec);
        assertEquals(0x1000, f.pe.pc);
        assertEquals(0xc400_0199L, f.pe.x[0]);
    }

    @Test
    void ripasChangeReportsTheHostsProgress() {
        f.enter(rec);
        f.realmCall(0xc400_0197L, 0x0, 0x4000, 0, 0);
        assertEquals(4, f.memory.read8(EXIT_REASON));
        assertEquals(0x4000, f.memory.read64(RUN + 0xd08));
        f.succeed(RmiCommand.RTT_SET_RIPAS, rd, rec, 0, 0x2000);
        assertEquals(0x2000, f.pe.x[1]);
        f.memory.write64(RUN, 16);
        f.enter(rec);
        assertEquals(0, f.pe.x[0]);
        assertEquals(0x2000, f.pe.x[1]);
        assertEquals(0, f.pe.x[2]);
        f.realmCall(0xc400_0198L, 0, 0x4000);
        assertEquals(0x2000, f.pe.x[1]);
        assertEquals(0, f.pe.x[2]);
    }

    @Test
    void rejectionOfRamIsReported() {
        f.enter(rec);
        f.realmCall(0xc400_0197L, 0x10_0000, 0x10_1000, 1, 0);
        f.memory.write64(RUN, 16);
        f.enter(rec);
        assertEquals(0x10_0000, f.pe.x[1]);
        assertEquals(1, f.pe.x[2]);
    }

    @Test
    void pageTakenAwayWhileTheRecRunsIsNoLongerReachable() {
        long page = f.data(rd, 0x2000);
        f.enter(rec);
        store(0x2000, 0x99, ISS_X3);
        assertEquals(0x99, f.memory.read64(page));
        assertEquals(0, f.callOn(f.platform.pe(1), RmiCommand.DATA_DESTROY, rd, 0x2000));
        load(0x2000);
        assertFalse(f.isInRealm());
        assertEquals(0x9000_0007L, f.memory.read64(EXIT_ESR));
    }

    @Test
    void recThatRunsElsewhereCannotBeEnteredOrDestroyed() {
        f.enter(rec);
        assertEquals(3, f.callOn(f.platform.pe(1), RmiCommand.REC_ENTER, rec, RmmFixture.ns(4)));
        assertEquals(3, f.callOn(f.platform.pe(1), RmiCommand.REC_DESTROY, rec));
        f.interrupt();
        assertEquals(0, f.callOn(f.platform.pe(1), RmiCommand.REC_DESTROY, rec));
    }

    @Test
    void exitRecordThatTheHostDelegatedFailsTheEntry() {
        f.enter(rec);
        f.callOn(f.platform.pe(1), RmiCommand.GRANULE_DELEGATE, RUN);
        f.interrupt();
        assertEquals(1, f.pe.x[0]);
    }

    @Test
    void attestationTokenIsHandedOutInParts() {
        long page = f.data(rd, 0x3000);
        f.enter(rec);
        f.realmCall(0xc400_0195L, 0x3000, 0, 0x100);
        assertEquals(2, f.pe.x[0]);
        f.realmCall(0xc400_0194L, 1, 2, 3, 4, 5, 6, 7, 8);
        assertEquals(0, f.pe.x[0]);
        f.realmCall(0xc400_0195L, 0x3000, 0, 0x100);
        assertEquals(3, f.pe.x[0]);
        assertEquals(0x100, f.pe.x[1]);
        // Tag 399, then a map of two.
        assertEquals(0xa2_8f_01_d9L, f.memory.read32(page) & 0xffff_ffffL);
        f.realmCall(0xc400_0195L, 0x3000, 0x100, 0xf00);
        assertEquals(0, f.pe.x[0]);
    }

    @Test
    void cpuOnStartsTheTarget() {
        RmmFixture g = new RmmFixture(RmmChoices.SPECIFICATION);
        long[] x = GoodCalls.arguments(g, RmiCommand.PSCI_COMPLETE);
        assertEquals(3, g.memory.read8(EXIT_REASON));
        assertEquals(0xc400_0003L, g.memory.read64(EXIT_GPRS));
        assertEquals(0x77, g.memory.read64(EXIT_GPRS + 24));
        g.succeed(RmiCommand.PSCI_COMPLETE, x);
        g.enter(x[1]);
        assertEquals(0x1000, g.pe.pc);
        assertEquals(0x77, g.pe.x[0]);
        assertEquals(0x8000_0001L, g.pe.sys.get(SystemRegister.VMPIDR_EL2));
        g.interrupt();
        g.enter(x[0]);
        assertEquals(0, g.pe.x[0]);
    }

    @Test
    void systemOffEndsTheRealm() {
        f.enter(rec);
        f.realmCall(0x8400_0008L);
        assertEquals(3, f.memory.read8(EXIT_REASON));
        assertEquals(0x102, f.enter(rec));
    }
}
