package org.realmscope.adapter.explain;

import static org.realmscope.adapter.explain.MutatedScenario.EXTRA;

import org.realmscope.debug.explain.Cause;

/** Mutations after which a call of the RMM fails. */
final class CallMutations {
    private CallMutations() {}

    private static Mutation call(String name, String command, long seed, Cause expected, MutatedScenario scenario) {
        return new Mutation(name, seed, expected, scenario, new Subject.FailedCall(command));
    }

    private static String delegated(String name) {
        return "pages %1$s rmi RMI_GRANULE_DELEGATE(%1$s) ".formatted(name);
    }

    private static MutatedScenario atStart(Draw draw, String actions) {
        return draw.base().rule("at start { " + actions + " }");
    }

    // --- granules

    static Mutation misaligned(long seed) {
        Draw draw = new Draw(seed);
        long offset = draw.one(1, 8, 0x10, 0x800);
        return draw.number(2) == 0
                ? call(
                        "a granule address is not aligned",
                        "RMI_GRANULE_DELEGATE",
                        seed,
                        Cause.MISALIGNED,
                        atStart(draw, "pages p rmi RMI_GRANULE_DELEGATE(p + 0x%x)".formatted(offset)))
                : call(
                        "an IPA is not aligned",
                        "RMI_DATA_CREATE_UNKNOWN",
                        seed,
                        Cause.MISALIGNED,
                        atStart(
                                draw,
                                delegated("p")
                                        + "rmi RMI_DATA_CREATE_UNKNOWN(realm0.rd, p, 0x%x)"
                                                .formatted(draw.ipa() + offset)));
    }

    static Mutation misalignedBlock(long seed) {
        Draw draw = new Draw(seed);
        long ipa = (draw.ipa() & -0x20_0000L) + 0x1000L * (1 + draw.number(511));
        return call(
                "a table's IPA is not aligned",
                "RMI_RTT_CREATE",
                seed,
                Cause.MISALIGNED_BLOCK,
                atStart(draw, delegated("p") + "rmi RMI_RTT_CREATE(realm0.rd, p, 0x%x, 3)".formatted(ipa)));
    }

    static Mutation device(long seed) {
        Draw draw = new Draw(seed);
        long pa = draw.one(0x900_0000L, 0xa00_0000L, 0x40_0010_0000L) & -4096L;
        return call(
                "a device is delegated",
                "RMI_GRANULE_DELEGATE",
                seed,
                Cause.NOT_DELEGABLE,
                atStart(draw, "rmi RMI_GRANULE_DELEGATE(0x%x)".formatted(pa)));
    }

    static Mutation notDelegated(long seed) {
        Draw draw = new Draw(seed);
        boolean isTable = draw.number(2) == 0;
        return isTable
                ? call(
                        "a table is not delegated",
                        "RMI_RTT_CREATE",
                        seed,
                        Cause.NOT_DELEGATED,
                        atStart(
                                draw,
                                "pages p rmi RMI_RTT_CREATE(realm0.rd, p, 0x%x, 3)"
                                        .formatted(draw.ipa() & -0x20_0000L)))
                : call(
                        "data are not delegated",
                        "RMI_DATA_CREATE_UNKNOWN",
                        seed,
                        Cause.NOT_DELEGATED,
                        atStart(draw, "pages p rmi RMI_DATA_CREATE_UNKNOWN(realm0.rd, p, 0x%x)".formatted(draw.ipa())));
    }

    static Mutation delegatedTwice(long seed) {
        Draw draw = new Draw(seed);
        return call(
                "a granule is delegated twice",
                "RMI_GRANULE_DELEGATE",
                seed,
                Cause.ALREADY_DELEGATED,
                atStart(draw, delegated("p") + "rmi RMI_GRANULE_DELEGATE(p)"));
    }

