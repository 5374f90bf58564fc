package org.realmscope.debug.explain;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.debug.inspect.CheckedCondition;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.history.TimelineEntry;

/**
 * What the condition of a call depends on, as far as its inputs tell: only calls that concern the same can have changed
 * whether it holds.
 *
 * @param granules physical addresses of granules; empty if any may matter
 * @param isOfGranule whether it is the use of these granules alone
 * @param rd of the realm whose entries matter; 0 if none do
 * @param base first IPA of these entries
 * @param end IPA behind them
 */
record CallReach(Set<Long> granules, boolean isOfGranule, long rd, long base, long end) {
    private static final long PAGE = 4096;
    private static final int PAGE_LEVEL = 3;
    private static final Set<String> GRANULES =
            Set.of("addr", "rd", "data", "rec", "rtt", "calling_rec", "target_rec", "params_ptr", "run_ptr", "src");
    /** Commands that change nothing that a condition can see. */
    private static final Set<RmiCommand> READING =
            Set.of(RmiCommand.VERSION, RmiCommand.FEATURES, RmiCommand.RTT_READ_ENTRY, RmiCommand.REC_AUX_COUNT);
    /** Commands that take or give back granules that are not among their inputs. */
    private static final Set<RmiCommand> OF_MANY =
            Set.of(RmiCommand.REALM_CREATE, RmiCommand.REALM_DESTROY, RmiCommand.REC_CREATE, RmiCommand.REC_DESTROY);

    CallReach {
        granules = Set.copyOf(granules);
    }

    static CallReach of(RmiCallRecord call, CheckedCondition failing) {
        List<String> names = call.command() == null ? List.of() : call.command().inputs();
        String predicate = failing.condition().predicate();
        String granule = predicate.startsWith("Granule(") ? predicate.substring(8, predicate.indexOf(')')) : "";
        if (!granule.isEmpty()) {
            int input = names.indexOf(granule);
            return new CallReach(
                    input < 0
                            ? value(failing, granule)
                            : Set.of(call.arguments().get(input) & -PAGE),
                    true,
                    0,
                    0,
                    0);
        }
        boolean isOfAll = failing.condition().label().equals("vmid_valid") || predicate.contains("aux");
        if (isOfAll) {
            return new CallReach(Set.of(), true, 0, 0, 0);
        }
        Set<Long> granules = new TreeSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (GRANULES.contains(names.get(i))) {
                granules.add(call.arguments().get(i));
            }
        }
        int ipa = Math.max(names.indexOf("ipa"), names.indexOf("base"));
        if (ipa < 0 || !names.getFirst().equals("rd")) {
            return new CallReach(granules, false, 0, 0, 0);
        }
        long base = call.arguments().get(ipa);
        return new CallReach(
                granules, false, call.arguments().getFirst(), base, base + span(call.command(), call.arguments()));
    }

    /** The granule whose address the condition has compared; none if it has not. */
    private static Set<Long> value(CheckedCondition failing, String name) {
        return failing.values().stream()
                .filter(value -> value.startsWith(name + " = 0x"))
                .map(value -> Long.parseUnsignedLong(value.substring(name.length() + 5), 16) & -PAGE)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Bytes of IPA space that a command of entries is about: what a table describes counts as a whole. */
    private static long span(@Nullable RmiCommand command, List<Long> arguments) {
        List<String> names = command == null ? List.of() : command.inputs();
        if (names.contains("top")) {
            return Math.max(PAGE, arguments.get(names.indexOf("top")) - arguments.get(names.indexOf("base")));
        }
        int level = names.indexOf("level");
        if (level < 0) {
            return PAGE;
        }
        boolean isOfTable =
                command == RmiCommand.RTT_CREATE || command == RmiCommand.RTT_DESTROY || command == RmiCommand.RTT_FOLD;
        long of = Math.clamp(arguments.get(level) - (isOfTable ? 1 : 0), -1, PAGE_LEVEL);
        return PAGE << 9 * (PAGE_LEVEL - of);
    }

    /** Whether a call can have changed what the condition depends on. */
    boolean touches(TimelineEntry.RmiCall made, TimelineEntry.@Nullable RmiReturn done) {
        RmiCommand command = made.command();
        if (command == null || READING.contains(command)) {
            return false;
        }
        if (OF_MANY.contains(command) || isOfGranule && granules.isEmpty()) {
            return true;
        }
        List<String> names = command.inputs();
        int ipa = Math.max(names.indexOf("ipa"), names.indexOf("base"));
        boolean isOfEntry = ipa >= 0 && names.getFirst().equals("rd");
        if (isOfEntry && rd != 0 && made.arguments().getFirst() == rd) {
            long first = made.arguments().get(ipa);
            if (first < end && base < first + span(command, made.arguments())) {
                return true;
            }
        }
        for (int i = 0; i < names.size(); i++) {
            boolean isRealmOfEntry = isOfEntry && i == 0;
            if (!isRealmOfEntry
                    && GRANULES.contains(names.get(i))
                    && granules.contains(made.arguments().get(i))) {
                return true;
            }
        }
        return done != null && done.outputs().stream().anyMatch(granules::contains);
    }
}
