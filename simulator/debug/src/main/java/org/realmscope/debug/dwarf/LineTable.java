package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The lines of a whole file: from an address to its line, and from a line to where a breakpoint on it stops. */
public final class LineTable {
    private final UnitTable units;
    private final CodeIndex code;
    private final Map<Unit, RangeMap<LineSequence>> sequences = new LinkedHashMap<>();

    LineTable(UnitTable units, CodeIndex code) {
        this.units = units;
        this.code = code;
    }

    /**
     * The row of an address; null if no line is known. Code that the compiler says belongs to no line counts to the
     * line before it.
     */
    public @Nullable LineRow at(long pc) {
        LineSequence sequence = sequenceAt(pc);
        return sequence == null ? null : sequence.at(pc);
    }

    /** The contiguous code around an address that belongs to the same line; null if no line is known. */
    public @Nullable AddressRange extent(long pc) {
        LineSequence sequence = sequenceAt(pc);
        return sequence == null ? null : sequence.extent(pc);
    }

    private @Nullable LineSequence sequenceAt(long pc) {
        Unit unit = code.unitAt(pc);
        if (unit == null) {
            return null;
        }
        RangeMap<LineSequence> map = sequences.get(unit);
        if (map == null) {
            RangeMap<LineSequence> built = new RangeMap<>();
            loaded(unit).forEach(sequence -> built.add(sequence.range(), sequence));
            map = built.sorted();
            sequences.put(unit, map);
        }
        return map.find(pc);
    }

    private List<LineSequence> loaded(Unit unit) {
        return unit.lines().sequences().stream()
                .filter(sequence -> !sequence.range().isEmpty()
                        && units.isCode(sequence.range().low()))
                .toList();
    }

    /** The sequences of all units whose code is loaded, in the order of the file. */
    public List<LineSequence> sequences() {
        return units.all().stream()
                .filter(unit -> !unit.isTypeUnit())
                .flatMap(unit -> loaded(unit).stream())
                .toList();
    }

    /** Every file that a line table names, in the order of the file. */
    public List<SourceFile> files() {
        Map<String, SourceFile> files = new LinkedHashMap<>();
        for (Unit unit : units.all()) {
            if (!unit.isTypeUnit()) {
                for (SourceFile file : unit.lines().files()) {
                    if (file != null) {
                        files.putIfAbsent(file.path(), file);
                    }
                }
            }
        }
        return List.copyOf(files.values());
    }

    /**
     * Lines of a file that have statements.
     *
     * @param path as for {@link SourceFile#matches}
     */
    public NavigableSet<Integer> lines(String path) {
        NavigableSet<Integer> lines = new TreeSet<>();
        for (Unit unit : unitsOf(path)) {
            for (LineSequence sequence : loaded(unit)) {
                for (LineRow row : sequence.rows()) {
                    if (isStatementOf(row, path)) {
                        lines.add(row.line());
                    }
                }
            }
        }
        return lines;
    }

    private List<Unit> unitsOf(String path) {
        return units.all().stream()
                .filter(unit -> !unit.isTypeUnit()
                        && unit.lines().files().stream().anyMatch(file -> file != null && file.matches(path)))
                .toList();
    }

    private static boolean isStatementOf(LineRow row, String path) {
        SourceFile file = row.file();
        return row.isStatement() && !row.isEndOfSequence() && row.line() > 0 && file != null && file.matches(path);
    }

    /**
     * Where a breakpoint on a line stops: once in each function, and in each inlined copy of one, that has code for the
     * line. If none has, the nearest line behind it that has code is meant.
     *
     * @param path as for {@link SourceFile#matches}
     * @param line from 1
     * @return by ascending address; empty if the file has no code from that line on
     */
    public List<BreakpointPlace> addresses(String path, int line) {
        List<Unit> candidates = unitsOf(path);
        int best = Integer.MAX_VALUE;
        List<LineRow> rows = new ArrayList<>();
        for (Unit unit : candidates) {
            for (LineSequence sequence : loaded(unit)) {
                for (LineRow row : sequence.rows()) {
                    if (row.line() >= line
                            && row.line() <= best
                            && isStatementOf(row, path)
                            && sequence.range().contains(row.address())) {
                        if (row.line() < best) {
                            best = row.line();
                            rows.clear();
                        }
                        rows.add(row);
                    }
                }
            }
        }
        return places(rows);
    }

    private List<BreakpointPlace> places(List<LineRow> rows) {
        List<LineRow> sorted = new ArrayList<>(rows);
        sorted.sort((a, b) -> Long.compareUnsigned(a.address(), b.address()));
        Map<Object, BreakpointPlace> first = new LinkedHashMap<>();
        for (LineRow row : sorted) {
            LineSequence sequence = sequenceAt(row.address());
            if (sequence == null) {
                continue;
            }
            Die body = code.bodyAt(row.address());
            if (body == null) {
                first.putIfAbsent(sequence, new BreakpointPlace(row.address(), row.source(), "", false));
            } else {
                first.putIfAbsent(body, place(body, row));
            }
        }
        return List.copyOf(first.values());
    }

    private BreakpointPlace place(Die body, LineRow row) {
        boolean inlined = body.tag() == Tag.INLINED_SUBROUTINE;
        long address = row.address();
        Function function = code.functionAt(address);
        if (function != null && !inlined && function.entryPc() == address) {
            address = bodyStart(function);
        }
        return new BreakpointPlace(address, row.source(), Function.nameOf(body), inlined);
    }

    /**
     * Where the body of a function begins, behind the instructions that set up its frame: the row with prologue_end, or
     * else, as GCC writes it, the second row. A function whose first instruction already belongs to a statement of the
     * body has no prologue.
     */
    public long bodyStart(Function function) {
        long entry = function.entryPc();
        LineSequence sequence = sequenceAt(entry);
        if (sequence == null) {
            return entry;
        }
        long second = entry;
        int atEntry = 0;
        for (LineRow row : sequence.from(entry)) {
            if (row.isEndOfSequence() || !function.contains(row.address())) {
                break;
            }
            if (row.isPrologueEnd()) {
                return row.address();
            }
            if (row.isStatement()) {
                if (row.address() == entry) {
                    atEntry++;
                } else if (second == entry) {
                    second = row.address();
                }
            }
        }
        return atEntry > 1 ? entry : second;
    }
}
