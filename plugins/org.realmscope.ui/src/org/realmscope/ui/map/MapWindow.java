package org.realmscope.ui.map;

/** The part of an address space that a map shows, the cursor and the selection in it. */
final class MapWindow {
    private static final long PAGE = 0x1000;
    /** A map that is narrower than that shows no more than single pages. */
    private static final long LEAST = 8 * PAGE;

    private AddressRange space = new AddressRange(0, LEAST);
    private AddressRange shown = space;
    private AddressRange selected = AddressRange.page(0);
    private long cursor;
    private long anchor;

    AddressRange space() {
        return space;
    }

    AddressRange shown() {
        return shown;
    }

    AddressRange selected() {
        return selected;
    }

    long cursor() {
        return cursor;
    }

    /** Takes another address space; if it is the same, everything stays where it is. */
    void setSpace(AddressRange changed) {
        if (!changed.equals(space)) {
            space = changed;
            shown = changed;
            moveTo(changed.base(), false);
        }
    }

    /** Shows a range, or as much around it as is least. */
    void show(AddressRange range) {
        long length = Math.min(Math.max(LEAST, range.length()), space.length());
        long base = Math.max(space.base(), Math.min(range.base(), space.end() - length));
        base &= -PAGE;
        shown = new AddressRange(base, Math.min(space.end(), base + length));
    }

    /** Shows half as much, or twice as much, such that {@code address} stays where it is. */
    void zoom(boolean in, long address) {
        long length = in ? shown.length() / 2 : Math.min(space.length(), shown.length() * 2);
        double share = (address - shown.base()) / (double) shown.length();
        long base = Math.max(space.base(), address - (long) (share * length));
        show(new AddressRange(base, base + Math.max(1, length)));
    }

    /** Moves what is shown by an eighth of it. */
    void pan(int steps) {
        long base = Math.max(space.base(), shown.base() + steps * Math.max(PAGE, shown.length() / 8));
        show(new AddressRange(base, base + shown.length()));
    }

    /** Goes to the page of an address; selects it, or all from where the selection began. */
    void moveTo(long address, boolean extend) {
        cursor = Math.max(space.base(), Math.min(address, space.end() - 1)) & -PAGE;
        if (!extend) {
            anchor = cursor;
        }
        selected = AddressRange.page(anchor).union(AddressRange.page(cursor));
    }

    /** Selects a range. */
    void select(AddressRange range) {
        AddressRange inside = range.intersection(space);
        if (inside != null) {
            anchor = inside.base() & -PAGE;
            cursor = inside.end() - 1 & -PAGE;
            selected = AddressRange.page(anchor).union(AddressRange.page(cursor));
            cursor = anchor;
        }
    }

    /** Shows the cursor, if it is out of sight. */
    void reveal() {
        if (!shown.contains(cursor)) {
            long base = Math.max(space.base(), cursor - shown.length() / 2);
            show(new AddressRange(base, base + shown.length()));
        }
    }

    /** What one step of the cursor is: about a pixel's worth of addresses, and a page at least. */
    long step(int pixels) {
        long perPixel = shown.length() / Math.max(1, pixels);
        return Math.max(PAGE, perPixel * 8 & -PAGE);
    }
}
