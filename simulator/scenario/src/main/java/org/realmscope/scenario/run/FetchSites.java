package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.realmscope.machine.history.FaultRecord;

/** Which {@code fetch} step had called the code that faulted, for code outside of the steps' program. */
public final class FetchSites {
    /** By vCPU: the number of a fault, and the call's address; it holds for the faults behind it, up to the next. */
    private final List<TreeMap<Long, Long>> calls = new ArrayList<>();

    /** @param vcpus number of vCPUs, which are on the PEs from 1 on */
    public FetchSites(int vcpus) {
        for (int i = 0; i < vcpus; i++) {
            calls.add(new TreeMap<>());
        }
    }

    /**
     * Takes note of a fault outside of the steps' program.
     *
     * @param fault number of the fault
     * @param call address of the instruction that called the code
     */
    void add(int vcpu, long fault, long call) {
        Map.Entry<Long, Long> last = calls.get(vcpu).lastEntry();
        if (last == null || last.getValue() != call) {
            calls.get(vcpu).put(fault, call);
        }
    }

    /** Address of the call that led to a fault outside of the steps' program, if a step made it. */
    public OptionalLong call(FaultRecord fault) {
        int vcpu = fault.guest().pe() - 1;
        Map.Entry<Long, Long> call =
                vcpu < 0 || vcpu >= calls.size() ? null : calls.get(vcpu).floorEntry(fault.number());
        return call == null ? OptionalLong.empty() : OptionalLong.of(call.getValue());
    }
}
