package org.realmscope.rmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.choices.RmmChoices;

/** What a realm or a host sees differently in the two profiles. */
class ChoiceTest {
    private static final long RUN = RmmFixture.ns(2);
    private static final long EXIT_REASON = RUN + 0x800;
    private static final long EXIT_ESR = RUN + 0x900;
    private static final long EXIT_GPRS = RUN + 0xa00;
    private static final long CPU_ON = 0xc400_0003L;
    private static final long INVALID_PARAMETERS = -2;

    /** A REC that has been entered, of a Realm with tables at the start of both halves. */
    private static RmmFixture entered(String profile) {
        RmmFixture f = new RmmFixture(RmmChoices.of(profile));
        long rd = f.realm();
        f.tables(rd, 0);
        f.tables(rd, RmmFixture.UNPROTECTED);
        f.succeed(RmiCommand.RTT_INIT_RIPAS, rd, 0, 0x10_000);
        f.data(rd, 0x2000);
        long rec = f.rec(rd, 0);
        f.succeed(RmiCommand.REALM_ACTIVATE, rd);
        f.enter(rec);
        return f;
    }

    @ParameterizedTest
    @CsvSource({"specification, 0x12345678", "tf-rmm-rel0, 0x78"})
    void emulatableByteStoreGivesTheRegister(String profile, String expected) {
        RmmFixture f = entered(profile);
        f.pe.x[3] = 0x1234_5678L;
        try {
            f.pe.mmu.storeSlow(RmmFixture.UNPROTECTED, 1, 0x78);
        } catch (AbortSignal signal) {
            f.pe.system.takePending(1 << 24 | 3 << 16);
            f.deliver();
        }
        assertEquals(Long.decode(expected), f.memory.read64(EXIT_GPRS));
    }

    @ParameterizedTest
    @CsvSource({"specification, 0x96000001", "tf-rmm-rel0, 0x96000210"})
    void addressThatStage1FormsBeyondTheIpaSpaceFaultsAtItsLevel(String profile, String expected) {
        RmmFixture f = entered(profile);
        f.pe.mmu.storeSlow(0x2000, 8, 1L << 40 | 0x701);
        f.pe.sys.set(SystemRegister.TCR_EL1, 25 | 1L << 23 | 5L << 32);
        f.pe.sys.set(SystemRegister.TTBR0_EL1, 0x2000);
        f.pe.sys.set(SystemRegister.MAIR_EL1, 0xff);
        f.pe.sys.set(SystemRegister.SCTLR_EL1, f.pe.sys.get(SystemRegister.SCTLR_EL1) | 1);
        f.pe.system.contextChanged();
        try {
            f.pe.mmu.loadSlow(0x3000, 8);
        } catch (AbortSignal signal) {
            f.pe.system.takePending(0);
            f.deliver();
        }
        assertTrue(f.isInRealm());
        assertEquals(Long.decode(expected), f.pe.sys.get(SystemRegister.ESR_EL1));
        assertEquals(0x3000, f.pe.sys.get(SystemRegister.FAR_EL1));
    }

    @ParameterizedTest
    @CsvSource({"specification, 0x80000010", "tf-rmm-rel0, 0x80000410"})
    void externalAbortOfAFetchGivesTheFieldsOfAFetch(String profile, String expected) {
        RmmFixture f = entered(profile);
        f.pe.sys.set(SystemRegister.ESR_EL2, 0x8200_1c10L & ~0x1800L);
        f.pe.sys.set(SystemRegister.ELR_EL2, f.pe.pc);
        f.pe.sys.set(SystemRegister.SPSR_EL2, f.pe.system.pstate.spsr());
        f.pe.system.enter(0x3c9, 0x400);
        f.rmm.exceptionToEl2(f.pe, 0x400);
        assertEquals(Long.decode(expected), f.memory.read64(EXIT_ESR));
    }

    @ParameterizedTest
    @CsvSource({"specification", "tf-rmm-rel0"})
    void targetMayBeNamedByAllOfMpidr(String profile) {
        RmmFixture f = new RmmFixture(RmmChoices.of(profile));
        long rd = f.realm();
        long caller = f.rec(rd, 0);
        long target = GoodCalls.offRec(f, rd, 1);
        f.succeed(RmiCommand.REALM_ACTIVATE, rd);
        f.enterAndCall(caller, CPU_ON, 0x8000_0001L, 0, 0);
        assertEquals(3, f.memory.read8(EXIT_REASON));
        f.succeed(RmiCommand.PSCI_COMPLETE, caller, target, 0);
    }

    @Test
    void destroyedTargetIsNoTarget() {
        RmmFixture f = withDestroyedTarget("specification");
        assertTrue(f.isInRealm());
        assertEquals(INVALID_PARAMETERS, f.pe.x[0]);
    }

    @Test
    void referenceAsksTheHostAboutADestroyedTarget() {
        assertFalse(withDestroyedTarget("tf-rmm-rel0").isInRealm());
    }

    private static RmmFixture withDestroyedTarget(String profile) {
        RmmFixture f = new RmmFixture(RmmChoices.of(profile));
        long rd = f.realm();
        long caller = f.rec(rd, 0);
        f.succeed(RmiCommand.REC_DESTROY, GoodCalls.offRec(f, rd, 1));
        f.succeed(RmiCommand.REALM_ACTIVATE, rd);
        f.enter(caller);
        f.realmCall(CPU_ON, 1, 0, 0);
        return f;
    }

    @ParameterizedTest
    @CsvSource({"specification, 0x104", "tf-rmm-rel0, 0x4"})
    void blockTooLargeForAnEntryIsNotFolded(String profile, String expected) {
        RmmFixture f = new RmmFixture(RmmChoices.of(profile));
        long rd = f.delegated();
        f.realmParameters(RmmFixture.ns(0), f.delegated());
        f.memory.write8(RmmFixture.ns(0) + 0x008, 40);
        f.memory.write64(RmmFixture.ns(0) + 0x810, 0);
        f.succeed(RmiCommand.REALM_CREATE, rd, RmmFixture.ns(0));
        long ipa = 1L << 39;
        f.succeed(RmiCommand.RTT_CREATE, rd, f.delegated(), ipa, 1);
        for (long i = 0; i < 512; i++) {
            f.succeed(RmiCommand.RTT_MAP_UNPROTECTED, rd, ipa + (i << 30), 1, i << 30 | 3 << 6 | 6 << 2);
        }
        assertEquals(Long.decode(expected), f.call(RmiCommand.RTT_FOLD, rd, ipa, 1));
    }
}
