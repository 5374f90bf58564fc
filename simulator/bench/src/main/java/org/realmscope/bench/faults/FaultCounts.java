package org.realmscope.bench.faults;

import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.MachineObserver;
import org.realmscope.platform.SecurityState;

/** Counts RMI calls, stage 2 faults of the realm, and the instructions that the host executes between them. */
final class FaultCounts implements MachineObserver {
    private long calls;
    private long faults;
    private long hostInstructions;
    private long leftRealm;

    @Override
    public void event(MachineEvent event) {
        switch (event) {
            case MachineEvent.RmiCall call -> calls++;
            case MachineEvent.Stage2Fault fault -> faults++;
            case MachineEvent.WorldSwitch(var moment, int pe, var from, SecurityState to) -> {
                if (to == SecurityState.NON_SECURE) {
                    leftRealm = moment.instructions();
                } else {
                    hostInstructions += moment.instructions() - leftRealm;
                }
            }
            default -> {}
        }
    }

    /** Starts anew, at an instruction of the host. */
    void reset(long instructions) {
        calls = 0;
        faults = 0;
        hostInstructions = 0;
        leftRealm = instructions;
    }

    double callsPerFault() {
        return (double) calls / faults;
    }

    double hostInstructionsPerFault() {
        return (double) hostInstructions / faults;
    }
}
