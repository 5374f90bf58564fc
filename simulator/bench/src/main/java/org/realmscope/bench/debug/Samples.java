package org.realmscope.bench.debug;

import java.util.List;

/** Figures of several measurements of the same. */
final class Samples {
    private Samples() {}

    static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    /**
     * The value that a part of the values do not exceed.
     *
     * @param part 0 to 1
     */
    static double quantile(List<Double> values, double part) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.min((int) (part * sorted.size()), sorted.size() - 1));
    }
}
