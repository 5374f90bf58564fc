package org.realmscope.adapter.gdb;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.BreakpointStatus;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.Regime;

/**
 * Breakpoints and watchpoints as gdb places them: it takes them all away at each stop, and also while it steps one
 * thread from a breakpoint. Here the other threads go on meanwhile, so that those it took away since the last stop stay
 * for a step.
 */
final class StubBreakpoints {
    private static final String PLACED = "gdb placed";
    private static final String CAUGHT = "gdb caught";
    private static final int INSTRUCTION_SIZE = 4;
    private static final int MAX_WATCHED = 4096;

    private final Debuggee debuggee;
    private final HostProgram host;
    private final Set<Placed> placed = new LinkedHashSet<>();
    private final Set<Placed> lately = new LinkedHashSet<>();
    private final List<Breakpoint> caught = new ArrayList<>();
    private Map<Integer, Placed> byId = new TreeMap<>();
    private Worlds worlds = Worlds.AUTO;

    StubBreakpoints(Debuggee debuggee, HostProgram host) {
        this.debuggee = debuggee;
        this.host = host;
    }

    /** In which translation regimes addresses are meant. */
    enum Worlds {
        /** Those of the host's program in the host's, all others in every regime. */
        AUTO,
        HOST,
        REALMS,
        ALL
    }

    /** What a {@code Z} packet can place; the constants are in the order of the packets' numbers. */
    enum Kind {
        SOFTWARE("swbreak:;"),
        HARDWARE("hwbreak:;"),
        WRITE("watch:%x;"),
        READ("rwatch:%x;"),
        ACCESS("awatch:%x;");

        private final String reason;

        Kind(String reason) {
            this.reason = reason;
        }

        boolean isCode() {
            return this == SOFTWARE || this == HARDWARE;
        }
    }

    /** A breakpoint, or a watchpoint of {@code length} bytes. */
    record Placed(Kind kind, long address, int length) {
        /** As a stop reply tells of it. */
        String reason() {
            return kind.reason.formatted(address);
        }
    }

    /**
     * Places one.
     *
     * @throws PacketError if it cannot be hit
     */
    void place(Placed wanted) {
        if (wanted.kind.isCode() && (wanted.address % INSTRUCTION_SIZE != 0 || wanted.length != INSTRUCTION_SIZE)) {
            throw new PacketError("instructions have 4 bytes at addresses that are multiples of 4");
        }
        if (!wanted.kind.isCode() && (wanted.length < 1 || wanted.length > MAX_WATCHED)) {
            throw new PacketError("1 to %d bytes can be watched".formatted(MAX_WATCHED));
        }
        placed.add(wanted);
    }

    void remove(Placed unwanted) {
        if (placed.remove(unwanted)) {
            lately.add(unwanted);
        }
    }

    /** From now on, addresses are meant in these regimes. */
    void choose(Worlds chosen) {
        worlds = chosen;
    }

    /** From now on, the machine also stops at {@code event}, if it can happen; returns what limits that, or nothing. */
    String catchAt(Breakpoint event) {
        caught.add(event);
        BreakpointStatus status = armCaught().getLast();
        if (!status.verified()) {
            caught.removeLast();
            armCaught();
        }
        return status.message();
    }

    /** Events at which the machine stops. */
    List<Breakpoint> caught() {
        return caught;
    }

    /** From now on, the machine stops at no event. */
    void catchNothing() {
        caught.clear();
        armCaught();
    }

    /**
     * Arms them, before the machine moves.
     *
     * @param forStep whether only one thread is to step, from a place where there may be a breakpoint
     */
    void arm(boolean forStep) {
        Set<Placed> wanted = new LinkedHashSet<>(placed);
        if (forStep) {
            wanted.addAll(lately);
        }
        List<BreakpointRequest> requests = new ArrayList<>();
        List<Placed> owners = new ArrayList<>();
        for (Placed each : wanted) {
            for (AddressSpace space : spaces(each.address)) {
                requests.add(new BreakpointRequest(breakpoint(each, space)));
                owners.add(each);
            }
        }
        List<BreakpointStatus> statuses = debuggee.breakpoints().set(PLACED, requests);
        byId = new TreeMap<>();
        for (int i = 0; i < statuses.size(); i++) {
            byId.put(statuses.get(i).id(), owners.get(i));
        }
    }

    private List<BreakpointStatus> armCaught() {
        return debuggee.breakpoints()
                .set(CAUGHT, caught.stream().map(BreakpointRequest::new).toList());
    }

    /** The machine has stopped. */
    void stopped() {
        lately.clear();
    }

    /** What gdb placed and knows by this number here; null for an event that is caught. */
    @Nullable
    Placed placed(int id) {
        return byId.get(id);
    }

    private static Breakpoint breakpoint(Placed placed, AddressSpace space) {
        return placed.kind.isCode()
                ? new Breakpoint.Instruction(space, placed.address)
                : new Breakpoint.Memory(
                        space, placed.address, placed.length, placed.kind != Kind.WRITE, placed.kind != Kind.READ);
    }

    private List<AddressSpace> spaces(long address) {
        boolean isHostOnly = worlds == Worlds.HOST || worlds == Worlds.AUTO && host.contains(address);
        List<AddressSpace> spaces = new ArrayList<>();
        if (worlds != Worlds.REALMS) {
            spaces.add(new AddressSpace.Virtual(Regime.EL2N));
        }
        if (!isHostOnly) {
            for (int i = 0; i < debuggee.run().scenario().realms().size(); i++) {
                spaces.add(new AddressSpace.Virtual(
                        Regime.EL1R, AddressSpace.Virtual.ANY_PE, new RealmSelector.Numbered(i)));
            }
            if (!debuggee.session().view().knowsRealms()) {
                spaces.add(new AddressSpace.Virtual(Regime.EL2R));
            }
        }
        return spaces;
    }
}
