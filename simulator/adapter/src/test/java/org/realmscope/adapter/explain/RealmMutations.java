package org.realmscope.adapter.explain;

import static org.realmscope.adapter.explain.MutatedScenario.EXTRA;
import static org.realmscope.adapter.explain.MutatedScenario.EXTRA_SIZE;

import org.realmscope.debug.explain.Cause;

/** Mutations after which an access of a realm fails. */
final class RealmMutations {
    private static final int UART = 0x900_0000;

    private RealmMutations() {}

    private static Mutation fault(String name, long seed, Cause expected, Draw draw, MutatedScenario scenario) {
        return new Mutation(name, seed, expected, scenario, new Subject.LastFault(draw.vcpu, draw.ipa()));
    }

    private static Mutation sharedFault(String name, long seed, Cause expected, Draw draw, MutatedScenario scenario) {
        long ipa = draw.ipa() | scenario.sharedBit();
        return new Mutation(name, seed, expected, scenario, new Subject.LastFault(draw.vcpu, ipa));
    }

    // --- RIPAS

    static Mutation neverRam(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .extraRipas("ripas ram 0x%x size 0x%x".formatted(EXTRA, draw.page & -0x1000L))
                .step(draw.vcpu, draw.one(draw.access("", draw.ipa(), true), "fetch 0x%x".formatted(draw.ipa())));
        return fault("RIPAS is never RAM", seed, Cause.RIPAS_EMPTY, draw, scenario);
    }

    static Mutation madeEmpty(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base();
        if (draw.number(2) == 0) {
            scenario.step(draw.vcpu, "store 1 to 0x%x".formatted(draw.ipa()));
        }
        scenario.step(draw.vcpu, "set_ripas 0x%x size 4 KiB to empty".formatted(draw.ipa()))
                .step(draw.vcpu, draw.access("", draw.ipa(), true));
        return fault("the realm gives the page back", seed, Cause.RIPAS_EMPTY, draw, scenario);
    }

    static Mutation deviceAsPrivate(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base().step(draw.vcpu, draw.access("", UART, false));
        return new Mutation(
                "a device is accessed at its protected address",
                seed,
                Cause.RIPAS_EMPTY,
                scenario,
                new Subject.LastFault(draw.vcpu, UART));
    }

    // --- taken away

    static Mutation unmapped(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .extra("backing " + draw.one("anon", "guest_memfd"))
                .step(draw.vcpu, "store 1 to 0x%x".formatted(draw.ipa()))
                .step(draw.vcpu, "host_call 1")
                .step(draw.vcpu, draw.access("", draw.ipa(), true))
                .rule("on host_call 1 { unmap realm0 0x%x size 4 KiB }".formatted(draw.ipa()));
        return fault("the VMM unmaps a page of the realm", seed, Cause.DESTROYED, draw, scenario);
    }

    static Mutation slotDeletedLate(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .step(draw.vcpu, "store 1 to 0x%x".formatted(draw.ipa()))
                .step(draw.vcpu, "host_call 1")
                .step(draw.vcpu, draw.access("", draw.ipa(), true))
                .rule("on host_call 1 { delete realm0.extra }");
        return fault("the slot of a page is deleted", seed, Cause.DESTROYED, draw, scenario);
    }

    static Mutation dataDestroyed(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .step(draw.vcpu, "store 1 to 0x%x".formatted(draw.ipa()))
                .step(draw.vcpu, "host_call 1")
                .step(draw.vcpu, draw.access("", draw.ipa(), true))
                .rule("on host_call 1 { rmi RMI_DATA_DESTROY(realm0.rd, 0x%x) }".formatted(draw.ipa()));
        return fault("a raw call destroys data", seed, Cause.DESTROYED, draw, scenario);
    }

