package org.realmscope.debug.dwarf;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A frame of which nothing is known but the memory: variables at file level are all that can be asked for. */
public interface MemoryOnlyFrame extends FrameContext {
    @Override
    default long lookupPc() {
        return 0;
    }

    @Override
    default long pc() {
        return 0;
    }

    @Override
    default RegisterReader registers() {
        return number -> OptionalLong.empty();
    }

    @Override
    default OptionalLong cfa() {
        return OptionalLong.empty();
    }

    @Override
    default @Nullable FrameContext caller() {
        return null;
    }
}
