package org.realmscope.adapter.debuggee;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.Run;

/**
 * The first of some runs.
 *
 * @param next first address behind them; null if they are all
 */
public record RunPage<V>(List<Run<V>> runs, @Nullable String next) {
    /** @param count how many at most; null for all */
    public static <V> RunPage<V> of(List<Run<V>> all, @Nullable Integer count) {
        if (count == null || count <= 0 || all.size() <= count) {
            return new RunPage<>(all, null);
        }
        return new RunPage<>(all.subList(0, count), StateText.hex(all.get(count).base()));
    }
}