    static Mutation inUse(long seed) {
        Draw draw = new Draw(seed);
        String granule = draw.one("realm0.rd", "realm0.vcpu0.rec");
        return call(
                "a granule in use is taken back",
                "RMI_GRANULE_UNDELEGATE",
                seed,
                Cause.GRANULE_IN_USE,
                atStart(draw, "rmi RMI_GRANULE_UNDELEGATE(%s)".formatted(granule)));
    }

    static Mutation noRealm(long seed) {
        Draw draw = new Draw(seed);
        return call(
                "an RD is none",
                "RMI_DATA_CREATE_UNKNOWN",
                seed,
                Cause.NOT_A_REALM,
                atStart(
                        draw,
                        delegated("p")
                                + "rmi RMI_DATA_CREATE_UNKNOWN(realm0.vcpu0.rec, p, 0x%x)".formatted(draw.ipa())));
    }

    // --- addresses and levels

    static Mutation wrongHalf(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base();
        if (draw.number(2) == 0) {
            scenario.rule("at start { %srmi RMI_DATA_CREATE_UNKNOWN(realm0.rd, p, 0x%x) }"
                    .formatted(delegated("p"), draw.ipa() | scenario.sharedBit()));
            return call("data at an unprotected address", "RMI_DATA_CREATE_UNKNOWN", seed, Cause.WRONG_HALF, scenario);
        }
        scenario.rule(
                "at start { pages p rmi RMI_RTT_MAP_UNPROTECTED(realm0.rd, 0x%x, 3, p + 0xd8) }".formatted(draw.ipa()));
        return call(
                "a shared mapping at a protected address", "RMI_RTT_MAP_UNPROTECTED", seed, Cause.WRONG_HALF, scenario);
    }

    static Mutation wrongHalfOfRealm(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base();
        long shared = 0x80_0000L | scenario.sharedBit();
        scenario.step(
                draw.vcpu,
                draw.one("rsi RSI_REALM_CONFIG(0x%1$x)", "rsi RSI_IPA_STATE_GET(0x%1$x, 0x%2$x)")
                        .formatted(shared, shared + 0x1000));
        return new Mutation(
                "a realm passes a shared address", seed, Cause.WRONG_HALF, scenario, new Subject.FailedRealmCall());
    }

    static Mutation misalignedOfRealm(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base();
        long ipa = 0x80_0000L + draw.one(8, 0x100, 0x808);
        scenario.step(draw.vcpu, "rsi RSI_REALM_CONFIG(0x%x)".formatted(ipa));
        return new Mutation(
                "a realm passes an address that is not aligned",
                seed,
                Cause.MISALIGNED,
                scenario,
                new Subject.FailedRealmCall());
    }

    static Mutation wrongLevel(long seed) {
        Draw draw = new Draw(seed);
        int level = draw.one(0, 1, 4, 5);
        return call(
                "a table of a level that there is not",
                "RMI_RTT_CREATE",
                seed,
                Cause.LEVEL_INVALID,
                atStart(draw, delegated("p") + "rmi RMI_RTT_CREATE(realm0.rd, p, 0, %d)".formatted(level)));
    }

    static Mutation wrongStartLevel(long seed) {
        Draw draw = new Draw(seed);
        int level = draw.one(2, 3);
        return call(
                "a start level that does not fit",
                "RMI_REALM_CREATE",
                seed,
                Cause.START_LEVEL_INVALID,
                atStart(
                        draw,
                        delegated("rd") + delegated("rtt")
                                + "pages params poke params + 8 = %d poke params + 0x808 = rtt"
                                        .formatted(36 + draw.number(4))
                                + " poke params + 0x18 = 1 poke params + 0x20 = 1"
                                + " poke params + 0x800 = 77 poke params + 0x810 = %d poke params + 0x818 = 1"
                                        .formatted(level)
                                + " rmi RMI_REALM_CREATE(rd, params)"));
    }

    // --- entries

    static Mutation noTable(long seed) {
        Draw draw = new Draw(seed);
        long hole = EXTRA + 0x1000_0000L + draw.page;
        return call(
                "a table is missing",
                "RMI_DATA_CREATE_UNKNOWN",
                seed,
                Cause.RTT_MISSING,
                atStart(draw, delegated("p") + "rmi RMI_DATA_CREATE_UNKNOWN(realm0.rd, p, 0x%x)".formatted(hole)));
    }

