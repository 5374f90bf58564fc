package org.realmscope.adapter.debuggee;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.RsiCommand;
import org.realmscope.debug.control.HistoryQuery;
import org.realmscope.machine.history.EntryKind;
import org.realmscope.machine.history.TimelineEntry;
import org.realmscope.platform.SecurityState;
import org.realmscope.protocol.HistoryEntry;
import org.realmscope.protocol.RmiCallInfo;

/** Entries of the history in the words of the protocol. */
public final class TimelineText {
    private TimelineText() {}

    /** The name of a kind in the protocol, for example {@code worldSwitch}. */
    public static String kind(EntryKind kind) {
        String[] words = kind.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }

    /** An entry. */
    public static HistoryEntry entry(TimelineEntry entry) {
        return switch (entry) {
            case TimelineEntry.Fault fault ->
                new Builder(entry)
                        .of(fault.realm(), fault.vcpu())
                        .range(fault.ipa(), null)
                        .fault(fault.fault())
                        .build("fault %d at ipa 0x%x".formatted(fault.fault(), fault.ipa()));
            case TimelineEntry.RmiCall call ->
                new Builder(entry)
                        .of(call.realm(), TimelineEntry.UNKNOWN)
                        .call(names(call.functionId(), true), call.arguments())
                        .build();
            case TimelineEntry.RmiReturn done ->
                new Builder(entry)
                        .of(done.realm(), TimelineEntry.UNKNOWN)
                        .call(names(done.functionId(), false), done.outputs())
                        .result(RmiStatus.describe(done.status()))
                        .build();
            case TimelineEntry.RealmCall call ->
                new Builder(entry)
                        .of(call.realm(), call.vcpu())
                        .call(names(call.functionId(), true), call.arguments())
                        .build();
            case TimelineEntry.RealmReturn done ->
                new Builder(entry)
                        .of(done.realm(), done.vcpu())
                        .call(
                                names(done.functionId(), false),
                                done.results()
                                        .subList(
                                                Math.min(1, done.results().size()),
                                                done.results().size()))
                        .result(
                                done.results().isEmpty()
                                        ? ""
                                        : Long.toString(done.results().getFirst()))
                        .build();
            case TimelineEntry.WorldSwitch change ->
                new Builder(entry)
                        .change(world(change.from()), world(change.to()))
                        .build("%s to %s".formatted(world(change.from()), world(change.to())));
            case TimelineEntry.RipasChange change ->
                new Builder(entry)
                        .of(change.realm(), TimelineEntry.UNKNOWN)
                        .range(change.base(), change.top())
                        .change(change.from(), change.to())
                        .build("RIPAS of ipa 0x%x to 0x%x from %s to %s"
                                .formatted(change.base(), change.top() - 1, change.from(), change.to()));
        };
    }

    private static String world(SecurityState state) {
        return switch (state) {
            case NON_SECURE -> "ns";
            case SECURE -> "secure";
            case ROOT -> "root";
            case REALM -> "realm";
        };
    }

    private static List<String> names(long functionId, boolean isCall) {
        RmiCommand rmi = RmiCommand.of(functionId);
        RsiCommand rsi = RsiCommand.of(functionId);
        if (rmi != null) {
            return isCall ? rmi.inputs() : rmi.outputs();
        }
        return rsi == null ? List.of() : isCall ? rsi.inputs() : rsi.outputs();
    }

    /** An entry in the making. */
    private static final class Builder {
        private final TimelineEntry entry;
        private @Nullable Integer realm;
        private @Nullable Integer vcpu;
        private @Nullable Long fault;
        private @Nullable List<RmiCallInfo.Field> fields;
        private @Nullable String result;
        private @Nullable String ipa;
        private @Nullable String end;
        private @Nullable String before;
        private @Nullable String after;

        Builder(TimelineEntry entry) {
            this.entry = entry;
        }

        Builder of(int realmNumber, int vcpuNumber) {
            realm = realmNumber == TimelineEntry.UNKNOWN ? null : (Integer) realmNumber;
            vcpu = vcpuNumber == TimelineEntry.UNKNOWN ? null : (Integer) vcpuNumber;
            return this;
        }

        Builder range(long base, @Nullable Long top) {
            ipa = StateText.hex(base);
            end = top == null ? null : StateText.hex(top);
            return this;
        }

        Builder fault(long number) {
            fault = number;
            return this;
        }

        Builder change(String from, String to) {
            before = from;
            after = to;
            return this;
        }

        Builder result(String text) {
            result = text;
            return this;
        }

        /** Values behind the names are called by their registers. */
        Builder call(List<String> names, List<Long> values) {
            fields = IntStream.range(0, values.size())
                    .mapToObj(i -> new RmiCallInfo.Field(
                            i < names.size() ? names.get(i) : "x" + (i + 1), StateText.hex(values.get(i))))
                    .toList();
            return this;
        }

        /** A call in a line. */
        HistoryEntry build() {
            String function = HistoryQuery.function(entry);
            List<RmiCallInfo.Field> known = fields == null ? List.of() : fields;
            String values = known.stream()
                    .map(field -> field.name() + " = " + field.value())
                    .collect(Collectors.joining(", "));
            String text = result == null
                    ? "%s(%s)".formatted(function, values)
                    : "%s returns %s%s".formatted(function, result, values.isEmpty() ? "" : ", " + values);
            return build(text);
        }

        HistoryEntry build(String text) {
            return new HistoryEntry(
                    entry.number(),
                    entry.moment().toString(),
                    kind(entry.kind()),
                    entry.pe(),
                    realm,
                    vcpu,
                    text,
                    fault,
                    HistoryQuery.function(entry),
                    fields,
                    result,
                    ipa,
                    end,
                    before,
                    after);
        }
    }
}
