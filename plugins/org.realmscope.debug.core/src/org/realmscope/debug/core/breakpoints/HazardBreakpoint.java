package org.realmscope.debug.core.breakpoints;

import java.util.Map;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.DebugException;
import org.realmscope.protocol.Hazard;
import org.realmscope.protocol.RichBreakpoint;

/** A breakpoint at something that should not happen. */
public final class HazardBreakpoint extends MachineBreakpoint {
    /** Type of the marker. */
    public static final String MARKER = "org.realmscope.debug.core.hazardBreakpoint";

    /** Marker attribute: as the exception filters of the adapter's capabilities name it. */
    public static final String HAZARD = "hazard";

    /** For the platform, which makes one of each marker. */
    public HazardBreakpoint() {}

    /** Sets a breakpoint. */
    public static HazardBreakpoint at(String hazard) throws DebugException {
        HazardBreakpoint breakpoint = new HazardBreakpoint();
        breakpoint.create(ResourcesPlugin.getWorkspace().getRoot(), MARKER, Map.of(HAZARD, hazard));
        return breakpoint;
    }

    /** The hazard. */
    public String hazard() {
        return textOrEmpty(HAZARD);
    }

    @Override
    public String describe() {
        return Hazard.ALL.stream()
                .filter(each -> each.name().equals(hazard()))
                .map(Hazard::label)
                .findFirst()
                .orElse("hazard " + hazard());
    }

    @Override
    RichBreakpoint rich() {
        return new RichBreakpoint(null, null, null, hazard(), condition(), hitCondition(), logMessage());
    }
}
