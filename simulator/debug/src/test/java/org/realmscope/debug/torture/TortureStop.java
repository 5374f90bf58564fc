package org.realmscope.debug.torture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A line of a transcript: where GDB stopped.
 *
 * @param movement that led there: {@code break}, {@code step}, {@code next} or {@code finish}
 * @param place function, line and whether it is inlined; {@code -} behind the end of the program
 * @param values of scalars by path; "?" if they are optimized out
 */
record TortureStop(String movement, long pc, String place, Map<String, String> values) {
    private static final int FIRST_VALUE = 5;

    /** A run of the program: a breakpoint, a movement, further ones of the same kind, perhaps another breakpoint... */
    static List<List<TortureStop>> runs(List<String> lines) {
        List<TortureStop> stops = lines.stream().map(TortureStop::read).toList();
        List<List<TortureStop>> runs = new ArrayList<>();
        String last = "";
        for (int i = 0; i < stops.size(); i++) {
            boolean begins = stops.get(i).movement.equals("break");
            if (begins && i + 1 < stops.size() && !stops.get(i + 1).movement.equals(last)) {
                runs.add(new ArrayList<>());
                last = stops.get(i + 1).movement;
            }
            runs.getLast().add(stops.get(i));
        }
        return runs;
    }

    private static TortureStop read(String line) {
        List<String> parts = Arrays.asList(line.split(" ", -1));
        Map<String, String> values = new TreeMap<>();
        parts.stream().skip(FIRST_VALUE).forEach(each -> {
            int at = each.indexOf('=');
            values.put(each.substring(0, at), each.substring(at + 1));
        });
        return new TortureStop(
                parts.get(0),
                Long.parseLong(parts.get(1), 16),
                String.join(" ", parts.subList(2, Math.min(FIRST_VALUE, parts.size()))),
                values);
    }

    boolean isEnd() {
        return place.equals("-");
    }

    String function() {
        return place.split(" ", -1)[0];
    }

    @Override
    public String toString() {
        return "%s 0x%x %s".formatted(movement, pc, place);
    }
}
