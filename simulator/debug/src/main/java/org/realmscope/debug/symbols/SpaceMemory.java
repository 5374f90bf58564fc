package org.realmscope.debug.symbols;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.MemoryReader;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.MemoryRead;

/**
 * The memory of an address space as it is when it is first read: pages are read as a whole and kept, so that it must
 * not be used after the machine has moved.
 */
public final class SpaceMemory implements MemoryReader {
    private static final int PAGE = 4096;

    private final Inspection view;
    private final AddressSpace space;
    private final Map<Long, MemoryRead> pages = new TreeMap<>();
    private @Nullable MemoryRead last;

    public SpaceMemory(Inspection view, AddressSpace space) {
        this.view = view;
        this.space = space;
    }

    @Override
    public boolean read(long va, byte[] into) {
        for (int done = 0; done < into.length; ) {
            long at = va + done;
            MemoryRead page = page(at & -PAGE);
            int offset = (int) (at & PAGE - 1);
            int part = Math.min(PAGE - offset, into.length - done);
            if (page.readablePrefix() < offset + part) {
                return false;
            }
            System.arraycopy(page.bytes(), offset, into, done, part);
            done += part;
        }
        return true;
    }

    private MemoryRead page(long base) {
        MemoryRead previous = last;
        if (previous != null && previous.address() == base) {
            return previous;
        }
        MemoryRead page = pages.computeIfAbsent(base, address -> view.read(space, address, PAGE));
        last = page;
        return page;
    }
}
