package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.Platform;
import org.realmscope.rmm.BuiltInRmm;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.rtt.RttWalk;
import org.realmscope.rmm.rtt.S2Entry;
import org.realmscope.rmm.view.RmmView;

/**
 * Finds out which RIPAS a command changes, by a look at the tables of the built-in RMM before it and behind it. With an
 * RMM image there is only {@link RipasModel}.
 */
final class RipasCapture {
    private static final int NO_RIPAS = -1;
    /** Entries of one table are all that a command changes. */
    private static final int MAX_ENTRIES = S2Entry.ENTRIES;

    private final @Nullable RmmView view;
    private final RttWalk walk = new RttWalk();

    RipasCapture(Platform platform) {
        this.view = platform.realmWorld() instanceof BuiltInRmm rmm ? rmm.view(platform) : null;
    }

    /** Whether the tables can be read. */
    boolean isKnown() {
        return view != null;
    }

    /**
     * IPAs of the same RIPAS.
     *
     * @param ripas its encoding, {@link #NO_RIPAS} if they have none
     */
    private record Run(long base, long top, int ripas) {}

    /**
     * What there is before a command.
     *
     * @param rd of the realm
     * @param base first IPA that the command can change
     * @param top end of the IPAs that it can change
     */
    record Before(long rd, long base, long top, List<Run> runs) {
        Before {
            runs = List.copyOf(runs);
        }
    }

    /**
     * A look before a command; null if it cannot change a RIPAS.
     *
     * @param x registers of its PE
     */
    @Nullable
    Before before(@Nullable RmiCommand command, long[] x) {
        RmmView tables = view;
        if (tables == null || command == null) {
            return null;
        }
        return switch (command) {
            case DATA_CREATE -> look(tables, x[1], x[3], x[3] + S2Entry.size(S2Entry.PAGE_LEVEL));
            case DATA_DESTROY -> look(tables, x[1], x[2], x[2] + S2Entry.size(S2Entry.PAGE_LEVEL));
            case RTT_DESTROY -> {
                boolean isLevel = x[3] > 0 && x[3] <= S2Entry.PAGE_LEVEL;
                long size = isLevel ? S2Entry.size((int) x[3] - 1) : 0;
                yield look(tables, x[1], x[2] & -size, (x[2] & -size) + size);
            }
            case RTT_INIT_RIPAS -> look(tables, x[1], x[2], x[3]);
            case RTT_SET_RIPAS -> look(tables, x[1], x[3], x[4]);
            default -> null;
        };
    }

    /** The same look again: something else may have changed the tables. */
    Before again(Before before) {
        Before now = view == null ? null : look(view, before.rd(), before.base(), before.top());
        return now == null ? before : now;
    }

    private @Nullable Before look(RmmView tables, long rd, long base, long top) {
        boolean isRange = base >= 0 && base < top && tables.granuleState(rd) == GranuleState.RD;
        return isRange ? new Before(rd, base, top, runs(tables, rd, base, top)) : null;
    }

    private List<Run> runs(RmmView tables, long rd, long base, long top) {
        List<Run> runs = new ArrayList<>();
        long ipa = base;
        for (int i = 0; i < MAX_ENTRIES && ipa < top && tables.isInIpaSpace(rd, ipa); i++) {
            tables.walk(rd, ipa, walk);
            EntryState state = walk.state();
            boolean hasRipas = state == EntryState.UNASSIGNED || state == EntryState.ASSIGNED;
            int ripas = hasRipas ? walk.ripas() : NO_RIPAS;
            long size = S2Entry.size(walk.level);
            long end = Math.min((ipa & -size) + size, top);
            if (!runs.isEmpty() && runs.getLast().ripas() == ripas) {
                runs.set(runs.size() - 1, new Run(runs.getLast().base(), end, ripas));
            } else {
                runs.add(new Run(ipa, end, ripas));
            }
            ipa = end;
        }
        return runs;
    }

    /** What a command has changed, in ascending order. */
    List<TimelineWriter.RipasRun> changes(Before before) {
        List<TimelineWriter.RipasRun> changes = new ArrayList<>();
        List<Run> after = again(before).runs();
        for (Run old : before.runs()) {
            for (Run now : after) {
                long base = Math.max(old.base(), now.base());
                long top = Math.min(old.top(), now.top());
                boolean isKnown = old.ripas() != NO_RIPAS && now.ripas() != NO_RIPAS;
                if (base < top && isKnown && old.ripas() != now.ripas()) {
                    changes.add(new TimelineWriter.RipasRun(base, top, old.ripas(), now.ripas()));
                }
            }
        }
        return changes;
    }
}
