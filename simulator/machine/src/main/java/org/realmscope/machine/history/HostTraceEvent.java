package org.realmscope.machine.history;

import java.util.List;

/**
 * An event of the host's trace.
 *
 * @param count system counter
 * @param pe index of the PE
 * @param kind number of the event, see {@code docs/vmm-port.md}
 * @param vcpu index of the vCPU in its VM, -1 if it is no vCPU's
 * @param vm index of the VM, -1 if it is no VM's
 * @param fields as many as an event can have
 * @param lost events of the PE before this one that were overwritten before anybody read them
 */
public record HostTraceEvent(long count, int pe, int kind, int vcpu, int vm, List<Long> fields, long lost) {
    /** {@link #kind} of the event that says what became of a REC exit; its first field is the return code. */
    public static final int REC_EXIT_HANDLED = 32;

    public HostTraceEvent {
        fields = List.copyOf(fields);
    }
}
