package org.realmscope.rmm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.granule.GranuleState;

/**
 * A machine with an active Realm of two RECs and two pages, a new Realm, and granules in all the states that a host can
 * bring them into. Steps on it keep what always holds: the host gets control back, invariants hold, and calls that
 * fail change nothing. While the realm runs on PE 0, the host calls from PE 1.
 */
final class FuzzedMachine {
    static final long[] HOST_PAGES = {RmmFixture.ns(0), RmmFixture.ns(1), RmmFixture.ns(2), RmmFixture.ns(3)};

    private static final long RSI_ERROR_INPUT = 1;
    private static final long RSI_ERROR_STATE = 2;

    private final RmmFixture f;
    private final long rec;
    private final long[] realmPages;
    private final long[] known;

    FuzzedMachine(RmmChoices choices) {
        f = new RmmFixture(choices);
        long realm = f.realm();
        f.tables(realm, 0);
        f.tables(realm, RmmFixture.UNPROTECTED);
        f.succeed(RmiCommand.RTT_INIT_RIPAS, realm, 0, 0x8000);
        long newRealm = f.realm();
        rec = f.rec(realm, 0);
        long second = GoodCalls.offRec(f, realm, 1);
        realmPages = new long[] {f.data(realm, 0x1000), f.data(realm, 0x2000)};
        f.succeed(RmiCommand.REALM_ACTIVATE, realm);
        known = new long[] {
            realm,
            newRealm,
            rec,
            second,
            f.delegated(),
            f.delegated(),
            f.granule(),
            RmmFixture.ns(0),
            RmmFixture.ns(1),
            RmmFixture.ns(2),
            0,
            1,
            2,
            3,
            4,
            0x1000,
            0x2000,
            0x3000,
            0x8000,
            0x20_0000,
            RmmFixture.UNPROTECTED,
            RmmFixture.UNPROTECTED + 0x1000,
            1L << 39,
            -1L,
            1L << 63,
            RmmFixture.ns(5) | 3 << 6 | 6 << 2,
            realmPages[0]
        };
    }

    void perform(FuzzStep step) {
        switch (step) {
            case FuzzStep.HostCall(long functionId, List<FuzzValue> registers, List<FuzzStep.Patch> patches) -> {
                write(patches, HOST_PAGES, GranuleState.UNDELEGATED);
                hostCall(functionId, values(registers));
            }
            case FuzzStep.RealmCall(long functionId, List<FuzzValue> registers, List<FuzzStep.Patch> patches) -> {
                write(patches, realmPages, GranuleState.DATA);
                realmCall(functionId, values(registers));
            }
            case FuzzStep.Interrupt() -> leaveRealm(f, f.pe);
        }
    }

    /** Writes as far as the pages are still the writer's: a step may have given them away. */
    private void write(List<FuzzStep.Patch> patches, long[] pages, GranuleState state) {
        for (FuzzStep.Patch patch : patches) {
            long page = patch.pageOf(pages);
            if (f.rmm.view(f.platform).granuleState(page) == state) {
                patch.write(f.memory, page, known);
            }
        }
    }

    private long[] values(List<FuzzValue> registers) {
        return registers.stream().mapToLong(value -> value.on(known)).toArray();
    }

    private void hostCall(long functionId, long[] arguments) {
        Pe caller = f.isInRealm() ? f.platform.pe(1) : f.pe;
        f.callOn(caller, functionId, arguments);
        leaveRealm(f, f.platform.pe(1));
    }

    private void realmCall(long functionId, long[] arguments) {
        if (!f.isInRealm()) {
            f.enter(rec);
        }
        // The host may have written an entry that is refused, or destroyed the REC.
        if (f.isInRealm()) {
            long[] x = new long[1 + arguments.length];
            x[0] = functionId;
            System.arraycopy(arguments, 0, x, 1, arguments.length);
            long digest = f.digest();
            f.realmCall(x);
            if (f.isInRealm() && isError(functionId, f.pe.x[0])) {
                assertEquals(digest, f.digest(), "the realm's call failed and changed the state");
            }
        }
    }

    private static boolean isError(long functionId, long result) {
        return RsiCommand.of(functionId) == null ? result < 0 : result == RSI_ERROR_INPUT || result == RSI_ERROR_STATE;
    }

    /** Interrupts the realm that runs on {@code pe}, if one does; then the host has control and the invariants hold. */
    static void leaveRealm(RmmFixture f, Pe pe) {
        if (pe.securityState == SecurityState.REALM) {
            f.interruptOn(pe);
            assertEquals(List.of(), f.rmm.view(f.platform).violations());
        }
        assertEquals(SecurityState.NON_SECURE, pe.securityState);
    }
}
