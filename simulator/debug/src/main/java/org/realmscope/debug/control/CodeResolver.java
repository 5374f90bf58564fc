package org.realmscope.debug.control;

import java.util.List;

/** Finds the code of source lines and functions, by the symbols of whoever has them. */
public interface CodeResolver {
    /** Without symbols. */
    CodeResolver NONE = new CodeResolver() {
        @Override
        public List<BreakpointStatus.Place> line(String source, int line) {
            return List.of();
        }

        @Override
        public List<BreakpointStatus.Place> function(String name) {
            return List.of();
        }
    };

    /** The first instructions of a line, in every program and inlined copy that has it; empty if none has. */
    List<BreakpointStatus.Place> line(String source, int line);

    /** The first instructions behind the prologues of a function; empty if no program has it. */
    List<BreakpointStatus.Place> function(String name);
}
