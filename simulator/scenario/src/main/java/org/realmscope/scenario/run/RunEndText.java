package org.realmscope.scenario.run;

import org.realmscope.machine.control.StopReason;
import org.realmscope.scenario.model.Scenario;

/** How a run ended, in words. */
final class RunEndText {
    private RunEndText() {}

    /** @param pe0 what PE 0 does */
    static String of(RunEnd end, StopReason reason, ScenarioVmm vmm, Scenario scenario, String pe0) {
        return switch (end) {
            case COMPLETED -> "the scenario is complete";
            case DEADLOCK -> "vCPUs wait for what nobody sends";
            case LIMIT ->
                "the limit of " + Notation.count(scenario.platform().limit())
                        + " instructions was reached; a larger one is set by 'platform { limit N }'";
            case HOST_HUNG -> "the host does not answer any more; its ioctl thread was at " + vmm.describeHost();
            case HOST_FAILED -> "the host image did not come up";
            case RMM_FAILED ->
                "the RMM image " + scenario.rmm().image() + " never completed its boot (RMM_BOOT_COMPLETE): " + pe0;
            case OUT_OF_MEMORY -> HostMemory.text(scenario);
            case STOPPED -> stopped(reason);
        };
    }

    private static String stopped(StopReason reason) {
        return switch (reason) {
            case StopReason.Paused paused -> "the run was interrupted";
            case StopReason.Halted halted -> "the host image ended the run with exit code " + halted.exitCode();
            case StopReason.PoweredOff off -> off.reset() ? "the host reset the machine" : "the host powered off";
            case StopReason.NotImplemented missing -> "PE " + missing.pe() + ": " + missing.what();
            case StopReason.Deadlock deadlock ->
                "nothing can ever happen again: " + String.join("; ", deadlock.waits());
            default -> "the run was stopped";
        };
    }
}
