package org.realmscope.debug.explain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.model.ModelSources;
import org.realmscope.debug.stack.CodeFrame;
import org.realmscope.debug.stack.Frame;
import org.realmscope.debug.stack.StackReader;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.Machine;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.SecurityState;

/**
 * Where the handling of a fault stands that is not over.
 *
 * @param moment the furthest of the run
 * @param functions of the host in which the PE is then, innermost first; empty if it is not in the host
 * @param next call of the RMM that is about to take effect; null if none is
 */
record Progress(
        Moment moment, List<String> functions, @Nullable CallFacts next) {
    /** KVM's function that hands REC exits on: its callers belong to every exit. */
    private static final String EXIT_HANDLER = "handle_rme_exit";

    Progress {
        functions = List.copyOf(functions);
    }

    static Progress read(Forks forks, FaultRecord fault, CallReader calls, SymbolScopes symbols) {
        Moment furthest = forks.live().frontier();
        Machine fork = forks.live().fork(furthest);
        int pe = fault.guest().pe();
        List<String> functions = new ArrayList<>();
        if (fork.pe(pe).securityState == SecurityState.NON_SECURE) {
            functions.addAll(functions(new StackReader(symbols, new Inspection(fork), new ModelSources(fork)), pe));
        }
        return new Progress(furthest, functions, fork.isRmiCallPending(pe) ? next(fault, calls) : null);
    }

    /** The last call, which has not returned. */
    private static @Nullable CallFacts next(FaultRecord fault, CallReader calls) {
        RmiCallRecord last = fault.rmi().isEmpty() ? null : fault.rmi().getLast();
        return last == null || last.result() != null ? null : calls.ofHost(last);
    }

    private static List<String> functions(StackReader stacks, int pe) {
        List<String> names = new ArrayList<>();
        for (Frame frame : stacks.read(pe, null)) {
            boolean isOfHost = frame instanceof CodeFrame && frame.world() == SecurityState.NON_SECURE;
            if (isOfHost && !frame.image().isEmpty()) {
                names.add(frame.name());
            }
            if (isOfHost && frame.name().equals(EXIT_HANDLER)) {
                break;
            }
        }
        return names;
    }

    /** Whether the host handles the exit of the realm, and has not gone back to the VMM. */
    boolean isInExitHandler() {
        return functions.contains(EXIT_HANDLER);
    }
}
