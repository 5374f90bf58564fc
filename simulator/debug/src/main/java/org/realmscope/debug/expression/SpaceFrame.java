package org.realmscope.debug.expression;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.FrameContext;
import org.realmscope.debug.dwarf.MemoryReader;
import org.realmscope.debug.dwarf.RegisterReader;

/**
 * A frame of which nothing is known but the memory of an address space.
 *
 * @param space as it was written
 * @param memory of that space
 */
record SpaceFrame(String space, MemoryReader memory) implements FrameContext {
    @Override
    public long lookupPc() {
        return 0;
    }

    @Override
    public long pc() {
        return 0;
    }

    @Override
    public RegisterReader registers() {
        return number -> OptionalLong.empty();
    }

    @Override
    public OptionalLong cfa() {
        return OptionalLong.empty();
    }

    @Override
    public @Nullable FrameContext caller() {
        return null;
    }
}
