package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.ResolutionKind;
import org.realmscope.scenario.model.Expectation;
import org.realmscope.scenario.model.Scenario;

/** Counts the faults that each expectation is about, in one pass over the history. */
final class FaultMatches {
    private static final String INJECTED = "injected";

    private final Scenario scenario;
    private final List<VcpuEnd> vcpus;
    private final List<Counter> counters = new ArrayList<>();

    /** What an expectation has found so far. */
    private static final class Counter {
        final Expectation.Faults wanted;
        long count;
        String description = "";

        Counter(Expectation.Faults wanted) {
            this.wanted = wanted;
        }
    }

    /**
     * @param count faults that match
     * @param description the fault with the number that was asked for, if it does not match
     */
    record Found(long count, String description) {}

    FaultMatches(Scenario scenario, List<VcpuEnd> vcpus) {
        this.scenario = scenario;
        this.vcpus = vcpus;
        for (Expectation expectation : scenario.expectations()) {
            if (expectation instanceof Expectation.Faults faults) {
                counters.add(new Counter(faults));
            }
        }
    }

    Found matches(Expectation.Faults wanted) {
        return counters.stream()
                .filter(counter -> counter.wanted.equals(wanted))
                .map(counter -> new Found(counter.count, counter.description))
                .findFirst()
                .orElseThrow();
    }

    void count(FaultHistory history) {
        if (!counters.isEmpty()) {
            history.forEach(this::count);
        }
    }

    private void count(FaultRecord fault) {
        for (Counter counter : counters) {
            boolean isMeant =
                    counter.wanted.number().isEmpty() || counter.wanted.number().getAsLong() == fault.number();
            if (isMeant && matches(counter.wanted, fault)) {
                counter.count++;
            } else if (isMeant && counter.wanted.number().isPresent()) {
                counter.description = describe(fault);
            }
        }
    }

    private boolean matches(Expectation.Faults wanted, FaultRecord fault) {
        return isOf(wanted, vcpu(fault))
                && (wanted.isProtected() == null || wanted.isProtected().equals(fault.isProtected()))
                && (wanted.access() == null
                        || wanted.access().equals(fault.access().text()))
                && (wanted.range() == null || wanted.range().contains(fault.ipa()))
                && (wanted.resolvedBy() == null || isResolvedBy(wanted.resolvedBy(), fault.resolution()));
    }

    private boolean isOf(Expectation.Faults wanted, @Nullable VcpuEnd vcpu) {
        if (vcpu == null) {
            return wanted.realm() == null && wanted.vcpu() == null;
        }
        String realm = scenario.realms().get(vcpu.realm()).name();
        return (wanted.realm() == null || wanted.realm().equals(realm))
                && (wanted.vcpu() == null || wanted.vcpu().equals(vcpu.vcpu().name()));
    }

    /** The vCPU that took a fault; null for one that a host image has made by itself. */
    private @Nullable VcpuEnd vcpu(FaultRecord fault) {
        int index = fault.guest().pe() - 1;
        return index >= 0 && index < vcpus.size() ? vcpus.get(index) : null;
    }

    private static boolean isResolvedBy(String wanted, FaultRecord.Resolution resolution) {
        if (wanted.equals(INJECTED) && resolution.kind() == ResolutionKind.INJECTED_BY_HOST) {
            return true;
        }
        return wanted.equals(resolution.command())
                || wanted.equals(resolution.kind().text());
    }

    private String describe(FaultRecord fault) {
        String half = fault.isProtected() == null ? "" : fault.isProtected() ? "protected " : "unprotected ";
        String command = fault.resolution().command();
        VcpuEnd vcpu = vcpu(fault);
        return "fault %d: %s%s at %s of %s, resolved by %s"
                .formatted(
                        fault.number(),
                        half,
                        fault.access().text(),
                        Notation.hex(fault.ipa()),
                        vcpu == null
                                ? "no vCPU of the scenario"
                                : scenario.realms().get(vcpu.realm()).name() + "."
                                        + vcpu.vcpu().name(),
                        command == null ? fault.resolution().kind().text() : command);
    }
}
