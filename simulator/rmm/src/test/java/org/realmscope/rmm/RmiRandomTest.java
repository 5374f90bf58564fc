package org.realmscope.rmm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.mmu.Fault;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.view.RmmView;
import org.realmscope.rmm.view.RttEntrySnapshot;

/**
 * Seeded random sequences. The fixture holds the invariants after every command; here the MMU's view of the IPA space
 * is compared with the RTT walk's.
 */
class RmiRandomTest {
    private static final long[] IPAS = {
        0,
        0x1000,
        0x2000,
        0x1f_f000,
        0x20_0000,
        0x20_1000,
        0x4000_0000L,
        (1L << 38) - 0x1000,
        1L << 38,
        (1L << 38) + 0x1000,
        (1L << 38) + 0x20_0000,
        (1L << 39) - 0x1000,
        1L << 39
    };

    private final RmmFixture f = new RmmFixture();
    private long rd;
    private long rec;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void mmuSeesWhatTheRttSays(long seed) {
        Random random = new Random(seed);
        rd = f.realm();
        f.tables(rd, 0);
        f.tables(rd, 1L << 38);
        f.succeed(RmiCommand.RTT_INIT_RIPAS, rd, 0, 0x10_0000);
        rec = f.rec(rd, 0);
        f.succeed(RmiCommand.REALM_ACTIVATE, rd);
        for (int i = 0; i < 150; i++) {
            step(random);
            if (i % 10 == 9) {
                compareWithMmu("seed " + seed + " step " + i);
            }
        }
    }

    private void step(Random random) {
        long ipa = IPAS[random.nextInt(IPAS.length)];
        int level = 1 + random.nextInt(3);
        long aligned = ipa & -(1L << (12 + 9 * (3 - level)));
        switch (random.nextInt(9)) {
            case 0, 1 -> f.call(RmiCommand.DATA_CREATE_UNKNOWN, rd, f.delegated(), ipa);
            case 2 -> f.call(RmiCommand.DATA_DESTROY, rd, ipa);
            case 3 -> f.call(RmiCommand.RTT_CREATE, rd, f.delegated(), aligned, level + 1);
            case 4 -> f.call(RmiCommand.RTT_FOLD, rd, aligned, level + 1);
            case 5 -> f.call(RmiCommand.RTT_DESTROY, rd, aligned, level + 1);
            case 6 -> f.call(RmiCommand.RTT_MAP_UNPROTECTED, rd, aligned, level, mapping(random, level));
            case 7 -> f.call(RmiCommand.RTT_UNMAP_UNPROTECTED, rd, aligned, level);
            default -> changeRipas(random, ipa & ~0xfffL);
        }
    }

    private static long mapping(Random random, int level) {
        return (RmmFixture.DRAM & -(1L << (12 + 9 * (3 - level)))) | (long) random.nextInt(4) << 6 | 6 << 2;
    }

    private void changeRipas(Random random, long base) {
        f.enter(rec);
        f.realmCall(GoodCalls.RSI_IPA_STATE_SET, base, base + 0x20_0000, random.nextInt(2), random.nextInt(2));
        if (f.isInRealm()) {
            f.interrupt();
        } else {
            f.call(RmiCommand.RTT_SET_RIPAS, rd, rec, base, base + 0x20_0000);
        }
    }

    /**
     * Loads from each IPA as the realm and compares the fault, or its absence, with the entry that the walk ends at.
     */
    private void compareWithMmu(String where) {
        RmmView view = f.rmm.view(f.platform);
        f.enter(rec);
        for (long ipa : IPAS) {
            if (ipa >>> RmmFixture.WIDTH == 0) {
                RttEntrySnapshot entry = view.walk(rd, ipa).getLast();
                assertEquals(expected(entry), observed(ipa), where + " ipa 0x" + Long.toHexString(ipa) + " " + entry);
            }
        }
        f.interrupt();
    }

    private static String expected(RttEntrySnapshot entry) {
        boolean readable = entry.state() == EntryState.ASSIGNED_NS && (entry.attributes() & 1 << 6) != 0
                || entry.state() == EntryState.ASSIGNED && entry.ripas() == Ripas.RAM;
        if (readable) {
            return "ok";
        }
        boolean mapped = entry.state() == EntryState.ASSIGNED_NS;
        return (mapped ? "permission " : "translation ") + entry.level();
    }

    private String observed(long ipa) {
        try {
            f.pe.mmu.loadSlow(ipa, 8);
            return "ok";
        } catch (AbortSignal signal) {
            Fault fault = f.pe.mmu.fault();
            String kind = (fault.fsc & 0x3c) == 0x0c ? "permission " : "translation ";
            return kind + (fault.fsc & 3);
        }
    }
}
