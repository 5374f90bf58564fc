package org.realmscope.debug.core.breakpoints;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IWatchpoint;
import org.realmscope.protocol.RichBreakpoint;

/** A watch of memory, or of the RIPAS, translation table entries or granules of a range. */
public final class WatchBreakpoint extends MachineBreakpoint implements IWatchpoint {
    /** Type of the marker. */
    public static final String MARKER = "org.realmscope.debug.core.watchBreakpoint";

    /** Marker attribute: what is watched, for example {@code rtt realm0 0x1000 0x2000}, a text. */
    public static final String DATA = "dataId";

    /** Marker attribute: whether reading stops; only of memory. */
    public static final String READ = "onRead";

    /** Marker attribute: whether writing stops. */
    public static final String WRITE = "onWrite";

    private static final Pattern STATE =
            Pattern.compile("(ripas|rtt|granule)(?: ([a-z]\\w*))? (0[xX]\\w+|[0-9_]+) (0[xX]\\w+|[0-9_]+)");

    /** For the platform, which makes one of each marker. */
    public WatchBreakpoint() {}

    /**
     * Sets a watch.
     *
     * @param data for example {@code pa(ns):0x1000}, {@code ripas realm0 0x1000 0x2000} or
     *     {@code granule 0x1000 0x2000}
     */
    public static WatchBreakpoint of(String data, boolean onRead, boolean onWrite) throws DebugException {
        WatchBreakpoint breakpoint = new WatchBreakpoint();
        breakpoint.create(
                ResourcesPlugin.getWorkspace().getRoot(), MARKER, Map.of(DATA, data, READ, onRead, WRITE, onWrite));
        return breakpoint;
    }

    /** What is watched. */
    public String data() {
        return textOrEmpty(DATA);
    }

    private boolean isOfState() {
        return data().matches("(ripas|rtt|granule) .*");
    }

    @Override
    public String describe() {
        Matcher state = STATE.matcher(data());
        if (!state.matches()) {
            String access = !flag(READ) ? "written" : flag(WRITE) ? "read or written" : "read";
            return isOfState() ? data() : "%s is %s".formatted(data(), access);
        }
        String what = switch (state.group(1)) {
            case "ripas" -> "RIPAS";
            case "rtt" -> "RTT entries";
            default -> "granules";
        };
        String realm = state.group(2) == null ? "" : " of " + state.group(2);
        return "change of %s%s in %s .. %s".formatted(what, realm, state.group(3), state.group(4));
    }

    @Override
    RichBreakpoint rich() {
        String access = !flag(READ) ? "write" : flag(WRITE) ? "readWrite" : "read";
        return new RichBreakpoint(
                null, null, new RichBreakpoint.Data(data(), access), null, condition(), hitCondition(), logMessage());
    }

    @Override
    public boolean isAccess() {
        return flag(READ);
    }

    @Override
    public void setAccess(boolean access) throws CoreException {
        change(READ, access);
    }

    @Override
    public boolean isModification() {
        return flag(WRITE);
    }

    @Override
    public void setModification(boolean modification) throws CoreException {
        change(WRITE, modification);
    }

    @Override
    public boolean supportsAccess() {
        return !isOfState();
    }

    @Override
    public boolean supportsModification() {
        return true;
    }
}
