package org.realmscope.debug.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.GranuleState;
import org.realmscope.debug.inspect.GranuleUse;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.Ripas;
import org.realmscope.debug.inspect.RttState;
import org.realmscope.debug.inspect.Run;
import org.realmscope.debug.inspect.RunDifference;

/**
 * Watched state of the RMM. Only what a command can have changed is read again and compared with what was known.
 *
 * @param <V> what is watched of each address
 */
abstract class StateWatch<V> {
    private static final long PAGE = 4096;
    private List<Run<V>> known = List.of();

    /** The watch of a breakpoint on RMM state, null for any other breakpoint. */
    static @Nullable StateWatch<?> of(Breakpoint breakpoint) {
        return switch (breakpoint) {
            case Breakpoint.RipasChange(RealmSelector realm, AddressRange range) ->
                new OfRealm<>(realm, range, Watched.RIPAS, Inspection::ripas);
            case Breakpoint.RttChange(RealmSelector realm, AddressRange range) ->
                new OfRealm<>(realm, range, Watched.RTT, Inspection::rtt);
            case Breakpoint.GranuleChange(AddressRange range) -> new OfGranules(range);
            default -> null;
        };
    }

    /** What is known is forgotten: the machine stands somewhere else. */
    void moved(Inspection view) {
        known = read(view, whole());
    }

    /** What a command changed of what is watched; null if nothing. */
    @Nullable
    Occurrence changed(RmiEffect effect, Inspection view) {
        AddressRange part = affected(effect, view).and(whole());
        if (part.base() >= part.end()) {
            return null;
        }
        List<Run<V>> now = read(view, part);
        List<RunDifference<V>> differences = Run.differences(Run.cut(known, part.base(), part.end()), now);
        if (differences.isEmpty()) {
            return null;
        }
        known = Run.replace(known, part.base(), part.end(), now);
        RunDifference<V> first = differences.getFirst();
        String more = differences.size() == 1 ? "" : ", and %d more".formatted(differences.size() - 1);
        String what = "%s of 0x%x to 0x%x goes from %s to %s%s"
                .formatted(
                        name(),
                        first.base(),
                        first.end() - 1,
                        text(first.before(), first.base()),
                        text(first.after(), first.base()),
                        more);
        List<EventField> fields = new ArrayList<>(
                List.of(EventField.hexadecimal("base", first.base()), EventField.hexadecimal("end", first.end())));
        addState(fields, "before", first.before(), first.base());
        addState(fields, "after", first.after(), first.base());
        return new Occurrence(what, subject(), fields, constants());
    }

    private static void addState(List<EventField> fields, String when, @Nullable Object value, long base) {
        String text = text(value, base);
        switch (value) {
            case RttState state -> {
                fields.add(new EventField(when, EventConstants.number(state.hipas()), true, text));
                fields.add(EventField.constant("ripas_" + when, state.ripas()));
                fields.add(EventField.decimal("level_" + when, state.level()));
            }
            case GranuleUse(var space, GranuleState state, long owner)
            when state != null -> fields.add(new EventField(when, EventConstants.number(state), true, text));
            case GranuleUse use -> fields.add(EventField.unknown(when, "the RMM is an image"));
            case Ripas ripas -> fields.add(EventField.constant(when, ripas));
            case null, default -> {
                fields.add(EventField.none(when));
                fields.add(EventField.none("ripas_" + when));
                fields.add(EventField.none("level_" + when));
            }
        }
    }

    private static String text(@Nullable Object value, long base) {
        return switch (value) {
            case null -> "nothing";
            case RttState state -> state.text(base);
            case GranuleUse use -> use.text();
            default -> String.valueOf(value);
        };
    }

    abstract String name();

    /** What happens, as the subject of a sentence. */
    abstract String subject();

    /** Names that the states before and after are compared with. */
    abstract Map<String, Long> constants();

    abstract AddressRange whole();

    abstract AddressRange affected(RmiEffect effect, Inspection view);

    abstract List<Run<V>> read(Inspection view, AddressRange part);

    /** What is watched of a realm. */
    private enum Watched {
        RIPAS("RIPAS", "a change of RIPAS"),
        RTT("RTT entry", "a change of RTT entries");

        private final String name;
        private final String subject;

        Watched(String name, String subject) {
            this.name = name;
            this.subject = subject;
        }
    }

    /** How a range of a realm is read. */
    private interface Reader<V> {
        List<Run<V>> read(Inspection view, long rd, long base, long end);
    }

    private static final class OfRealm<V> extends StateWatch<V> {
        private final RealmSelector realm;
        private final AddressRange range;
        private final Watched watched;
        private final Reader<V> reader;

        OfRealm(RealmSelector realm, AddressRange range, Watched watched, Reader<V> reader) {
            this.realm = realm;
            this.range = range;
            this.watched = watched;
            this.reader = reader;
        }

        @Override
        String name() {
            return watched.name;
        }

        @Override
        String subject() {
            return watched.subject;
        }

        @Override
        Map<String, Long> constants() {
            return watched == Watched.RIPAS ? EventConstants.RIPAS : EventConstants.RTT_ENTRIES;
        }

        @Override
        AddressRange whole() {
            return range;
        }

        @Override
        AddressRange affected(RmiEffect effect, Inspection view) {
            if (effect.rd() == RealmSelector.NONE || !effect.ipa().overlaps(range)) {
                return new AddressRange(0, 0);
            }
            boolean isThis = effect.manyGranules() || view.find(realm) == effect.rd();
            return isThis ? effect.ipa() : new AddressRange(0, 0);
        }

        @Override
        List<Run<V>> read(Inspection view, AddressRange part) {
            long rd = view.find(realm);
            return rd == RealmSelector.NONE ? List.of() : reader.read(view, rd, part.base(), part.end());
        }
    }

    private static final class OfGranules extends StateWatch<GranuleUse> {
        private final AddressRange range;

        OfGranules(AddressRange range) {
            this.range = new AddressRange(range.base() & -PAGE, range.end() + PAGE - 1 & -PAGE);
        }

        @Override
        String name() {
            return "granule state";
        }

        @Override
        String subject() {
            return "a change of granules";
        }

        @Override
        Map<String, Long> constants() {
            return EventConstants.GRANULES;
        }

        @Override
        AddressRange whole() {
            return range;
        }

        @Override
        AddressRange affected(RmiEffect effect, Inspection view) {
            if (effect.manyGranules()) {
                return range;
            }
            long pa = effect.granule();
            return pa == RmiEffect.NONE ? new AddressRange(0, 0) : new AddressRange(pa, pa + PAGE);
        }

        @Override
        List<Run<GranuleUse>> read(Inspection view, AddressRange part) {
            return view.granules(part.base(), part.end());
        }
    }
}
