package org.realmscope.debug.dwarf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a frame of the machine's stack looks like in the source: a function, or a call inlined in it.
 *
 * @param function that has the code
 * @param inlined null for the function itself
 * @param location the line being executed; of an outer one that of the inlined call
 * @param scopes blocks around the location, innermost first; the last is the body
 */
public record SourceFrame(Function function, @Nullable InlinedCall inlined, SourceLine location, List<Scope> scopes) {
    /** Name of the function as the source has it. */
    public String name() {
        return inlined == null ? function.name() : inlined.name();
    }

    public boolean isInlined() {
        return inlined != null;
    }
}
