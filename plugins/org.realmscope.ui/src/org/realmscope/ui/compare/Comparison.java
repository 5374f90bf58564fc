package org.realmscope.ui.compare;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.CompareResponse;
import org.realmscope.protocol.CompareResponse.RangeDifference;
import org.realmscope.ui.compare.Difference.Subject;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.rows.Batch;
import org.realmscope.ui.rows.TreeSource;

/** What differs, by kind. */
final class Comparison implements TreeSource<Difference> {
    private final Map<Subject, List<Difference>> items = new EnumMap<>(Subject.class);

    Comparison(CompareResponse answer) {
        items.put(Subject.RTT, ranges(Subject.RTT, answer.rtt()));
        items.put(Subject.RIPAS, ranges(Subject.RIPAS, answer.ripas()));
        items.put(Subject.GRANULES, ranges(Subject.GRANULES, answer.granules()));
        items.put(
                Subject.REGISTERS,
                answer.registers().stream()
                        .<Difference>map(register -> new Difference.Item(
                                Subject.REGISTERS,
                                register.group() + " " + register.name(),
                                register.before(),
                                register.after()))
                        .toList());
    }

    private static List<Difference> ranges(Subject subject, List<RangeDifference> differences) {
        return differences.stream()
                .<Difference>map(range -> new Difference.Item(
                        subject, AddressRange.of(range.base(), range.end()).toString(), range.before(), range.after()))
                .toList();
    }

    /** The number of differences. */
    int size() {
        return items.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public CompletableFuture<Batch<Difference>> children(@Nullable Difference parent, @Nullable Object from) {
        List<Difference> rows = parent == null
                ? items.entrySet().stream()
                        .<Difference>map(entry -> new Difference.Group(
                                entry.getKey(), entry.getValue().size()))
                        .toList()
                : items.getOrDefault(parent.subject(), List.of());
        return CompletableFuture.completedFuture(Batch.whole(rows));
    }

    @Override
    public boolean isBranch(Difference row) {
        return row instanceof Difference.Group group && group.count() > 0;
    }

    @Override
    public boolean isOpenAtFirst(Difference row) {
        return true;
    }

    @Override
    public Object key(Difference row) {
        return row.subject() + (row instanceof Difference.Group ? "" : " " + row.name());
    }
}
