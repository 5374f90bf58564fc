package org.realmscope.rmm;

import org.realmscope.abi.RmiCommand;

/** For each RMI command a state and arguments with which it succeeds. */
final class GoodCalls {
    static final long PSCI_CPU_ON = 0xc400_0003L;
    static final long RSI_IPA_STATE_SET = 0xc400_0197L;

    private GoodCalls() {}

    /**
     * Brings the fixture into a state in which the command succeeds.
     *
     * @return its arguments
     */
    static long[] arguments(RmmFixture f, RmiCommand command) {
        return switch (command) {
            case VERSION -> of(0x1_0000);
            case FEATURES -> of(0);
            case GRANULE_DELEGATE -> of(f.granule());
            case GRANULE_UNDELEGATE -> of(f.delegated());
            case REALM_CREATE -> realmCreate(f);
            case REALM_ACTIVATE, REALM_DESTROY, REC_AUX_COUNT -> of(f.realm());
            case REC_CREATE -> recCreate(f);
            case REC_DESTROY -> of(f.rec(f.realm(), 0));
            case REC_ENTER -> recEnter(f);
            case PSCI_COMPLETE -> psciComplete(f);
            case DATA_CREATE -> dataCreate(f);
            case DATA_CREATE_UNKNOWN -> dataCreateUnknown(f);
            case DATA_DESTROY -> dataDestroy(f);
            case RTT_CREATE -> of(f.realm(), f.delegated(), 0, 2);
            case RTT_DESTROY, RTT_FOLD -> withTables(f, 0, 3);
            case RTT_INIT_RIPAS -> withTables(f, 0, 0x4000);
            case RTT_SET_RIPAS -> setRipas(f);
            case RTT_MAP_UNPROTECTED -> mapUnprotected(f);
            case RTT_UNMAP_UNPROTECTED -> unmapUnprotected(f);
            case RTT_READ_ENTRY -> of(f.realm(), 0, 1);
        };
    }

    private static long[] of(long... arguments) {
        return arguments;
    }

    private static long[] realmCreate(RmmFixture f) {
        long rd = f.delegated();
        f.realmParameters(RmmFixture.ns(0), f.delegated());
        return of(rd, RmmFixture.ns(0));
    }

    private static long[] recCreate(RmmFixture f) {
        long rd = f.realm();
        f.recParameters(RmmFixture.ns(1), 0, 0);
        return of(rd, f.delegated(), RmmFixture.ns(1));
    }

    private static long[] recEnter(RmmFixture f) {
        long rd = f.realm();
        long rec = f.rec(rd, 0);
        f.succeed(RmiCommand.REALM_ACTIVATE, rd);
        return of(rec, RmmFixture.ns(2));
    }

    private static long[] psciComplete(RmmFixture f) {
        long rd = f.realm();
        long calling = f.rec(rd, 0);
        long target = offRec(f, rd, 1);
        f.succeed(RmiCommand.REALM_ACTIVATE, rd);
        f.enterAndCall(calling, PSCI_CPU_ON, 1, 0x1000, 0x77);
        return of(calling, target, 0);
    }

    /** A REC that is not runnable. */
    static long offRec(RmmFixture f, long rd, int index) {
        long rec = f.delegated();
        f.recParameters(RmmFixture.ns(1), index, 0);
        f.memory.write64(RmmFixture.ns(1), 0);
        f.succeed(RmiCommand.REC_CREATE, rd, rec, RmmFixture.ns(1));
        return rec;
    }

    private static long[] dataCreate(RmmFixture f) {
        long rd = f.realm();
        f.tables(rd, 0);
        return of(rd, f.delegated(), 0x1000, RmmFixture.ns(3), 1);
    }

    private static long[] dataCreateUnknown(RmmFixture f) {
        long rd = f.realm();
        f.tables(rd, 0);
        return of(rd, f.delegated(), 0x1000);
    }

    private static long[] dataDestroy(RmmFixture f) {
        long rd = f.realm();
        f.tables(rd, 0);
        f.data(rd, 0x1000);
        return of(rd, 0x1000);
    }

    private static long[] withTables(RmmFixture f, long second, long third) {
        long rd = f.realm();
        f.tables(rd, 0);
        return of(rd, second, third);
    }

    private static long[] setRipas(RmmFixture f) {
        long rd = f.realm();
        f.tables(rd, 0);
        long rec = f.rec(rd, 0);
        f.succeed(RmiCommand.REALM_ACTIVATE, rd);
        f.enterAndCall(rec, RSI_IPA_STATE_SET, 0x1000, 0x4000, 1, 0);
        return of(rd, rec, 0x1000, 0x4000);
    }

    private static long[] mapUnprotected(RmmFixture f) {
        long rd = f.realm();
        f.tables(rd, RmmFixture.UNPROTECTED);
        return of(rd, RmmFixture.UNPROTECTED, 3, RmmFixture.ns(5) | 3 << 6 | 6 << 2);
    }

    private static long[] unmapUnprotected(RmmFixture f) {
        long[] map = mapUnprotected(f);
        f.succeed(RmiCommand.RTT_MAP_UNPROTECTED, map);
        return of(map[0], map[1], 3);
    }
}
