package org.realmscope.adapter.debuggee;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.machine.history.Access;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.protocol.FaultInfo;

/** What faults can be sorted by and searched for, by the names that {@link FaultInfo} has for it. */
final class FaultColumns {
    private final Map<String, Column> columns = new TreeMap<>();

    /** What a fault is sorted by. */
    sealed interface Column {
        /** In the order of the numbers. */
        record Amount(ToLongFunction<FaultRecord> value) implements Column {}

        /** In the order of the texts; what has none comes first. */
        record Text(Function<FaultRecord, @Nullable String> value) implements Column {}
    }

    FaultColumns(Programs programs) {
        number("number", FaultRecord::number);
        number("moment", FaultRecord::number);
        number("pe", fault -> fault.guest().pe());
        number("realm", FaultColumns::vcpu);
        number("vcpu", FaultColumns::vcpu);
        address("pc", fault -> fault.guest().pc());
        address("ipa", FaultRecord::ipa);
        text("half", HistoryText::half);
        text("access", fault -> fault.access().text());
        number("level", FaultRecord::level);
        number("esr", FaultRecord::esr);
        number("hpfar", FaultRecord::hpfar);
        text("before", fault -> HistoryText.text(fault.before()));
        text("after", fault -> HistoryText.text(fault.after()));
        text("decision", HistoryText::decision);
        text("resolution", FaultColumns::resolution);
        text("resolvedBy", fault -> fault.resolution().command());
        number("rmi", fault -> fault.cost().rmiCalls());
        number("repeats", fault -> fault.repeats() ? 1 : 0);
        text("hostAccess", FaultColumns::hostAccess);
        number("hostEsr", FaultColumns::hostEsr);
        number("hostInstructions", fault -> fault.cost().hostInstructions());
        number("tlbInvalidations", fault -> fault.cost().tlbInvalidations());
        number("gptChanges", fault -> fault.cost().gptChanges());
        number("nativeEstimate", fault -> HistoryText.cost(fault.cost()).nativeEstimate());
        text("location", fault -> location(programs.location(fault.guest())));
        text("source", HistoryText::source);
    }

    private void number(String name, ToLongFunction<FaultRecord> value) {
        columns.put(name, new Column.Amount(value));
    }

    /** As {@link #number}, with addresses as unsigned numbers. */
    private void address(String name, ToLongFunction<FaultRecord> value) {
        columns.put(name, new Column.Amount(fault -> value.applyAsLong(fault) ^ Long.MIN_VALUE));
    }

    private void text(String name, Function<FaultRecord, @Nullable String> value) {
        columns.put(name, new Column.Text(value));
    }

    /** @throws RequestError if there is no such column */
    Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw RequestError.argument(
                    "faults cannot be sorted by '" + name + "'; " + String.join(", ", columns.keySet()) + " are known");
        }
        return column;
    }

    private static long vcpu(FaultRecord fault) {
        return (long) fault.guest().realm() << 32 | fault.guest().vcpu() + 1L;
    }

    private static String resolution(FaultRecord fault) {
        String command = fault.resolution().command();
        String kind = fault.resolution().kind().text();
        return command == null ? kind : kind + " by " + command;
    }

    private static @Nullable String hostAccess(FaultRecord fault) {
        FaultRecord.SeenByHost host = fault.seenByHost();
        return host == null ? null : Access.of(host.esr()).text();
    }

    private static long hostEsr(FaultRecord fault) {
        FaultRecord.SeenByHost host = fault.seenByHost();
        return host == null ? -1 : host.esr();
    }

    private static @Nullable String location(FaultInfo.@Nullable Location location) {
        return location == null ? null : "%s:%08d".formatted(location.path(), location.line());
    }

    /** What can be searched for, in small letters. */
    List<String> texts(FaultRecord fault) {
        FaultRecord.Guest guest = fault.guest();
        return Stream.of(
                        Long.toString(fault.number()),
                        fault.moment().toString(),
                        guest.realm() < 0 ? "pe " + guest.pe() : "realm" + guest.realm() + ".vcpu" + guest.vcpu(),
                        StateText.hex(guest.pc()),
                        StateText.hex(fault.ipa()),
                        HistoryText.half(fault),
                        fault.access().text(),
                        StateText.hex(fault.esr()),
                        StateText.hex(fault.hpfar()),
                        HistoryText.text(fault.before()),
                        HistoryText.text(fault.after()),
                        HistoryText.decision(fault),
                        resolution(fault))
                .filter(Objects::nonNull)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
    }
}
