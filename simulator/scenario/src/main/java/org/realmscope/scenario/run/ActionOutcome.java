package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.abi.RmiStatus;
import org.realmscope.scenario.model.VmmAction;

/**
 * What became of an action of a rule.
 *
 * @param times how often it was done
 * @param misses how often its result was not as expected
 * @param result of the last time: 0 or more, or minus a Linux error number
 * @param values further results of the last time that had any
 */
public record ActionOutcome(VmmAction action, long times, long misses, long result, List<Long> values) {
    public ActionOutcome {
        values = List.copyOf(values);
    }

    /** Remembers in the VMM's variables that an action has been done. */
    static void remember(HostThread host, ScenarioScripts.RuleAction entry, long result) {
        increment(host, entry.times());
        host.set(entry.result(), result);
        long first = host.variable(entry.firstValue());
        boolean isMet = switch (entry.action()) {
            case VmmAction.Read read ->
                read.expected().isEmpty()
                        || (result >= 0
                                && (first & mask(read.size()))
                                        == (read.expected().getAsLong() & mask(read.size())));
            case VmmAction.Rmi rmi -> result >= 0 && isAsExpected(host, entry, rmi);
            default -> true;
        };
        if (!isMet) {
            increment(host, entry.misses());
        }
    }

    private static void increment(HostThread host, int variable) {
        long before = host.variable(variable);
        host.set(variable, before == ScenarioScripts.UNKNOWN ? 1 : before + 1);
    }

    private static boolean isAsExpected(HostThread host, ScenarioScripts.RuleAction entry, VmmAction.Rmi rmi) {
        VmmAction.Status expected = rmi.expected();
        if (expected != null && !matches(expected, host.variable(entry.firstValue()))) {
            return false;
        }
        for (int i = 0; i < rmi.expectedValues().size(); i++) {
            if (rmi.expectedValues().get(i) != host.variable(entry.firstValue() + 1 + i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a return code has a status, with its index if one is asked for. */
    static boolean matches(VmmAction.Status expected, long returnCode) {
        RmiStatus status = RmiStatus.of(returnCode);
        return status != null
                && status.returnCode() == expected.code()
                && (expected.index().isEmpty() || expected.index().getAsLong() == RmiStatus.index(returnCode));
    }

    static ActionOutcome of(ScenarioVmm vmm, ScenarioScripts.RuleAction entry) {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < ScriptCompiler.RMI_VALUES; i++) {
            long value = vmm.variable(entry.firstValue() + i);
            values.add(value == ScenarioScripts.UNKNOWN ? 0 : value);
        }
        return new ActionOutcome(
                entry.action(),
                count(vmm.variable(entry.times())),
                count(vmm.variable(entry.misses())),
                count(vmm.variable(entry.result())),
                values);
    }

    private static long count(long variable) {
        return variable == ScenarioScripts.UNKNOWN ? 0 : variable;
    }

    /** Whether the scenario says what its result is to be. */
    public boolean hasExpectation() {
        return switch (action) {
            case VmmAction.Read read -> read.expected().isPresent();
            case VmmAction.Rmi rmi ->
                rmi.expected() != null || !rmi.expectedValues().isEmpty();
            default -> false;
        };
    }

    /** Whether it was done, always with the result that the scenario says. */
    public boolean isMet() {
        return times > 0 && misses == 0;
    }

    /** What the result was, in words. */
    public String actual() {
        if (times == 0) {
            return "was not done";
        }
        if (result < 0) {
            return "failed with " + Errno.describe(result);
        }
        return switch (action) {
            case VmmAction.Read read -> "read 0x%x".formatted(values.getFirst() & mask(read.size()));
            case VmmAction.Rmi rmi -> rmi(rmi);
            default -> "was done";
        };
    }

    private String rmi(VmmAction.Rmi rmi) {
        StringBuilder text = new StringBuilder("returned ").append(RmiStatus.describe(values.getFirst()));
        for (int i = 1; i <= rmi.expectedValues().size(); i++) {
            text.append(", 0x").append(Long.toHexString(values.get(i)));
        }
        return text.toString();
    }

    private static long mask(int size) {
        return size == Long.BYTES ? -1 : (1L << 8 * size) - 1;
    }
}
