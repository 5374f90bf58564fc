package org.realmscope.ui.rtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.RttEntriesArguments;
import org.realmscope.protocol.RttEntriesResponse;
import org.realmscope.protocol.RttWalkArguments;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.rows.Batch;
import org.realmscope.ui.rows.Requests;
import org.realmscope.ui.rows.TreeSource;

/** The translation tables of the realms of a state. */
final class RttSource implements TreeSource<RttRow> {
    private final RealmState state;
    private final FilterWords filter;

    RttSource(RealmState state, FilterWords filter) {
        this.state = state;
        this.filter = filter;
    }

    @Override
    public CompletableFuture<Batch<RttRow>> children(@Nullable RttRow parent, @Nullable Object from) {
        if (parent == null) {
            return Requests.map(
                    state.machine(),
                    machine -> Batch.whole(machine.realms().stream()
                            .<RttRow>map(RttRow.Realm::new)
                            .toList()));
        }
        RttRow.Entry above = parent.entry();
        RttEntriesArguments arguments = new RttEntriesArguments(
                parent.realm(),
                above == null ? null : above.info().ipa(),
                above == null ? null : above.info().level() + 1,
                state.momentId());
        return Requests.map(state.server().rttEntries(arguments), answer -> entries(parent.realm(), answer));
    }

    private Batch<RttRow> entries(String realm, RttEntriesResponse answer) {
        return Batch.whole(answer.entries().stream()
                .map(info -> new RttRow.Entry(realm, info))
                .filter(this::isAskedFor)
                .<RttRow>map(entry -> entry)
                .toList());
    }

    /** Whether a filter lets an entry pass; tables do because of what can be below them. */
    private boolean isAskedFor(RttRow.Entry entry) {
        if (!filter.rangeMatches(entry.range())) {
            return false;
        }
        if (entry.isTable() || filter.words().isEmpty()) {
            return true;
        }
        String ripas = entry.info().ripas();
        List<String> states = ripas == null
                ? List.of(entry.info().state())
                : List.of(entry.info().state(), ripas);
        return filter.words().stream()
                .map(word -> word.toUpperCase(Locale.ROOT))
                .allMatch(states::contains);
    }

    /** The keys of the rows that lead to an address, the realm's first. */
    CompletableFuture<List<Object>> path(String realm, long ipa) {
        RttWalkArguments arguments = new RttWalkArguments(realm, AddressRange.hex(ipa), state.momentId());
        return Requests.map(state.server().rttWalk(arguments), answer -> {
            List<Object> keys = new ArrayList<>();
            keys.add(realm);
            answer.entries().forEach(info -> keys.add(new RttRow.Entry(realm, info).key()));
            return keys;
        });
    }

    @Override
    public boolean isBranch(RttRow row) {
        RttRow.Entry entry = row.entry();
        return entry == null || entry.isTable();
    }

    @Override
    public boolean isOpenAtFirst(RttRow row) {
        return row instanceof RttRow.Realm || filter.range() != null;
    }

    @Override
    public Object key(RttRow row) {
        return row.key();
    }
}
