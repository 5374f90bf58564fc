package org.realmscope.a64.engine;

import java.util.Arrays;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.Platform;
import org.realmscope.platform.memory.PhysicalMemory;

/** All decoded code of a machine, by physical page. Shared by its PEs; translation contexts only point into it. */
final class CodeCache implements Platform.CodeObserver, Breakpoints {
    private static final int CHUNK_SHIFT = 21;
    private static final int CHUNK_PAGES = 512;

    private final Platform platform;
    private final @Nullable CodePage[] @Nullable [] chunks =
            new CodePage[(int) (PhysicalMemory.ADDRESS_LIMIT >>> CHUNK_SHIFT)][];
    private final TreeSet<Long> armed = new TreeSet<>();

    CodeCache(Platform platform) {
        this.platform = platform;
    }

    /**
     * The decoded page of the granule at {@code pa}, valid for what memory holds now, also after memory has been put
     * back to a snapshot: fetch TLBs are empty then, so that every page comes through here again.
     */
    CodePage page(long pa) {
        long granule = pa & -PhysicalMemory.GRANULE_SIZE;
        byte[] frame = platform.memory.readableFrame(granule);
        CodePage page = find(granule);
        if (page == null) {
            page = add(granule, frame);
        } else if (page.frame != frame) {
            if (!Arrays.equals(page.frame, frame)) {
                page.forgetDecoded();
            }
            page.frame = frame;
        }
        if ((platform.memory.marks(granule) & PhysicalMemory.CODE) == 0) {
            platform.memory.mark(granule, PhysicalMemory.CODE);
        }
        return page;
    }

    /**
     * The page's bytes as memory holds them now: a store may have replaced the frame, after a checkpoint or because
     * there was none, while fetch TLBs lead to the page.
     */
    byte[] bytes(CodePage page) {
        page.frame = platform.memory.readableFrame(page.pa);
        return page.frame;
    }

    private CodePage add(long granule, byte[] frame) {
        CodePage page = new CodePage(granule, frame);
        int index = (int) (granule >>> CHUNK_SHIFT);
        @Nullable CodePage[] chunk = chunks[index];
        if (chunk == null) {
            chunk = new @Nullable CodePage[CHUNK_PAGES];
            chunks[index] = chunk;
        }
        chunk[(int) (granule >>> PhysicalMemory.GRANULE_SHIFT) & CHUNK_PAGES - 1] = page;
        for (long pa : armed.subSet(granule, granule + PhysicalMemory.GRANULE_SIZE)) {
            page.setBreakpoint(CodePage.slot(pa), true);
        }
        return page;
    }

    private @Nullable CodePage find(long pa) {
        @Nullable CodePage[] chunk = chunks[(int) (pa >>> CHUNK_SHIFT)];
        return chunk == null ? null : chunk[(int) (pa >>> PhysicalMemory.GRANULE_SHIFT) & CHUNK_PAGES - 1];
    }

    @Override
    public boolean holdsCode(long pa, int length) {
        CodePage page = find(pa);
        return page != null && page.isDecoded(pa, length);
    }

    @Override
    public void codeWritten(long pa, int length) {
        CodePage page = find(pa);
        if (page != null && page.isDecoded(pa, length)) {
            page.forgetDecoded();
        }
    }

    @Override
    public void add(long pa) {
        armed.add(pa);
        setBreakpoint(pa, true);
    }

    @Override
    public void remove(long pa) {
        armed.remove(pa);
        setBreakpoint(pa, false);
    }

    @Override
    public boolean isArmed(long pa) {
        return armed.contains(pa);
    }

    private void setBreakpoint(long pa, boolean on) {
        CodePage page = find(pa);
        if (page != null) {
            page.setBreakpoint(CodePage.slot(pa), on);
        }
    }
}
