package org.realmscope.adapter.explain;

import java.util.List;
import org.realmscope.debug.explain.Explainer;
import org.realmscope.debug.explain.Explanation;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.ResolutionKind;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.scenario.run.ScenarioRun;

/** What of a run a mutation is about. */
sealed interface Subject {
    /** Explains it. */
    Explanation explain(ScenarioRun run, List<MachineEvent> events, Explainer explainer);

    /** The last fault of a vCPU on a page. */
    record LastFault(int vcpu, long ipa) implements Subject {
        @Override
        public Explanation explain(ScenarioRun run, List<MachineEvent> events, Explainer explainer) {
            FaultHistory faults = run.recorder().faults();
            for (long number = faults.count(); number > 0; number--) {
                FaultRecord fault = faults.fault(number);
                if (fault.guest().vcpu() == vcpu && (fault.ipa() & -4096L) == (ipa & -4096L)) {
                    return explainer.fault(number);
                }
            }
            throw new AssertionError("vCPU " + vcpu + " has no fault at 0x" + Long.toHexString(ipa));
        }
    }

    /** The last fault whose handling returned an error. */
    record FailedFault(long error) implements Subject {
        @Override
        public Explanation explain(ScenarioRun run, List<MachineEvent> events, Explainer explainer) {
            FaultHistory faults = run.recorder().faults();
            for (long number = faults.count(); number > 0; number--) {
                Integer code = faults.fault(number).returnCode();
                if (code != null && code == error) {
                    return explainer.fault(number);
                }
            }
            throw new AssertionError("no fault ended with " + error);
        }
    }

    /** The last fault that neither mapped anything nor failed. */
    record IdleFault() implements Subject {
        @Override
        public Explanation explain(ScenarioRun run, List<MachineEvent> events, Explainer explainer) {
            FaultHistory faults = run.recorder().faults();
            for (long number = faults.count(); number > 0; number--) {
                FaultRecord fault = faults.fault(number);
                if (fault.resolution().kind() == ResolutionKind.REENTERED) {
                    return explainer.fault(number);
                }
            }
            throw new AssertionError("no fault found its page mapped");
        }
    }

    /** The first call of a command that failed after the start, wherever it was made. */
    record FailedCall(String name) implements Subject {
        @Override
        public Explanation explain(ScenarioRun run, List<MachineEvent> events, Explainer explainer) {
            var history = run.recorder().history();
            for (RmiCallRecord call : history.otherCalls()) {
                if (call.name().equals(name)
                        && call.result() != null
                        && !call.succeeded()
                        && history.start().isBefore(call.moment())) {
                    return explainer.at(call.moment());
                }
            }
            for (long number = 1; number <= run.recorder().faults().count(); number++) {
                for (RmiCallRecord call : run.recorder().faults().fault(number).rmi()) {
                    if (call.name().equals(name) && call.result() != null && !call.succeeded()) {
                        return explainer.at(call.moment());
                    }
                }
            }
            throw new AssertionError("no call of " + name + " failed");
        }
    }

    /** The last RSI call that a realm got an error from. */
    record FailedRealmCall() implements Subject {
        @Override
        public Explanation explain(ScenarioRun run, List<MachineEvent> events, Explainer explainer) {
            for (MachineEvent event : events.reversed()) {
                if (event instanceof MachineEvent.RealmResumed resumed
                        && (resumed.esr() >>> 26 & 0x3f) == 0x17
                        && resumed.results().getFirst() != 0) {
                    return explainer.at(resumed.moment());
                }
            }
            throw new AssertionError("no call of the realm failed");
        }
    }

    /** The last granule protection fault. */
    record GranuleProtection() implements Subject {
        @Override
        public Explanation explain(ScenarioRun run, List<MachineEvent> events, Explainer explainer) {
            for (MachineEvent event : events.reversed()) {
                if (event instanceof MachineEvent.ExceptionTaken taken
                        && taken.syndrome().exceptionClass() >>> 3 == 4
                        && FaultKind.of(taken.syndrome().faultStatusCode()) == FaultKind.GRANULE_PROTECTION) {
                    return explainer.at(taken.moment());
                }
            }
            throw new AssertionError("there was no granule protection fault");
        }
    }
}
