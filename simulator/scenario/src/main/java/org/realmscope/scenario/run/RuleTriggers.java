package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.machine.vmm.Vmm;
import org.realmscope.machine.vmm.VmmPhase;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.model.VmmRule;

/** Knows when rules apply, and hands them to PE 0. */
final class RuleTriggers implements Stateful {
    private final ScenarioScripts scripts;
    private final HostThread host;
    private final List<VcpuThread> vcpus;
    private final List<VmmRule> rules;
    private final boolean[] applied;
    private long faults;

    RuleTriggers(ScenarioScripts scripts, HostThread host, List<VcpuThread> vcpus) {
        this.scripts = scripts;
        this.host = host;
        this.vcpus = vcpus;
        this.rules = scripts.scenario().rules();
        this.applied = new boolean[rules.size()];
    }

    private void apply(int rule, int vcpu) {
        applied[rule] = true;
        for (VmmAction action : rules.get(rule).actions()) {
            if (action instanceof VmmAction.ExternalAbort abort) {
                vcpus.get(scripts.vcpu(abort.realm(), abort.vcpu())).holds++;
            }
        }
        host.add(scripts.rule(rule), vcpu);
    }

    /** Boot rules of nothing but failures come first, so that the host's own first calls can fail too. */
    void hostStarts() {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).trigger() instanceof VmmRule.Trigger.Boot && isOfFailures(rules.get(i))) {
                apply(i, ScriptQueue.NOBODY);
            }
        }
    }

    /** Whether the host's first calls are meant to fail: it then has no realms, as KVM where the RMM is unusable. */
    boolean mayFailTheHost() {
        return rules.stream().anyMatch(rule -> rule.trigger() instanceof VmmRule.Trigger.Boot && isOfFailures(rule));
    }

    private static boolean isOfFailures(VmmRule rule) {
        return rule.actions().stream()
                .allMatch(action -> action instanceof VmmAction.FailRmi || action instanceof VmmAction.FailAllocation);
    }

    void phaseBegan(VmmPhase phase) {
        for (int i = 0; i < rules.size(); i++) {
            boolean applies = switch (rules.get(i).trigger()) {
                case VmmRule.Trigger.Boot boot -> phase == VmmPhase.BOOT && !isOfFailures(rules.get(i));
                case VmmRule.Trigger.Start start -> phase == VmmPhase.START;
                case VmmRule.Trigger.End end -> phase == VmmPhase.END;
                case VmmRule.Trigger.Time time -> false;
                case VmmRule.Trigger.Fault fault -> false;
                case VmmRule.Trigger.HostCall call -> false;
            };
            if (applies) {
                apply(i, ScriptQueue.NOBODY);
            }
        }
    }

    /** A realm took a stage 2 fault. */
    void faulted() {
        faults++;
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).trigger() instanceof VmmRule.Trigger.Fault(long number) && number == faults) {
                apply(i, ScriptQueue.NOBODY);
            }
        }
    }

    /** How many rules a host call triggers. */
    int rulesOfHostCall(int immediate) {
        int count = 0;
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).trigger() instanceof VmmRule.Trigger.HostCall(int number) && number == immediate) {
                count++;
            }
        }
        return count;
    }

    /** A vCPU made a host call and waits for its rules. */
    void hostCalled(int vcpu, int immediate) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).trigger() instanceof VmmRule.Trigger.HostCall(int number) && number == immediate) {
                apply(i, vcpu);
            }
        }
    }

    /**
     * Instruction count of the next rule that applies by time.
     *
     * @param start what its time counts from
     */
    long nextTime(long start) {
        int rule = nextByTime();
        return rule < 0 ? Vmm.NEVER : start + time(rule);
    }

    /** Applies the rule of {@link #nextTime}. */
    void timeHasCome() {
        apply(nextByTime(), ScriptQueue.NOBODY);
    }

    private int nextByTime() {
        int next = -1;
        for (int i = 0; i < rules.size(); i++) {
            boolean waits = !applied[i] && rules.get(i).trigger() instanceof VmmRule.Trigger.Time;
            if (waits && (next < 0 || time(i) < time(next))) {
                next = i;
            }
        }
        return next;
    }

    private long time(int rule) {
        return rules.get(rule).trigger() instanceof VmmRule.Trigger.Time(long instructions) ? instructions : Vmm.NEVER;
    }

    /** Rules that have not applied. */
    List<VmmRule> untriggered() {
        List<VmmRule> left = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (!applied[i]) {
                left.add(rules.get(i));
            }
        }
        return left;
    }

    @Override
    public void save(StateSink sink) {
        sink.put(faults);
        for (boolean flag : applied) {
            sink.put(flag);
        }
    }

    @Override
    public void load(StateSource source) {
        faults = source.next();
        for (int i = 0; i < applied.length; i++) {
            applied[i] = source.nextFlag();
        }
    }
}
