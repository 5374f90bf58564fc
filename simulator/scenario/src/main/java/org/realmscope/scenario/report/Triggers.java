package org.realmscope.scenario.report;

import org.realmscope.scenario.model.VmmRule;
import org.realmscope.scenario.run.Notation;

/** When rules apply, as scenarios write it. */
final class Triggers {
    private Triggers() {}

    static String text(VmmRule.Trigger trigger) {
        return switch (trigger) {
            case VmmRule.Trigger.Boot boot -> "at boot";
            case VmmRule.Trigger.Start start -> "at start";
            case VmmRule.Trigger.End end -> "at end";
            case VmmRule.Trigger.Time(long instructions) ->
                "at " + Notation.count(instructions).replace(',', '_');
            case VmmRule.Trigger.Fault(long number) -> "on fault " + number;
            case VmmRule.Trigger.HostCall(int immediate) -> "on host_call " + immediate;
        };
    }
}
