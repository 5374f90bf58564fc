package org.realmscope.adapter.gdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.RegisterText;
import org.realmscope.adapter.debuggee.ThreadText;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.CallFilter;
import org.realmscope.debug.control.CallPhase;
import org.realmscope.debug.control.FaultFilter;
import org.realmscope.debug.control.Hazard;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.Decoding;
import org.realmscope.debug.inspect.Location;
import org.realmscope.debug.inspect.MemoryRead;
import org.realmscope.debug.inspect.RegisterValue;
import org.realmscope.debug.stack.Frame;
import org.realmscope.debug.stack.SourcePosition;
import org.realmscope.machine.Machine;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.schedule.RunState;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.UserError;

/** Commands that gdb passes on, {@code monitor COMMAND}: what there is beyond one PE's registers and memory. */
final class Monitor {
    private static final int DEFAULT_FAULTS = 10;
    private static final int MAX_FAULTS = 1000;
    private static final int DEFAULT_BYTES = 64;
    private static final int MAX_BYTES = 65_536;
    private static final int LINE_BYTES = 16;

    private static final List<String> HELP = List.of(
            "world                      what each PE does",
            "backtrace                  the stack of the PE across worlds",
            "moment                     where the machine stands, and how much of the run is known",
            "goto MOMENT                go to a moment of the known run: 1234.2, 'start', 'end', 'fault N';",
            "                           then: maintenance flush register-cache",
            "faults [N]                 the last N stage 2 faults of realms (10)",
            "decode [KIND] VALUE...     explain a number: esr, return, descriptor, function, features, errno",
            "register NAME              a register of the PE, field by field",
            "space SPACE|current        read and write memory of EL1R, EL2R, EL2N, ipa(realm0), pa(ns), ...;",
            "                           'current' is the translation of the thread's PE",
            "x ADDRESS [BYTES]          memory at EL1R:0x1000, ipa(realm0):0x1000, pa(realm):0x1000, ...",
            "translate ADDRESS          where an address leads",
            "break-in auto|host|realms|all  worlds in which breakpoints' addresses are meant; 'auto': those of the",
            "                           host's program in the host, others everywhere",
            "catch fault|hazard|NAME [outcome]  also stop at stage 2 faults of realms, at hazards, at RMI, RSI or",
            "                           PSCI calls (RMI_RTT_*), before they take effect or after; 'catch none' ends"
                    + " it");

    private final Debuggee debuggee;
    private final StubMemory memory;
    private final StubBreakpoints breakpoints;

    Monitor(Debuggee debuggee, StubMemory memory, StubBreakpoints breakpoints) {
        this.debuggee = debuggee;
        this.memory = memory;
        this.breakpoints = breakpoints;
    }

    /**
     * Executes a command.
     *
     * @param pe of the thread that gdb looks at
     * @return lines for the user, also of what is wrong with the command
     */
    // A user's mistake is told where the command was typed; as an error of the packet, gdb would not show it.
    List<String> execute(String command, int pe) {
        List<String> words = Arrays.asList(command.strip().split("\\s+"));
        try {
            return execute(words, pe);
        } catch (UserError | RequestError | PacketError mistake) {
            return List.of(words.getFirst() + ": " + mistake.getMessage());
        }
    }

    private List<String> execute(List<String> words, int pe) {
        String argument = words.size() > 1 ? words.get(1) : "";
        return switch (words.getFirst()) {
            case "help", "" -> HELP;
            case "world" -> world();
            case "backtrace", "bt" -> backtrace(pe);
            case "moment" -> moment();
            case "goto" -> goTo(argument, words);
            case "faults" -> faults(argument);
            case "decode" -> Decoding.explain(words.subList(1, words.size()));
            case "register" -> register(pe, argument);
            case "space" -> space(argument, pe);
            case "x" -> memory(words, pe);
            case "translate" -> translate(argument, pe);
            case "break-in" -> breakIn(argument);
            case "catch" -> catching(argument, words.size() > 2 && words.get(2).equals("outcome"));
            default -> throw new PacketError("there is no such command; 'monitor help' lists those that there are");
        };
    }

    private Machine machine() {
        return debuggee.session().machine();
    }

    // --- time

    private List<String> world() {
        return IntStream.range(0, machine().configuration().pes())
                .mapToObj(pe -> "thread %d  %s: %s, pc 0x%x"
                        .formatted(
                                debuggee.thread(pe),
                                ThreadText.pe(debuggee, pe),
                                machine().state(pe) == RunState.OFF
                                        ? "off"
                                        : ThreadText.world(machine().pe(pe)),
                                machine().pe(pe).pc))
                .toList();
    }

    private List<String> backtrace(int pe) {
        List<String> lines = new ArrayList<>();
        for (Frame frame : debuggee.stacks().of(debuggee.threadView(debuggee.thread(pe)))) {
            SourcePosition source = frame.source();
            lines.add("#%-2d %s %s%s"
                    .formatted(
                            lines.size(),
                            ThreadText.world(frame.world(), frame.el()),
                            frame.name(),
                            source == null ? "" : " at %s:%d".formatted(source.path(), source.line())));
        }
        return lines;
    }