    static Mutation tableDestroyed(long seed) {
        Draw draw = new Draw(seed);
        long block = draw.ipa() & -0x20_0000L;
        MutatedScenario scenario = draw.base()
                .step(draw.vcpu, draw.access("", draw.ipa(), true))
                .rule("at start { pages rtt rmi RMI_GRANULE_DELEGATE(rtt)"
                        + " rmi RMI_RTT_CREATE(realm0.rd, rtt, 0x%1$x, 3) rmi RMI_RTT_DESTROY(realm0.rd, 0x%1$x, 3) }"
                                .formatted(block));
        return fault("a raw call destroys a table", seed, Cause.DESTROYED, draw, scenario);
    }

    // --- slots

    static Mutation slotDeleted(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .step(draw.vcpu, draw.one(draw.access("", draw.ipa(), true), "fetch 0x%x".formatted(draw.ipa())))
                .rule("at start { delete realm0.extra }");
        return fault("the slot is deleted before the first access", seed, Cause.NO_MEMSLOT, draw, scenario);
    }

    static Mutation slotMoved(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .step(draw.vcpu, draw.access("", draw.ipa(), true))
                .rule("at start { move realm0.extra to 0x%x }".formatted(EXTRA + 4 * EXTRA_SIZE));
        return fault("the slot is moved before the first access", seed, Cause.NO_MEMSLOT, draw, scenario);
    }

    static Mutation sharedSlotDeleted(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .step(draw.vcpu, draw.access("shared", draw.ipa(), false))
                .step(draw.vcpu, "host_call 1")
                .step(draw.vcpu, draw.access("shared", draw.ipa(), true))
                .host("unmap_alias both")
                .rule("on host_call 1 { delete realm0.extra }");
        return sharedFault("the slot of a shared page is deleted", seed, Cause.NO_MEMSLOT, draw, scenario);
    }

    static Mutation devicePair(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base();
        scenario.step(
                draw.vcpu,
                draw.one("load pair shared 0x%x", "store pair 1, 2 to shared 0x%x")
                        .formatted(UART));
        if (draw.number(2) == 0) {
            scenario.rule("at 1000 { external_abort realm0.vcpu%d }".formatted(draw.vcpu));
        }
        return new Mutation(
                "a pair of registers is used for a device",
                seed,
                Cause.MMIO_WITHOUT_SYNDROME,
                scenario,
                new Subject.LastFault(draw.vcpu, UART | scenario.sharedBit()));
    }

    static Mutation readOnlyPrivate(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .extra("readonly")
                .step(draw.vcpu, draw.access("", draw.ipa(), true))
                .host("readonly_unprotected " + draw.one("rfc", "naive", "fixed", "today"));
        return fault("a read-only slot is used as private", seed, Cause.READONLY_SLOT, draw, scenario);
    }

    static Mutation readOnlyShared(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base().extra("readonly");
        switch (draw.number(4)) {
            case 0 -> scenario.step(draw.vcpu, "load shared 0x%x".formatted(draw.ipa()));
            case 1 -> scenario.step(draw.vcpu, "store 1 to shared 0x%x".formatted(draw.ipa()));
            case 2 ->
                scenario.host("readonly_unprotected naive")
                        .step(draw.vcpu, "load shared 0x%x".formatted(draw.ipa()))
                        .step(draw.vcpu, "store pair 1, 2 to shared 0x%x".formatted(draw.ipa()));
            default ->
                scenario.host("readonly_unprotected fixed")
                        .step(draw.vcpu, "load shared 0x%x".formatted(draw.ipa()))
                        .step(draw.vcpu, "store pair 1, 2 to shared 0x%x".formatted(draw.ipa()));
        }
        return sharedFault("a read-only slot is used as shared", seed, Cause.READONLY_SLOT, draw, scenario);
    }

    static Mutation notRelaxed(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base().host("readonly_unprotected naive");
        if (draw.number(2) == 0) {
            scenario.step(draw.vcpu, "load shared 0x%x".formatted(draw.ipa()));
        }
        scenario.step(draw.vcpu, "store pair 1, 2 to shared 0x%x".formatted(draw.ipa()));
        return sharedFault("a shared page is mapped read-only", seed, Cause.PERMISSION_NOT_RELAXED, draw, scenario);
    }

    // --- code

