package org.realmscope.debug.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.RsiCommand;
import org.realmscope.machine.history.EntryKind;
import org.realmscope.machine.history.Timeline;
import org.realmscope.machine.history.TimelineEntry;
import org.realmscope.machine.time.Moment;

/**
 * Which entries of a {@link Timeline}. What is null is not looked at; what an entry does not say does not match.
 *
 * @param from first moment
 * @param to first moment behind them
 * @param kinds of entries
 * @param function name of the called function, in which {@code *} stands for anything and {@code ?} for a character
 * @param failed only returns whose status is not success
 * @param pe on which
 * @param realm number of the realm
 * @param vcpu number of the vCPU in its realm
 * @param ipa range that contains the IPA, or overlaps the range of IPAs
 */
public record HistoryQuery(
        Moment from,
        Moment to,
        Set<EntryKind> kinds,
        @Nullable String function,
        boolean failed,
        @Nullable Integer pe,
        @Nullable Integer realm,
        @Nullable Integer vcpu,
        @Nullable AddressRange ipa) {
    /** Every entry. */
    public static final HistoryQuery ALL = new HistoryQuery(
            Moment.START, Moment.NEVER, Set.of(EntryKind.values()), null, false, null, null, null, null);

    private static final long PAGE = 4096;

    /**
     * Some entries that match.
     *
     * @param entries in the order in which they were looked for
     * @param next number of the entry from which on to look for more, null if there are no more
     */
    public record Page(
            List<TimelineEntry> entries, @Nullable Long next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    public HistoryQuery {
        kinds = Set.copyOf(new TreeSet<>(kinds));
    }

    /**
     * The first entries that match.
     *
     * @param start number of the first entry that is looked at; null for the first of the range of moments, or for the
     *     last one with {@code newestFirst}
     * @param count how many at most
     * @param newestFirst towards the past
     */
    public Page find(Timeline timeline, @Nullable Long start, int count, boolean newestFirst) {
        Collector collector = new Collector(count);
        if (newestFirst) {
            long last = timeline.firstAt(to) - 1;
            timeline.visitBack(start == null ? last : Math.min(start, last), collector);
        } else {
            long first = timeline.firstAt(from);
            timeline.visit(start == null ? first : Math.max(start, first), collector);
        }
        return new Page(collector.entries, collector.next);
    }

    /** Collects until it has enough, or has left the range of moments. */
    private final class Collector implements Predicate<TimelineEntry> {
        private final List<TimelineEntry> entries = new ArrayList<>();
        private final int count;
        private final @Nullable FunctionGlob functions = function == null ? null : new FunctionGlob(function);
        private @Nullable Long next;

        Collector(int count) {
            this.count = count;
        }

        @Override
        public boolean test(TimelineEntry entry) {
            if (entry.moment().isBefore(from) || !entry.moment().isBefore(to)) {
                return false;
            }
            if (!matches(entry, functions)) {
                return true;
            }
            if (entries.size() == count) {
                next = entry.number();
                return false;
            }
            entries.add(entry);
            return true;
        }
    }

    /** Whether an entry is one of these, whatever its moment. */
    private boolean matches(TimelineEntry entry, @Nullable FunctionGlob functions) {
        return kinds.contains(entry.kind())
                && (pe == null || pe == entry.pe())
                && (realm == null || realm == realm(entry))
                && (vcpu == null || vcpu == vcpu(entry))
                && (!failed || isFailure(entry))
                && (ipa == null || isIn(entry, ipa))
                && (functions == null || matchesFunction(entry, functions));
    }

    private static int realm(TimelineEntry entry) {
        return switch (entry) {
            case TimelineEntry.Fault fault -> fault.realm();
            case TimelineEntry.RmiCall call -> call.realm();
            case TimelineEntry.RmiReturn result -> result.realm();
            case TimelineEntry.RealmCall call -> call.realm();
            case TimelineEntry.RealmReturn result -> result.realm();
            case TimelineEntry.RipasChange change -> change.realm();
            case TimelineEntry.WorldSwitch worldSwitch -> TimelineEntry.UNKNOWN;
        };
    }

    private static int vcpu(TimelineEntry entry) {
        return switch (entry) {
            case TimelineEntry.Fault fault -> fault.vcpu();
            case TimelineEntry.RealmCall call -> call.vcpu();
            case TimelineEntry.RealmReturn result -> result.vcpu();
            default -> TimelineEntry.UNKNOWN;
        };
    }

    private static boolean isFailure(TimelineEntry entry) {
        return switch (entry) {
            case TimelineEntry.RmiReturn result -> result.status() != RmiStatus.SUCCESS.returnCode();
            case TimelineEntry.RealmReturn result -> result.results().getFirst() != 0;
            default -> false;
        };
    }

    private static boolean isIn(TimelineEntry entry, AddressRange range) {
        return switch (entry) {
            case TimelineEntry.Fault fault -> range.contains(fault.ipa());
            case TimelineEntry.RipasChange change -> range.overlaps(new AddressRange(change.base(), change.top()));
            case TimelineEntry.RmiCall call ->
                call.command() != null && isIn(call.command().inputs(), "ipa", call.arguments(), range);
            case TimelineEntry.RealmCall call -> {
                RsiCommand rsi = RsiCommand.of(call.functionId());
                yield rsi != null && isIn(rsi.inputs(), "addr", call.arguments(), range);
            }
            default -> false;
        };
    }

    /** @param single name of the value that is an IPA, of a call that has no base and top */
    private static boolean isIn(List<String> names, String single, List<Long> values, AddressRange range) {
        int base = names.indexOf("base");
        int top = names.indexOf("top");
        if (base >= 0 && top >= 0) {
            return range.overlaps(new AddressRange(values.get(base), values.get(top)));
        }
        int at = names.indexOf(single);
        return at >= 0 && range.overlaps(new AddressRange(values.get(at) & -PAGE, (values.get(at) & -PAGE) + PAGE));
    }

    private static boolean matchesFunction(TimelineEntry entry, FunctionGlob functions) {
        String name = function(entry);
        return name != null && functions.matches(name);
    }

    /**
     * The specification's name of the function that an entry is about, or its number if it has no name; null if the
     * entry is about none.
     */
    public static @Nullable String function(TimelineEntry entry) {
        return switch (entry) {
            case TimelineEntry.RmiCall call -> rmi(call.functionId());
            case TimelineEntry.RmiReturn result -> rmi(result.functionId());
            case TimelineEntry.RealmCall call -> realmCall(call.functionId());
            case TimelineEntry.RealmReturn result -> realmCall(result.functionId());
            default -> null;
        };
    }

    private static String rmi(long functionId) {
        RmiCommand command = RmiCommand.of(functionId);
        return command == null ? "RMI_0x" + Long.toHexString(functionId) : command.specificationName();
    }

    private static String realmCall(long functionId) {
        RsiCommand rsi = RsiCommand.of(functionId);
        Psci psci = Psci.of(functionId);
        if (rsi != null) {
            return rsi.specificationName();
        }
        return psci == null ? "0x" + Long.toHexString(functionId) : "PSCI_" + psci;
    }
}
