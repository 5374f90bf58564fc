package org.realmscope.debug.core.breakpoints;

import java.util.Map;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.DebugException;

/** A breakpoint at the beginning of a function of the host or of a realm's program. */
public final class FunctionBreakpoint extends RealmBreakpoint {
    /** Type of the marker. */
    public static final String MARKER = "org.realmscope.debug.core.functionBreakpoint";

    /** Marker attribute: the function's name. */
    public static final String FUNCTION = "function";

    /** For the platform, which makes one of each marker. */
    public FunctionBreakpoint() {}

    /** Sets a breakpoint. */
    public static FunctionBreakpoint at(String function) throws DebugException {
        FunctionBreakpoint breakpoint = new FunctionBreakpoint();
        breakpoint.create(ResourcesPlugin.getWorkspace().getRoot(), MARKER, Map.of(FUNCTION, function));
        return breakpoint;
    }

    /** The function's name. */
    public String function() {
        return textOrEmpty(FUNCTION);
    }

    @Override
    public String describe() {
        return function() + "()";
    }
}
