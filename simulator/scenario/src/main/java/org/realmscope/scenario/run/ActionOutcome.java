package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.abi.RmiStatus;
import org.realmscope.machine.vmm.Errno;
import org.realmscope.scenario.model.VmmAction;

/**
 * What became of an action of a rule.
 *
 * @param times how often it was done
 * @param misses how often its result was not as expected
 * @param failures how often it could not be done
 * @param effects how many calls failed as it asked for; {@link #UNKNOWN} if the host could not be asked
 * @param result of the last time: 0 or more, or minus a Linux error number
 * @param values further results of the last time that had any
 */
public record ActionOutcome(
        VmmAction action, long times, long misses, long failures, long effects, long result, List<Long> values) {
    /** {@link #effects} that nobody knows. */
    public static final long UNKNOWN = -1;

    public ActionOutcome {
        values = List.copyOf(values);
    }

    /** Remembers in the VMM's variables that an action has been done. */
    static void remember(HostThread host, ScenarioScripts scripts, int number, long result) {
        ScenarioScripts.RuleAction entry = scripts.actions().get(number);
        increment(host, entry.times());
        host.set(entry.result(), result);
        if (result < 0) {
            increment(host, entry.failures());
        } else if (ScenarioScripts.Injection.functionId(entry.action()) >= 0) {
            replaced(host, scripts, number);
        }
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

    /** A new request for a failure takes the place of the last one; the host says what was left of that. */
    private static void replaced(HostThread host, ScenarioScripts scripts, int number) {
        ScenarioScripts.RuleAction entry = scripts.actions().get(number);
        ScenarioScripts.Injection injection = scripts.injection(entry.action());
        long before = host.variable(injection.armed());
        if (before != ScenarioScripts.UNKNOWN) {
            ScenarioScripts.RuleAction last = scripts.actions().get((int) before);
            long left = host.variable(entry.firstValue());
            host.set(last.effects(), count(host.variable(last.effects())) + effects(last.action(), left));
        }
        host.set(injection.armed(), number);
    }

    /** How many calls an action has made fail, by what is left of it. */
    private static long effects(VmmAction action, long left) {
        long count = ScenarioScripts.Injection.count(action);
        return action instanceof VmmAction.FailAllocation ? left == 0 ? 1 : 0 : count - left;
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

    static ActionOutcome of(ScenarioVmm vmm, ScenarioScripts scripts, int number) {
        ScenarioScripts.RuleAction entry = scripts.actions().get(number);
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < ScriptCompiler.RMI_VALUES; i++) {
            long value = vmm.variable(entry.firstValue() + i);
            values.add(value == ScenarioScripts.UNKNOWN ? 0 : value);
        }
        return new ActionOutcome(
                entry.action(),
                count(vmm.variable(entry.times())),
                count(vmm.variable(entry.misses())),
                count(vmm.variable(entry.failures())),
                effects(vmm, scripts, number),
                count(vmm.variable(entry.result())),
                values);
    }

    private static long effects(ScenarioVmm vmm, ScenarioScripts scripts, int number) {
        ScenarioScripts.RuleAction entry = scripts.actions().get(number);
        long before = count(vmm.variable(entry.effects()));
        if (ScenarioScripts.Injection.functionId(entry.action()) < 0) {
            return before;
        }
        ScenarioScripts.Injection injection = scripts.injection(entry.action());
        if (vmm.variable(injection.armed()) != number) {
            return before;
        }
        long left = vmm.variable(injection.left());
        return left == ScenarioScripts.UNKNOWN ? UNKNOWN : before + effects(entry.action(), left);
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
            case VmmAction.FailRmi fail -> isKnown();
            case VmmAction.FailAllocation fail -> isKnown();
            default -> false;
        };
    }

    private boolean isKnown() {
        return effects != UNKNOWN;
    }

    /** Whether it was done, always with the result that the scenario says; something to fail must have failed. */
    public boolean isMet() {
        boolean hasEffect = ScenarioScripts.Injection.functionId(action) < 0 || effects > 0;
        return times > 0 && misses == 0 && hasEffect;
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
            case VmmAction.Read read -> "read " + Notation.hex(values.getFirst() & mask(read.size()));
            case VmmAction.Rmi rmi -> rmi(rmi);
            case VmmAction.FailRmi fail -> effect("call");
            case VmmAction.FailAllocation fail -> effect("allocation");
            default -> "was done";
        };
    }

    private String effect(String what) {
        return effects == UNKNOWN
                ? "was asked for"
                : effects == 0
                        ? "no " + what + " failed for it: there were not that many"
                        : "made " + Notation.count(effects, what) + " fail";
    }

    private String rmi(VmmAction.Rmi rmi) {
        StringBuilder text = new StringBuilder("returned ").append(RmiStatus.describe(values.getFirst()));
        for (int i = 1; i <= rmi.expectedValues().size(); i++) {
            text.append(", ").append(Notation.hex(values.get(i)));
        }
        return text.toString();
    }

    private static long mask(int size) {
        return size == Long.BYTES ? -1 : (1L << 8 * size) - 1;
    }
}