    private static MutatedScenario afterTouch(Draw draw, String actions) {
        return draw.base()
                .step(draw.vcpu, "store 1 to 0x%x".formatted(draw.ipa()))
                .step(draw.vcpu, "host_call 1")
                .rule("on host_call 1 { " + actions + " }");
    }

    static Mutation mappedTwice(long seed) {
        Draw draw = new Draw(seed);
        return call(
                "a page is mapped twice",
                "RMI_DATA_CREATE_UNKNOWN",
                seed,
                Cause.ALREADY_MAPPED,
                afterTouch(
                        draw,
                        delegated("p") + "rmi RMI_DATA_CREATE_UNKNOWN(realm0.rd, p, 0x%x)".formatted(draw.ipa())));
    }

    static Mutation unmappedTwice(long seed) {
        Draw draw = new Draw(seed);
        return call(
                "a page is destroyed twice",
                "RMI_DATA_DESTROY",
                seed,
                Cause.NOT_MAPPED,
                afterTouch(
                        draw,
                        "rmi RMI_DATA_DESTROY(realm0.rd, 0x%1$x) rmi RMI_DATA_DESTROY(realm0.rd, 0x%1$x)"
                                .formatted(draw.ipa())));
    }

    static Mutation tableTwice(long seed) {
        Draw draw = new Draw(seed);
        return call(
                "a table is created twice",
                "RMI_RTT_CREATE",
                seed,
                Cause.TABLE_EXISTS,
                afterTouch(
                        draw,
                        delegated("p")
                                + "rmi RMI_RTT_CREATE(realm0.rd, p, 0x%x, 3)".formatted(draw.ipa() & -0x20_0000L)));
    }

    static Mutation liveTable(long seed) {
        Draw draw = new Draw(seed);
        return call(
                "a table in use is destroyed",
                "RMI_RTT_DESTROY",
                seed,
                Cause.RTT_IN_USE,
                afterTouch(draw, "rmi RMI_RTT_DESTROY(realm0.rd, 0x%x, 3)".formatted(draw.ipa() & -0x20_0000L)));
    }

    static Mutation mixedTable(long seed) {
        Draw draw = new Draw(seed);
        return call(
                "a table of unlike entries is folded",
                "RMI_RTT_FOLD",
                seed,
                Cause.RTT_NOT_HOMOGENEOUS,
                afterTouch(draw, "rmi RMI_RTT_FOLD(realm0.rd, 0x%x, 3)".formatted(draw.ipa() & -0x20_0000L)));
    }

    // --- states

    static Mutation tooLate(long seed) {
        Draw draw = new Draw(seed);
        return call(
                "initial RIPAS after activation",
                "RMI_RTT_INIT_RIPAS",
                seed,
                Cause.REALM_STATE,
                atStart(
                        draw,
                        "rmi RMI_RTT_INIT_RIPAS(realm0.rd, 0x%x, 0x%x)".formatted(draw.ipa(), draw.ipa() + 0x1000)));
    }

    static Mutation liveRealm(long seed) {
        Draw draw = new Draw(seed);
        return call(
                "a realm in use is destroyed",
                "RMI_REALM_DESTROY",
                seed,
                Cause.REALM_IN_USE,
                atStart(draw, "rmi RMI_REALM_DESTROY(realm0.rd)"));
    }

    static Mutation badDescriptor(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base();
        long bits = draw.one(0x1, 0x3, 0x2d8, 0x400);
        scenario.rule("at start { pages p rmi RMI_RTT_MAP_UNPROTECTED(realm0.rd, 0x%x, 3, p + 0x%x) }"
                .formatted(draw.ipa() | scenario.sharedBit(), bits));
        return call(
                "a descriptor has bits of the RMM's",
                "RMI_RTT_MAP_UNPROTECTED",
                seed,
                Cause.DESCRIPTOR_INVALID,
                scenario);
    }

