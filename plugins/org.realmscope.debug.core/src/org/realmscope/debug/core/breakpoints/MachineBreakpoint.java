package org.realmscope.debug.core.breakpoints;

import org.realmscope.protocol.RichBreakpoint;

/** A breakpoint at something that happens to the machine, rather than in a source. */
public abstract sealed class MachineBreakpoint extends RealmBreakpoint
        permits CallBreakpoint, FaultBreakpoint, HazardBreakpoint, WatchBreakpoint {
    /** How adapters are told of it. */
    abstract RichBreakpoint rich();
}
