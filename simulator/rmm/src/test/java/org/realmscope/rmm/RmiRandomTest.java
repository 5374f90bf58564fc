package org.realmscope.rmm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.mmu.Fault;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.view.RmmView;
import org.realmscope.rmm.view.RttEntrySnapshot;

/**
 * Seeded random sequences. The fixture holds the invariants after every command; here the MMU's view of the IPA space
 * is compared
 * with the RTT walk's, and garbage in registers and structures never gets more than an error code.
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

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void anyRegistersAndStructuresGiveNoMoreThanACode(long seed) {
        Random random = new Random(seed);
        RmmFixture g = new RmmFixture(seed % 2 == 0 ? RmmChoices.SPECIFICATION : RmmChoices.TF_RMM_REL0);
        long[] pool = pool(g);
        RmiCommand[] commands = RmiCommand.values();
        for (int i = 0; i < 400; i++) {
            byte[] garbage = new byte[32];
            random.nextBytes(garbage);
            g.memory.write(RmmFixture.ns(random.nextInt(4)) + random.nextInt(0xa00), garbage, 0, garbage.length);
            long[] x = new long[6];
            for (int j = 0; j < x.length; j++) {
                x[j] = random.nextInt(4) == 0 ? random.nextLong() : pool[random.nextInt(pool.length)];
            }
            g.call(commands[random.nextInt(commands.length)], x);
            for (int j = 0; g.isInRealm() && j < 5; j++) {
                realmStep(g, random, pool);
            }
            if (g.isInRealm()) {
                g.interrupt();
            }
            assertEquals(SecurityState.NON_SECURE, g.pe.securityState, "seed " + seed + " step " + i);
            assertEquals(List.of(), g.rmm.view(g.platform).violations(), "seed " + seed + " step " + i);
        }
    }

    private static long[] pool(RmmFixture g) {
        long realm = g.realm();
        g.tables(realm, 0);
        g.tables(realm, RmmFixture.UNPROTECTED);
        long newRealm = g.realm();
        long first = g.rec(realm, 0);
        long second = GoodCalls.offRec(g, realm, 1);
        g.data(realm, 0x1000);
        g.succeed(RmiCommand.REALM_ACTIVATE, realm);
        return new long[] {
            realm,
            newRealm,
            first,
            second,
            g.delegated(),
            g.delegated(),
            g.granule(),
            RmmFixture.ns(0),
            RmmFixture.ns(2),
            0,
            1,
            2,
            3,
            4,
            0x1000,
            0x2000,
            0x20_0000,
            RmmFixture.UNPROTECTED,
            RmmFixture.UNPROTECTED + 0x1000,
            1L << 39,
            -1L,
            1L << 63,
            RmmFixture.ns(5) | 3 << 6 | 6 << 2
        };
    }

    private static void realmStep(RmmFixture g, Random random, long[] pool) {
        long[] x = new long[11];
        for (int i = 1; i < x.length; i++) {
            x[i] = random.nextInt(4) == 0 ? random.nextLong() : pool[random.nextInt(pool.length)];
        }
        x[0] = switch (random.nextInt(4)) {
            case 0 -> 0xc400_0000L + random.nextInt(10);
            case 1 -> 0x8400_0000L + random.nextInt(12);
            default -> 0xc400_0190L + random.nextInt(12);
        };
        g.realmCall(x);
    }
}