    private List<String> moment() {
        return List.of("%s (known from %s to %s)"
                .formatted(machine().now(), machine().earliest(), machine().frontier()));
    }

    private List<String> goTo(String where, List<String> words) {
        FaultHistory faults = debuggee.run().recorder().faults();
        Moment moment = switch (where) {
            case "start" -> machine().earliest();
            case "end" -> machine().frontier();
            case "fault" ->
                Given.fault(AddressSyntax.number(words.getLast()), faults).moment();
            default -> Given.moment(where);
        };
        debuggee.session().goTo(moment);
        debuggee.stacks().stoppedAt(null);
        return moment();
    }

    private List<String> faults(String count) {
        FaultHistory faults = debuggee.run().recorder().faults();
        long wanted = count.isEmpty() ? DEFAULT_FAULTS : Math.clamp(AddressSyntax.number(count), 1, MAX_FAULTS);
        List<String> lines = new ArrayList<>();
        lines.add(faults.count() + " faults");
        for (long number = Math.max(faults.firstKept(), faults.count() - wanted + 1);
                number <= faults.count();
                number++) {
            lines.add(text(faults.fault(number)));
        }
        return lines;
    }

    private String text(FaultRecord fault) {
        FaultRecord.Guest guest = fault.guest();
        FaultRecord.SeenByPe seen = fault.seenByPe();
        return "%d  at %s  %s  %s ipa 0x%x%s  pc 0x%x  %s"
                .formatted(
                        fault.number(),
                        fault.moment(),
                        ThreadText.pe(debuggee, guest.pe()),
                        fault.access().text(),
                        fault.ipa(),
                        seen == null ? "" : " level " + seen.level(),
                        guest.pc(),
                        fault.resolution().kind().text());
    }

    // --- state

    private List<String> register(int pe, String name) {
        RegisterValue register = RegisterText.find(debuggee.session().view(), pe, name)
                .orElseThrow(() -> new PacketError("there is no register '" + name + "'"));
        List<String> lines = new ArrayList<>();
        lines.add(register.name() + " = " + RegisterText.value(register));
        register.fields().forEach(field -> lines.add("  " + field.name() + " = " + RegisterText.value(field)));
        return lines;
    }

    private List<String> space(String name, int pe) {
        if (!name.isEmpty()) {
            memory.choose(
                    name.equals("current")
                            ? null
                            : AddressSyntax.parse(name + ":0", memory.space(pe)).space());
        }
        return List.of("addresses are in " + memory.space(pe).label());
    }

    private List<String> memory(List<String> words, int pe) {
        AddressSyntax.Address address = address(words.size() > 1 ? words.get(1) : "", pe);
        long wanted = words.size() > 2 ? AddressSyntax.number(words.get(2)) : DEFAULT_BYTES;
        int length = Math.clamp(wanted, 1, MAX_BYTES);
        MemoryRead read = debuggee.session().view().read(address.space(), address.address(), length);
        byte[] bytes = read.bytes();
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < length; from += LINE_BYTES) {
            StringBuilder line = new StringBuilder(address.plus(from) + " ");
            for (int i = from; i < Math.min(from + LINE_BYTES, length); i++) {
                line.append(read.isReadable(i) ? " %02x".formatted(bytes[i]) : " --");
            }
            lines.add(line.toString());
        }
        read.gaps().forEach(gap -> lines.add(gap.reason()));
        return lines;
    }

    private List<String> translate(String text, int pe) {
        AddressSyntax.Address address = address(text, pe);
        Location location = debuggee.session().view().locate(address.space(), address.address());
        if (!location.isFound()) {
            return List.of(address + " " + location.problem());
        }
        return List.of("%s is physical address 0x%x of %s"
                .formatted(
                        address,
                        location.pa(),
                        debuggee.session().view().granule(location.pa()).space().label()));
    }

    private AddressSyntax.Address address(String text, int pe) {
        return AddressSyntax.parse(text, memory.space(pe));
    }

    // --- stops

    private List<String> breakIn(String name) {
        for (StubBreakpoints.Worlds worlds : StubBreakpoints.Worlds.values()) {
            if (worlds.name().toLowerCase(Locale.ROOT).equals(name)) {
                breakpoints.choose(worlds);
                return List.of();
            }
        }
        throw new PacketError("one of auto, host, realms and all is expected");
    }

    private List<String> catching(String what, boolean isOutcome) {
        List<String> lines = new ArrayList<>();
        switch (what) {
            case "" -> {}
            case "none" -> breakpoints.catchNothing();
            case "fault" -> lines.add(breakpoints.catchAt(new Breakpoint.Fault(FaultFilter.ANY)));
            case "hazard" -> {
                for (Hazard hazard : Hazard.values()) {
                    lines.add(breakpoints.catchAt(new Breakpoint.HazardRaised(hazard)));
                }
            }
            default ->
                lines.add(breakpoints.catchAt(
                        new Breakpoint.Call(what, isOutcome ? CallPhase.OUTCOME : CallPhase.ENTRY, CallFilter.ANY)));
        }
        lines.removeIf(String::isEmpty);
        lines.add(breakpoints.caught().size() + " kinds of events are caught");
        return lines;
    }
}
