package org.realmscope.debug.dwarf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The line table of one unit. Naming its files reads only the header. */
final class UnitLines {
    private final @Nullable LineHeader header;
    private @Nullable List<LineSequence> sequences;

    private UnitLines(@Nullable LineHeader header) {
        this.header = header;
    }

    static UnitLines of(Unit unit) {
        FormValue offset = unit.unitEntry().value(At.STMT_LIST);
        return new UnitLines(offset == null ? null : new LineHeader(unit, offset.raw()));
    }

    List<@Nullable SourceFile> files() {
        return header == null ? List.of() : header.files();
    }

    /** The file that DW_AT_decl_file or call_file names; null if it is none. */
    @Nullable
    SourceFile file(long index) {
        return index < 0 || index >= files().size() ? null : files().get((int) index);
    }

    /** All sequences, also those of code that the linker dropped. */
    List<LineSequence> sequences() {
        List<LineSequence> known = sequences;
        if (known == null) {
            known = header == null ? List.of() : List.copyOf(new LineProgram(header).run());
            sequences = known;
        }
        return known;
    }
}
