package org.realmscope.scenario.run;

import java.util.List;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.VcpuSetup;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.model.VmmRule;

/**
 * A scenario as its VMM follows it: never changes, and is shared by the VMMs of a machine and its forks.
 *
 * @param scripts all scripts; the methods say which number is which
 * @param variables number of variables, all unknown at first
 * @param reports variable of the physical address of the host's reports
 * @param realms variables of each realm
 * @param vcpus all vCPUs in order; vCPU i has PE 1 + i
 * @param memory variable of the pages that the host has left, when it was asked last
 * @param actions all actions of all rules in order
 * @param injections failures that are asked for, by what is to fail
 */
record ScenarioScripts(
        Scenario scenario,
        List<Script> scripts,
        int variables,
        int reports,
        int memory,
        List<RealmVariables> realms,
        List<Vcpu> vcpus,
        List<RuleAction> actions,
        List<Injection> injections) {
    /** Value of a variable that nothing has been stored in. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** Number of the script that brings the host image up. */
    static final int SETUP = 0;
    /** Number of the script that asks the host image for its reports. */
    static final int REPORT = 1;

    /** Number of the script that asks the host image how much memory it has left. */
    static final int MEMORY = 2;

    private static final int FIRST_BUILD = 3;

    ScenarioScripts {
        scripts = List.copyOf(scripts);
        realms = List.copyOf(realms);
        vcpus = List.copyOf(vcpus);
        actions = List.copyOf(actions);
        injections = List.copyOf(injections);
    }

    /** Number of the script that builds a realm. */
    static int build(int realm) {
        return FIRST_BUILD + realm;
    }

    /** Number of the script that destroys a realm. */
    int close(int realm) {
        return FIRST_BUILD + realms.size() + realm;
    }

    /** Number of the script of a rule of the scenario. */
    int rule(int rule) {
        return FIRST_BUILD + 2 * realms.size() + rule;
    }

    /** Whether a script is that of a rule. */
    boolean isRule(int script) {
        return script >= rule(0) && script < kick(0);
    }

    /** Number of the script that makes a vCPU leave KVM_RUN. */
    int kick(int vcpu) {
        return FIRST_BUILD + 2 * realms.size() + scenario.rules().size() + vcpu;
    }

    /** Number of the script that gives memory the attributes that a vCPU's access needs. */
    int attributes(int vcpu) {
        return kick(vcpus.size()) + vcpu;
    }

    /**
     * Variables of a realm.
     *
     * @param vm number of the VM
     * @param rd physical address of the RD
     * @param page physical address of the page that is filled
     * @param error of the command that failed while it was built
     * @param step position of that command in the script
     */
    record RealmVariables(RealmSetup setup, int vm, int rd, int page, int error, int step, List<SlotVariables> slots) {
        RealmVariables {
            slots = List.copyOf(slots);
        }
    }

    /**
     * A slot and what is known of it.
     *
     * @param base variable of the IPA where it is, or was last
     * @param size bytes
     * @param hva user-space address of its memory
     * @param memory user-space address of what backs protected memory: the guest_memfd's, else {@code hva}
     */
    record SlotVariables(int base, long size, long hva, long memory) {}

    /**
     * A vCPU.
     *
     * @param pe index of the PE that is its own
     * @param realm index of its realm
     * @param id variable of its number in its VM
     * @param rec variable of the physical address of the REC
     * @param fault first of the variables that hold address, size and wanted attributes of a memory fault
     */
    record Vcpu(int pe, int realm, VcpuSetup setup, int id, int rec, int fault) {}

    /** Position of a vCPU in {@link #vcpus}. */
    int vcpu(int realm, int index) {
        for (int i = 0; i < vcpus.size(); i++) {
            if (vcpus.get(i).realm() == realm && vcpus.get(i).setup().index() == index) {
                return i;
            }
        }
        throw new IllegalArgumentException("no vCPU " + index + " in realm " + realm);
    }

    /**
     * An action of a rule and what is remembered of it.
     *
     * @param result variable of the last result, 0 or more, or minus a Linux error number
     * @param firstValue variable of its first further result
     * @param times variable that counts how often it was done
     * @param misses variable that counts how often its result was not as expected
     * @param failures variable that counts how often it could not be done
     * @param effects variable that counts the calls that failed as it asked for, until something else was asked for
     */
    record RuleAction(
            VmmRule rule,
            VmmAction action,
            int result,
            int firstValue,
            int times,
            int misses,
            int failures,
            int effects) {}

    /**
     * What is made to fail. The host takes one request at a time for it.
     *
     * @param functionId of the RMI command, {@link #ALLOCATION} for the page allocation
     * @param armed variable of the position in {@link #actions} of the last request
     * @param left variable of what had not come about of that one in the end
     */
    record Injection(long functionId, int armed, int left) {
        static final long ALLOCATION = 0;

        /** What an action makes fail; -1 for one that does not. */
        static long functionId(VmmAction action) {
            return switch (action) {
                case VmmAction.FailRmi fail -> fail.functionId();
                case VmmAction.FailAllocation fail -> ALLOCATION;
                default -> -1;
            };
        }

        /** How many calls an action asks to fail. */
        static long count(VmmAction action) {
            return action instanceof VmmAction.FailRmi fail ? fail.count() : 1;
        }
    }

    /** The injection of an action. */
    Injection injection(VmmAction action) {
        long functionId = Injection.functionId(action);
        return injections.stream()
                .filter(injection -> injection.functionId() == functionId)
                .findFirst()
                .orElseThrow();
    }
}
