package org.realmscope.rmm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.view.RealmSnapshot;

/**
 * The RIM and REMs after known sequences of commands; the expected values were computed from the specification's
 * layouts.
 */
class MeasurementSpecTest {
    private static final long BASE = 0x8000_0000L;

    @ParameterizedTest
    @CsvSource({
        "0,045cb3602843a6845cb710fbbfbb92f0c7d611afe0106ac2953e46950a70c42b,"
                + "7ca45e3aec88361274bb4a7157ac88c9f2325e4b125241674ec2f53f4f2c039e,"
                + "8152c95699355e9165152e4b4d8ef01b5fbe58ef96114fb9b70e2285b5f40dbd,"
                + "ee55b278a5cd862c0a478b08b877313c44694150ec8f8f98eb6201731069d099,"
                + "992f85f445ee64885ac9b35b93f38256ddb859555414c12d7d191bfc5cd1346f",
        "1,066e19aa2c3418dadc20ef31b5595907c612991952553e1e99731a677b5797c9898dffb6e3963a20b8e1af6d"
                + "136cd2fe6fe25f048577dc3d"
                + "7e5bf3a79a4b1e81,"
                + "8e5f9b47a4912e18d091c3f5d36c970b81380d12fd65b09beb6a7112a02f91a437d540b15782b6c6afd9fbb037"
                + "3c266febab730ec63aa"
                + "1c8e09f5d5e4dc2baa9,"
                + "7e0e42c4332e2b2f345dab11322f2324867d91d112d04feb98815c770a7e43d6f07103d88f74787dcc4c9fce12"
                + "d0d8d623dacb0e17153"
                + "b6073e00a0594ea57f9,"
                + "9528285021ce3a486406619d6a3bc9298cad0eb62cd2dbc4161d8077f6aa9f6a8ca824853cdef258478dd382e6"
                + "c5cf124a0bc81b3f3dd"
                + "d3ac643b1479776c473,"
                + "f9791d53d00703cf5428b3275d62f317f3de18aa0a0ec312144151d142da1bdfbf2e2f30e4171a3574f6374e32"
                + "c8cb11343f5e7393f1fc"
                + "d35bfe2cab004774aa"
    })
    void initialMeasurementFollowsTheCommands(int hash, String r0, String r1, String r2, String r3, String r4) {
        RmmFixture f = new RmmFixture();
        long rd = realm(f, hash);
        assertEquals(r0, rim(f));
        f.succeed(RmiCommand.RTT_CREATE, rd, f.delegated(), BASE, 2);
        f.succeed(RmiCommand.RTT_INIT_RIPAS, rd, BASE, BASE + 0x20_0000);
        assertEquals(r1, rim(f));
        f.succeed(RmiCommand.RTT_CREATE, rd, f.delegated(), BASE, 3);
        f.memory.fill(RmmFixture.ns(3), RmmFixture.GRANULE, 0xa5);
        f.succeed(RmiCommand.DATA_CREATE, rd, f.delegated(), BASE, RmmFixture.ns(3), 1);
        assertEquals(r2, rim(f));
        f.succeed(RmiCommand.DATA_CREATE, rd, f.delegated(), BASE + 0x1000, RmmFixture.ns(3), 0);
        assertEquals(r3, rim(f));
        f.recParameters(RmmFixture.ns(1), 0, BASE);
        f.memory.write64(RmmFixture.ns(1) + 0x300, 0x11);
        f.memory.write64(RmmFixture.ns(1) + 0x308, 0x22);
        f.succeed(RmiCommand.REC_CREATE, rd, f.delegated(), RmmFixture.ns(1));
        assertEquals(r4, rim(f));
        f.data(rd, BASE + 0x2000);
        GoodCalls.offRec(f, rd, 1);
        f.succeed(RmiCommand.REALM_ACTIVATE, rd);
        assertEquals(r4, rim(f));
    }

    @Test
    void extensibleMeasurementHashesOldValueAndBytes() {
        RmmFixture f = new RmmFixture();
        assertEquals("f0bac6157eaec34c9368f09d783aa3a47ae1ff0e295aeb322b063e9f60feeeb3", extended(f));
        f.realmCall(0xc400_0192L, 1);
        assertEquals(0x4cc3ae7e15c6baf0L, f.pe.x[1]);
    }

    @Test
    void extensibleMeasurementHashesPaddedValueIfSoChosen() {
        RmmFixture f = new RmmFixture(RmmChoices.SPECIFICATION.with(RmmChoice.REM_EXTEND_PADDING, false));
        assertEquals("d2987e3aa32c4ef4f6930597340c68890e0e42f8f1eb0a1a65c984600f3b440d", extended(f));
    }

    /** REM 0 after eight bytes 01 to 08; what follows them in X3 and X4 is no part of the value. */
    private static String extended(RmmFixture f) {
        long rd = realm(f, 0);
        long rec = f.rec(rd, 0);
        f.succeed(RmiCommand.REALM_ACTIVATE, rd);
        f.enter(rec);
        f.realmCall(0xc400_0193L, 1, 8, 0x0807_0605_0403_0201L, 0x77, 0, 0, 0, 0, 0, 0);
        assertEquals(0, f.pe.x[0]);
        return realmView(f).measurements().get(1);
    }

    private static long realm(RmmFixture f, int hash) {
        long rd = f.delegated();
        long root = f.granule();
        while ((root & 0x1fff) != 0) {
            root = f.granule();
        }
        long second = f.granule();
        f.succeed(RmiCommand.GRANULE_DELEGATE, root);
        f.succeed(RmiCommand.GRANULE_DELEGATE, second);
        f.realmParameters(RmmFixture.ns(0), root);
        f.memory.write8(RmmFixture.ns(0) + 0x008, 40);
        f.memory.write8(RmmFixture.ns(0) + 0x030, hash);
        f.memory.write32(RmmFixture.ns(0) + 0x818, 2);
        f.succeed(RmiCommand.REALM_CREATE, rd, RmmFixture.ns(0));
        return rd;
    }

    private static RealmSnapshot realmView(RmmFixture f) {
        List<RealmSnapshot> realms = f.rmm.view(f.platform).realms();
        return realms.getFirst();
    }

    private static String rim(RmmFixture f) {
        return realmView(f).measurements().getFirst();
    }
}
