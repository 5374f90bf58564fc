package org.realmscope.scenario.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.realmscope.machine.history.RealmTables;
import org.realmscope.machine.history.RttState;
import org.realmscope.scenario.run.Notation;

/** RTTs and RIPAS of the realms in lines of text. */
final class TablesText {
    private static final int MOST_RANGES = 64;
    private static final int RANGE = 40;
    private static final int SIZE = 14;

    private final Names names;
    private final Lines lines;

    TablesText(Names names, Lines lines) {
        this.names = names;
        this.lines = lines;
    }

    /** Entries of one state, wherever they point to. */
    private record Span(long base, long end, RttState state) {}

    /** @param isImage whether an RMM image keeps the tables to itself */
    void write(List<RealmTables> realms, boolean isImage) throws IOException {
        lines.blank();
        String none = isImage ? ": not known, an RMM image keeps them" : ": there was no realm";
        lines.line("4. RTT and RIPAS at the end" + (realms.isEmpty() ? none : ""));
        for (RealmTables realm : realms) {
            lines.line("    %s: IPA space of %d bits, unprotected (shared) from %s on, tables from level %d on"
                    .formatted(
                            names.realmName(realm.realm()),
                            realm.ipaWidth(),
                            Notation.hex(1L << realm.ipaWidth() - 1),
                            realm.startLevel()));
            ripas(realm);
            rtt(realm);
        }
    }

    private void ripas(RealmTables realm) throws IOException {
        int shown = 0;
        for (RealmTables.RipasRange range : realm.ripas()) {
            if (shown++ == MOST_RANGES) {
                omitted(realm.ripas().size() - MOST_RANGES);
                return;
            }
            lines.row("      RIPAS " + range(range.base(), range.end()) + range.ripas());
        }
    }

    private void rtt(RealmTables realm) throws IOException {
        List<Span> spans = spans(realm.rtt());
        for (int i = 0; i < Math.min(spans.size(), MOST_RANGES); i++) {
            Span span = spans.get(i);
            String size = span.state().level() == 3
                    ? "page"
                    : Notation.size(1L << 12 + 9 * (3 - span.state().level()));
            lines.row("      RTT   " + range(span.base(), span.end()) + span.state() + " (" + size + " entries)");
        }
        if (spans.size() > MOST_RANGES) {
            omitted(spans.size() - MOST_RANGES);
        }
    }

    private static List<Span> spans(List<RealmTables.RttRange> ranges) {
        List<Span> spans = new ArrayList<>();
        for (RealmTables.RttRange range : ranges) {
            Span last = spans.isEmpty() ? null : spans.getLast();
            if (last != null && last.end() == range.base() && last.state().equals(range.state())) {
                spans.set(spans.size() - 1, new Span(last.base(), range.end(), last.state()));
            } else {
                spans.add(new Span(range.base(), range.end(), range.state()));
            }
        }
        return spans;
    }

    private void omitted(int count) throws IOException {
        lines.row("            ... " + Notation.count(count, "more range") + "; --json has them all");
    }

    private static String range(long base, long end) {
        return Notation.pad(Notation.hex(base) + " .. " + Notation.hex(end), RANGE)
                + Notation.padLeft(Notation.size(end - base), SIZE) + "  ";
    }
}
