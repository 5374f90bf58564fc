package org.realmscope.adapter.explain;

import static org.realmscope.adapter.explain.MutatedScenario.EXTRA;
import static org.realmscope.adapter.explain.MutatedScenario.EXTRA_SIZE;

import org.realmscope.debug.explain.Cause;

/** Scenarios in which nothing goes wrong, with a fault or call that looks as if something had. */
final class NormalRuns {
    private static final int UART = 0x900_0000;

    private NormalRuns() {}

    private static Subject shared(Draw draw, MutatedScenario scenario) {
        return new Subject.LastFault(draw.vcpu, draw.ipa() | scenario.sharedBit());
    }

    static Mutation firstTouch(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .extra("backing " + draw.one("anon", "thp", "guest_memfd"))
                .step(draw.vcpu, draw.access("", draw.ipa(), true));
        return new Mutation(
                "first access", seed, Cause.FIRST_TOUCH, scenario, new Subject.LastFault(draw.vcpu, draw.ipa()));
    }

    static Mutation firstSharedTouch(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .host("behaviour " + draw.one("rfc", "today"))
                .ramBacking("guest_memfd")
                .step(draw.vcpu, draw.access("shared", draw.ipa(), true));
        return new Mutation("first shared access", seed, Cause.FIRST_TOUCH, scenario, shared(draw, scenario));
    }

    static Mutation afterRipasChange(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .extraRipas("")
                .step(draw.vcpu, "set_ripas 0x%x size 4 KiB to ram".formatted(draw.ipa()))
                .step(draw.vcpu, draw.access("", draw.ipa(), true));
        return new Mutation(
                "first access to what the realm made RAM",
                seed,
                Cause.FIRST_TOUCH,
                scenario,
                new Subject.LastFault(draw.vcpu, draw.ipa()));
    }

    static Mutation unmappedShared(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .host("unmap_alias both age_unprotected on")
                .step(draw.vcpu, draw.access("shared", draw.ipa(), true))
                .step(draw.vcpu, "host_call 1")
                .step(draw.vcpu, draw.access("shared", draw.ipa(), true))
                .rule("on host_call 1 { %s realm0 0x%x size 4 KiB }".formatted(draw.one("unmap", "age"), draw.ipa()));
        return new Mutation(
                "a shared page comes back", seed, Cause.REMAPPED_AFTER_UNMAP, scenario, shared(draw, scenario));
    }

    static Mutation upgraded(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .host("readonly_unprotected fixed unmap_alias rfc")
                .step(draw.vcpu, "load shared 0x%x".formatted(draw.ipa()))
                .step(
                        draw.vcpu,
                        draw.one("store 1 to shared 0x%x", "store pair 1, 2 to shared 0x%x")
                                .formatted(draw.ipa()));
        return new Mutation(
                "a mapping becomes writable", seed, Cause.PERMISSION_UPGRADED, scenario, shared(draw, scenario));
    }

    static Mutation device(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base()
                .step(
                        draw.vcpu,
                        draw.one("load word shared 0x%x", "store byte 65 to shared 0x%x")
                                .formatted(UART));
        return new Mutation(
                "an emulated device",
                seed,
                Cause.MMIO,
                scenario,
                new Subject.LastFault(draw.vcpu, UART | scenario.sharedBit()));
    }

    static Mutation raceToday(long seed) {
        MutatedScenario scenario = new MutatedScenario().schedule(seed, 200).host("race today");
        for (int vcpu = 0; vcpu < 2; vcpu++) {
            scenario.step(
                    vcpu,
                    "for p in 0x%x size 0x%x step 0x8000 { store %d to p }".formatted(EXTRA, EXTRA_SIZE / 4, vcpu + 1));
        }
        return new Mutation(
                "two vCPUs share pages", seed, Cause.ALREADY_MAPPED_BY_OTHER_VCPU, scenario, new Subject.IdleFault());
    }

    static Mutation tableOnDemand(long seed) {
        Draw draw = new Draw(seed);
        MutatedScenario scenario = draw.base().step(draw.vcpu, draw.access("", draw.ipa(), true));
        return new Mutation(
                "a table is created on demand",
                seed,
                Cause.RTT_MISSING_EXPECTED,
                scenario,
                new Subject.FailedCall("RMI_DATA_CREATE_UNKNOWN"));
    }
}
