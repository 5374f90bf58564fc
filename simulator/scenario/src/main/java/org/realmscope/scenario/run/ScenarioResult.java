package org.realmscope.scenario.run;

import java.util.List;
import org.realmscope.machine.history.RunHistory;
import org.realmscope.scenario.guest.GuestProgram;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.VmmRule;

/**
 * What a run of a scenario showed.
 *
 * @param seed of the run, which need not be the scenario's
 * @param instructions system counter at the end
 * @param end how the run ended
 * @param endText the same for people, with what it ended for
 * @param history faults, RMI calls, reports and, from before the realms were destroyed, their tables
 * @param programs what the vCPUs of each realm ran, in the order of the scenario
 * @param vcpus all vCPUs in order
 * @param realmNumbers number of each realm in {@code history}, by the scenario's order; -1 for one that was never
 *     created
 * @param leaks granules that the host has given up, or that are still delegated after everything was destroyed
 * @param guestExceptions exceptions of the guests that no step asks for
 * @param fetches which steps called the code outside of {@code programs} that faulted
 * @param failedRealms a line for each realm that could not be built
 * @param actions all actions of all rules in order
 * @param untriggered rules that did not come to apply
 * @param places where each PE was when the run was cut short; empty if it was not
 * @param expectations in source order
 * @param console what the host and others wrote to the console
 */
public record ScenarioResult(
        Scenario scenario,
        long seed,
        long instructions,
        RunEnd end,
        String endText,
        RunHistory history,
        List<GuestProgram> programs,
        List<VcpuEnd> vcpus,
        List<Integer> realmNumbers,
        List<LeakedGranule> leaks,
        List<GuestException> guestExceptions,
        FetchSites fetches,
        List<String> failedRealms,
        List<ActionOutcome> actions,
        List<VmmRule> untriggered,
        List<String> places,
        List<ExpectationResult> expectations,
        String console) {
    public ScenarioResult {
        programs = List.copyOf(programs);
        vcpus = List.copyOf(vcpus);
        realmNumbers = List.copyOf(realmNumbers);
        leaks = List.copyOf(leaks);
        guestExceptions = List.copyOf(guestExceptions);
        failedRealms = List.copyOf(failedRealms);
        actions = List.copyOf(actions);
        untriggered = List.copyOf(untriggered);
        places = List.copyOf(places);
        expectations = List.copyOf(expectations);
    }

    /** Whether the run came to its end and every expectation is met. */
    public boolean isMet() {
        return end.isComplete() && expectations.stream().allMatch(ExpectationResult::met);
    }
}