    static Mutation fetchShared(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base();
        if (draw.number(2) == 0) {
            scenario.step(draw.vcpu, "store 1 to shared 0x%x".formatted(draw.ipa()));
        }
        scenario.step(draw.vcpu, "fetch shared 0x%x".formatted(draw.ipa()));
        return sharedFault("shared memory is executed", seed, Cause.FETCH_FROM_UNPROTECTED, draw, scenario);
    }

    static Mutation fetchAssertion(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base().host("debug_vm on").step(draw.vcpu, "fetch 0x%x".formatted(draw.ipa()));
        return fault("debug_vm and a fetch", seed, Cause.DEBUG_VM_ASSERTION, draw, scenario);
    }

    static Mutation fetchToday(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .ramBacking("guest_memfd")
                .extra("backing guest_memfd")
                .host("behaviour today")
                .step(draw.vcpu, "fetch 0x%x".formatted(draw.ipa()));
        return fault("today and a fetch", seed, Cause.FETCH_NOT_HANDLED, draw, scenario);
    }

    static Mutation noGuestMemfd(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .ramBacking("guest_memfd")
                .host("behaviour today")
                .step(draw.vcpu, draw.access("", draw.ipa(), true));
        return fault("today and a slot without guest_memfd", seed, Cause.NO_GUEST_MEMFD, draw, scenario);
    }

    static Mutation beyondIpaSpace(long seed) {
        Draw draw = new Draw(seed);
        // movz x0, #0x4000, lsl #32; ldr x1, [x0] or str x1, [x0]
        MutatedScenario scenario =
                draw.base().step(draw.vcpu, "words 0xd2c80000, " + draw.one("0xf9400001", "0xf9000001"));
        return new Mutation(
                "an address beyond the IPA space",
                seed,
                Cause.IPA_OUTSIDE_SPACE,
                scenario,
                new Subject.LastFault(draw.vcpu, 0x4000_0000_0000L));
    }

    // --- host

    static Mutation injectedFailure(long seed) {
        Draw draw = new Draw(seed);
        boolean isShared = draw.number(2) == 0;
        String command = isShared
                ? draw.one("RMI_RTT_MAP_UNPROTECTED", "RMI_RTT_CREATE")
                : draw.one("RMI_GRANULE_DELEGATE", "RMI_DATA_CREATE_UNKNOWN", "RMI_RTT_CREATE");
        String status = draw.one("RMI_ERROR_INPUT", "RMI_ERROR_REALM(0)", "RMI_ERROR_REC");
        MutatedScenario scenario = draw.base()
                .step(draw.vcpu, "host_call 1")
                .step(draw.vcpu, draw.access(isShared ? "shared" : "", draw.ipa(), true))
                .rule("on host_call 1 { fail %s always with %s }".formatted(command, status));
        return isShared
                ? sharedFault(command + " fails by request", seed, Cause.INJECTED_FAILURE, draw, scenario)
                : fault(command + " fails by request", seed, Cause.INJECTED_FAILURE, draw, scenario);
    }

    static Mutation allocationFailure(long seed) {
        Draw draw = new Draw(seed);
        boolean isShared = draw.number(2) == 0;
        MutatedScenario scenario = draw.baseOfOne()
                .step(draw.vcpu, "host_call 1")
                .step(draw.vcpu, draw.access(isShared ? "shared" : "", draw.ipa(), true))
                .rule("on host_call 1 { fail allocation }");
        return isShared
                ? sharedFault("an allocation fails", seed, Cause.ALLOCATION_FAILED, draw, scenario)
                : fault("an allocation fails", seed, Cause.ALLOCATION_FAILED, draw, scenario);
    }

    static Mutation race(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = new MutatedScenario().schedule(seed, 200);
        for (int vcpu = 0; vcpu < 2; vcpu++) {
            scenario.step(
                    vcpu,
                    "for p in 0x%x size 0x%x step 0x8000 { store %d to p }"
                            .formatted(EXTRA, EXTRA_SIZE / 4 + draw.page, vcpu + 1));
        }
        return new Mutation("two vCPUs race for pages", seed, Cause.RACE_LOST, scenario, new Subject.FailedFault(-6));
    }