    // --- owners, spaces and ranges

    static Mutation notNonSecure(long seed) {
        Draw draw = new Draw(seed);
        return draw.number(2) == 0
                ? call(
                        "parameters are in a delegated granule",
                        "RMI_REALM_CREATE",
                        seed,
                        Cause.NOT_NON_SECURE,
                        atStart(draw, delegated("rd") + delegated("p") + "rmi RMI_REALM_CREATE(rd, p)"))
                : call(
                        "an exit record is in a delegated granule",
                        "RMI_REC_ENTER",
                        seed,
                        Cause.NOT_NON_SECURE,
                        atStart(draw, delegated("p") + "rmi RMI_REC_ENTER(realm0.vcpu0.rec, p)"));
    }

    static Mutation noRec(long seed) {
        Draw draw = new Draw(seed);
        return call(
                "a REC is none",
                "RMI_REC_DESTROY",
                seed,
                Cause.NOT_A_REC,
                atStart(draw, delegated("p") + "rmi RMI_REC_DESTROY(%s)".formatted(draw.one("p", "realm0.rd"))));
    }

    static Mutation beyondIpaSpace(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base();
        long ipa = 2 * scenario.sharedBit() + 0x20_0000L * draw.number(100);
        scenario.rule(draw.one(
                        "at start { " + delegated("p") + "rmi RMI_RTT_CREATE(realm0.rd, p, 0x%x, 3) }",
                        "at start { rmi RMI_RTT_DESTROY(realm0.rd, 0x%x, 3) }",
                        "at start { rmi RMI_RTT_READ_ENTRY(realm0.rd, 0x%x, 3) }")
                .formatted(ipa));
        String command = scenario.text().contains("RMI_RTT_CREATE(")
                ? "RMI_RTT_CREATE"
                : scenario.text().contains("RMI_RTT_DESTROY(") ? "RMI_RTT_DESTROY" : "RMI_RTT_READ_ENTRY";
        return call("an IPA is beyond the space", command, seed, Cause.IPA_OUTSIDE_SPACE, scenario);
    }

    static Mutation neverDelegated(long seed) {
        Draw draw = new Draw(seed);
        return call(
                "a granule of the host is undelegated",
                "RMI_GRANULE_UNDELEGATE",
                seed,
                Cause.NOT_DELEGATED,
                atStart(draw, "pages p rmi RMI_GRANULE_UNDELEGATE(p)"));
    }

    static Mutation noTableToDestroy(long seed) {
        Draw draw = new Draw(seed);
        long hole = EXTRA + 0x1000_0000L + 0x20_0000L * draw.number(64);
        String command = draw.one("RMI_RTT_DESTROY", "RMI_RTT_FOLD");
        return call(
                "a table that is not there is taken away",
                command,
                seed,
                Cause.RTT_MISSING,
                atStart(draw, "rmi %s(realm0.rd, 0x%x, 3)".formatted(command, hole)));
    }

    static Mutation pageOfBlock(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .host("block_mappings follow-user")
                .extra("backing thp")
                .step(draw.vcpu, "store 1 to 0x%x".formatted(draw.ipa()))
                .step(draw.vcpu, "host_call 1")
                .rule("on host_call 1 { rmi RMI_DATA_DESTROY(realm0.rd, 0x%x) }".formatted(draw.ipa()));
        return call("a page of a block is destroyed", "RMI_DATA_DESTROY", seed, Cause.MAPPED_AS_BLOCK, scenario);
    }

    static Mutation emptyOfRealm(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario =
                draw.base().step(draw.vcpu, "rsi RSI_REALM_CONFIG(0x%x)".formatted(0x4000_0000L + draw.page));
        return new Mutation(
                "a realm passes an address that is EMPTY",
                seed,
                Cause.RIPAS_EMPTY,
                scenario,
                new Subject.FailedRealmCall());
    }
}
