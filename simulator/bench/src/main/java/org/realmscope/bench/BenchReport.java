package org.realmscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a benchmark run, in the order in which they were measured. */
public final class BenchReport {
    private final List<Figure> figures = new ArrayList<>();

    /**
     * Adds a figure.
     *
     * @throws IllegalArgumentException if the name is none, or taken, or the value is not finite
     */
    public void add(String name, double value) {
        if (figures.stream().anyMatch(figure -> figure.name().equals(name))) {
            throw new IllegalArgumentException("measured twice: " + name);
        }
        figures.add(new Figure(name, value));
    }

    /** The figures so far. */
    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** A line per figure: name, then value, aligned. */
    public String table() {
        int width = figures.stream()
                .mapToInt(figure -> figure.name().length())
                .max()
                .orElse(0);
        StringBuilder table = new StringBuilder();
        for (Figure figure : figures) {
            table.append(
                    String.format(Locale.ROOT, "%-" + width + "s  %12s%n", figure.name(), rounded(figure.value())));
        }
        return table.toString();
    }

    /** One flat JSON object from names to numbers. */
    public String json() {
        StringBuilder json = new StringBuilder("{");
        String separator = "\n";
        for (Figure figure : figures) {
            json.append(separator)
                    .append("  \"")
                    .append(figure.name())
                    .append("\": ")
                    .append(rounded(figure.value()));
            separator = ",\n";
        }
        return json.append("\n}\n").toString();
    }

    /** Writes {@link #json()} to a file, replacing it. */
    public void writeJson(Path file) throws IOException {
        Files.writeString(file, json());
    }

    /** Three decimals for small values, one for large ones: what differs beyond that is noise. */
    private static String rounded(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
    }
}