    // --- granules

    static Mutation hostTouches(long seed) {
        Draw draw = new Draw(seed);
        String access = draw.one("read byte realm0 0x%x", "write 5 to realm0 0x%x", "read realm0 0x%x");
        MutatedScenario scenario = draw.base()
                .step(draw.vcpu, "store 1 to 0x%x".formatted(draw.ipa()))
                .step(draw.vcpu, "host_call 1")
                .rule("on host_call 1 { " + access.formatted(draw.ipa()) + " }");
        return new Mutation(
                "the VMM touches a private page",
                seed,
                Cause.DELEGATED_PAGE_TOUCHED,
                scenario,
                new Subject.GranuleProtection());
    }

    static Mutation delegatedPageMapped(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base();
        long shared = draw.ipa() | scenario.sharedBit();
        scenario.step(draw.vcpu, "store 1 to shared 0x%x".formatted(draw.ipa()))
                .step(draw.vcpu, "host_call 1")
                .step(draw.vcpu, draw.access("shared", draw.ipa(), true))
                .rule("on host_call 1 { pages p rmi RMI_RTT_UNMAP_UNPROTECTED(realm0.rd, 0x%1$x, 3)".formatted(shared)
                        + " rmi RMI_RTT_MAP_UNPROTECTED(realm0.rd, 0x%x, 3, p + 0xd8) rmi RMI_GRANULE_DELEGATE(p) }"
                                .formatted(shared));
        return new Mutation(
                "a shared page is delegated",
                seed,
                Cause.DELEGATED_PAGE_MAPPED,
                scenario,
                new Subject.GranuleProtection());
    }

    // --- what the realm does to itself

    static Mutation ramWithoutSlot(long seed) {
        Draw draw = new Draw(seed);
        long ipa = 0x4000_0000L + draw.page;
        MutatedScenario scenario = draw.base()
                .step(draw.vcpu, "set_ripas 0x%x size 4 KiB to ram".formatted(ipa))
                .step(draw.vcpu, draw.access("", ipa, true));
        return new Mutation(
                "the realm makes RAM where no slot is",
                seed,
                Cause.NO_MEMSLOT,
                scenario,
                new Subject.LastFault(draw.vcpu, ipa));
    }

    static Mutation sharedRace(long seed) {
        MutatedScenario scenario = new MutatedScenario().schedule(seed, 200);
        Draw draw = new Draw(seed);
        for (int vcpu = 0; vcpu < 2; vcpu++) {
            scenario.step(
                    vcpu,
                    "for p in 0x%x size 0x%x step 0x8000 { store %d to shared p }"
                            .formatted(EXTRA, EXTRA_SIZE / 4 + draw.page, vcpu + 1));
        }
        return new Mutation(
                "two vCPUs race for shared pages", seed, Cause.RACE_LOST, scenario, new Subject.FailedFault(-6));
    }

    static Mutation holeInGuestMemfd(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .ramBacking("guest_memfd")
                .extra("backing guest_memfd")
                .host("behaviour today")
                .step(draw.vcpu, draw.access("", draw.ipa(), true))
                .step(draw.vcpu, "host_call 1")
                .step(draw.vcpu, draw.access("", draw.ipa(), true))
                .rule("on host_call 1 { unmap realm0 0x%x size 4 KiB }".formatted(draw.ipa()));
        return fault("today, and a hole in the guest_memfd", seed, Cause.DESTROYED, draw, scenario);
    }

    static Mutation injectedOnce(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.baseOfOne()
                .step(draw.vcpu, "host_call 1")
                .step(draw.vcpu, draw.access("", draw.ipa(), false))
                .rule("on host_call 1 { fail RMI_DATA_CREATE_UNKNOWN with RMI_ERROR_INPUT }");
        return fault("a call fails once by request", seed, Cause.INJECTED_FAILURE, draw, scenario);
    }
}
