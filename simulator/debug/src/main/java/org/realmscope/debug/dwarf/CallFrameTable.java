package org.realmscope.debug.dwarf;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.DataCursor;
import org.realmscope.debug.elf.ElfFile;
import org.realmscope.debug.elf.ElfSection;
import org.realmscope.debug.elf.SectionData;

/** Call frame information of a file: {@code .debug_frame} and {@code .eh_frame} (DWARF 5, section 6.4). */
public final class CallFrameTable {
    private final RangeMap<FrameEntry> entries = new RangeMap<>();

    private CallFrameTable() {}

    static CallFrameTable read(ElfFile elf) {
        CallFrameTable table = new CallFrameTable();
        new Reader(elf, ".debug_frame", false, table.entries).read();
        new Reader(elf, ".eh_frame", true, table.entries).read();
        table.entries.sorted();
        return table;
    }

    /** Number of entries whose code is loaded. */
    public int size() {
        return entries.values().size();
    }

    /** The row of an address; null if the file says nothing about it. */
    @Nullable
    FrameRow rowAt(long pc) {
        FrameEntry entry = entries.find(pc);
        return entry == null ? null : new FrameProgram(entry).rowAt(pc);
    }

    /** Reads the entries of one section. */
    private static final class Reader {
        private final ElfFile elf;
        private final SectionData data;
        private final boolean isEhFrame;
        private final long address;
        private final RangeMap<FrameEntry> entries;
        private final Map<Long, CommonEntry> commons = new LinkedHashMap<>();

        Reader(ElfFile elf, String name, boolean isEhFrame, RangeMap<FrameEntry> entries) {
            ElfSection section = elf.section(name);
            this.elf = elf;
            this.data = elf.data(name);
            this.isEhFrame = isEhFrame;
            this.address = section == null ? 0 : section.address();
            this.entries = entries;
        }

        void read() {
            DataCursor cursor = data.cursor();
            while (cursor.hasRemaining()) {
                InitialLength length = InitialLength.read(cursor);
                if (length.length() == 0 && isEhFrame) {
                    return;
                }
                readEntry(cursor.slice(length.length()), length.is64());
            }
        }

        private void readEntry(DataCursor entry, boolean is64) {
            int at = entry.position();
            long id = entry.offset(is64 && !isEhFrame);
            boolean isCommon = isEhFrame ? id == 0 : id == (is64 ? -1L : 0xffff_ffffL);
            if (isCommon) {
                return;
            }
            CommonEntry common = common(isEhFrame ? at - id : id, at);
            long start = EncodedPointer.read(entry, common.pointerEncoding(), address);
            long size = EncodedPointer.size(entry, common.pointerEncoding() & 0xf);
            if (common.hasAugmentationData()) {
                entry.skip(entry.uleb());
            }
            AddressRange range = new AddressRange(start, start + size);
            if (!range.isEmpty() && elf.isCode(start)) {
                entries.add(range, new FrameEntry(common, range, data, entry.position(), entry.limit()));
            }
        }

        private CommonEntry common(long offset, int from) {
            CommonEntry known = commons.get(offset);
            if (known == null) {
                if (offset < 0 || offset >= data.length()) {
                    throw data.malformed(from, "its CIE would be at 0x%x".formatted(offset));
                }
                DataCursor cursor = data.cursor(offset, data.length() - offset);
                InitialLength length = InitialLength.read(cursor);
                DataCursor entry = cursor.slice(length.length());
                long id = entry.offset(length.is64() && !isEhFrame);
                if (id != (isEhFrame ? 0 : length.is64() ? -1L : 0xffff_ffffL)) {
                    throw data.malformed(from, "no CIE is at 0x%x, which it refers to".formatted(offset));
                }
                known = CommonEntry.read(entry);
                commons.put(offset, known);
            }
            return known;
        }
    }
}
