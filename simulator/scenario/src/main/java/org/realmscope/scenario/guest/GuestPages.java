package org.realmscope.scenario.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.Content;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.SlotSetup;

/** The pages that hold the programs of a realm. */
final class GuestPages {
    static final int PAGE = 0x1000;
    /** Far above every guest, far below what makes the simulator run out of memory. */
    private static final long MAX_SIZE = 256L << 20;

    private final RealmSetup realm;
    private final TreeMap<Long, Page> pages = new TreeMap<>();

    private static final class Page {
        final String owner;
        final byte[] bytes = new byte[PAGE];

        Page(String owner) {
            this.owner = owner;
        }
    }

    GuestPages(RealmSetup realm) {
        this.realm = realm;
    }

    static long up(long address, int alignment) {
        return address + alignment - 1 & -alignment;
    }

    /** First page boundary behind everything; 0 if there is nothing. */
    long end() {
        return pages.isEmpty() ? 0 : pages.lastKey() + PAGE;
    }

    /**
     * Puts bytes into pages that are zero otherwise.
     *
     * @param owner what they are part of, as a message names it; parts of one thing can share a page
     * @param size bytes with the zeroes that follow {@code bytes}
     * @param position of what asks for it
     */
    void place(long ipa, byte[] bytes, long size, String owner, Position position) {
        long base = ipa & -PAGE;
        long end = up(ipa + size, PAGE);
        String where = "%s at 0x%x to 0x%x".formatted(owner, ipa, ipa + size - 1);
        if (end - base + (long) pages.size() * PAGE > MAX_SIZE) {
            throw ProgramCode.error(
                    position,
                    "%s is too big: all programs of a realm can have %d MiB".formatted(where, MAX_SIZE >>> 20));
        }
        checkSlots(base, end, where, position);
        checkContents(new AddressRange(base, end), where);
        for (long at = base; at != end; at += PAGE) {
            Page page = pages.computeIfAbsent(at, missing -> new Page(owner));
            if (!page.owner.equals(owner)) {
                throw ProgramCode.error(
                        position, "%s overlaps %s in the page at 0x%x".formatted(where, page.owner, at));
            }
            int from = (int) Math.max(0, at - ipa);
            int count = (int) Math.min(bytes.length - from, Math.min(PAGE, at + PAGE - ipa));
            if (count > 0) {
                System.arraycopy(bytes, from, page.bytes, (int) (ipa + from - at), count);
            }
        }
    }

    private void checkSlots(long base, long end, String where, Position position) {
        long at = base;
        while (at != end) {
            long missing = at;
            SlotSetup slot = realm.slots().stream()
                    .filter(candidate -> candidate.range().contains(missing))
                    .findFirst()
                    .orElseThrow(() -> ProgramCode.error(
                            position, "%s is in no slot at 0x%x; the slots are %s".formatted(where, missing, slots())));
            at = Long.compareUnsigned(slot.range().end(), end) < 0
                    ? slot.range().end()
                    : end;
        }
    }

    private String slots() {
        return realm.slots().isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        realm.slots().stream()
                                .map(slot -> "%s 0x%x .. 0x%x"
                                        .formatted(
                                                slot.name(),
                                                slot.range().base(),
                                                slot.range().end()))
                                .toList());
    }

    private void checkContents(AddressRange range, String where) {
        for (Content content : realm.contents()) {
            long end = up(content.ipa() + content.bytes().size(), PAGE);
            if (range.overlaps(new AddressRange(content.ipa(), end))) {
                throw ProgramCode.error(
                        content.position(),
                        "what is populated at 0x%x to 0x%x overlaps %s".formatted(content.ipa(), end - 1, where));
            }
        }
    }

    /** Everything, adjacent pages together, in ascending order. */
    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        ByteWriter bytes = new ByteWriter();
        long base = 0;
        for (Map.Entry<Long, Page> entry : pages.entrySet()) {
            if (base + bytes.size() != entry.getKey() && bytes.size() > 0) {
                segments.add(new Segment(base, Bytes.of(bytes.toByteArray())));
                bytes = new ByteWriter();
            }
            if (bytes.size() == 0) {
                base = entry.getKey();
            }
            bytes.bytes(entry.getValue().bytes);
        }
        if (bytes.size() > 0) {
            segments.add(new Segment(base, Bytes.of(bytes.toByteArray())));
        }
        return segments;
    }
}
