package org.realmscope.debug.core.breakpoints;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.Breakpoint;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.RealmDebug;

/**
 * A breakpoint of ours. What people say of it is in attributes of its marker, so that it survives a restart and an
 * export; what debug adapters say of it is not.
 */
public abstract class RealmBreakpoint extends Breakpoint {
    /** Marker attribute: an expression that must be true, a text. */
    public static final String CONDITION = "condition";

    /** Marker attribute: which hits stop, a text as {@code 3}, {@code >= 3} or {@code % 3}. */
    public static final String HIT_CONDITION = "hitCondition";

    /** Marker attribute: what to write instead of stopping, a text. */
    public static final String LOG_MESSAGE = "logMessage";

    private final Map<Object, Verification> verifications = new ConcurrentHashMap<>();

    /** What it is for people, without condition and the like. */
    public abstract String describe();

    @Override
    public String getModelIdentifier() {
        return RealmDebug.MODEL;
    }

    // --- making one

    /** Makes the marker and makes the breakpoint known. */
    void create(IResource resource, String markerType, Map<String, ?> attributes) throws DebugException {
        run(getMarkerRule(resource), monitor -> {
            IMarker marker = resource.createMarker(markerType);
            setMarker(marker);
            marker.setAttribute(ENABLED, true);
            marker.setAttribute(PERSISTED, true);
            marker.setAttribute(ID, getModelIdentifier());
            for (Map.Entry<String, ?> each : attributes.entrySet()) {
                marker.setAttribute(each.getKey(), each.getValue());
            }
            marker.setAttribute(IMarker.MESSAGE, describe());
            DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(this);
        });
    }

    /** Changes an attribute; null and an empty text take it away. */
    public void change(String name, @Nullable Object value) throws CoreException {
        IMarker marker = ensureMarker();
        Object changed = "".equals(value) ? null : value;
        if (!Objects.equals(marker.getAttribute(name), changed)) {
            run(getMarkerRule(), monitor -> {
                marker.setAttribute(name, changed);
                marker.setAttribute(IMarker.MESSAGE, describe());
            });
        }
    }

    /** A text attribute; null if it is not there. */
    public @Nullable String text(String name) {
        IMarker marker = getMarker();
        return marker == null ? null : marker.getAttribute(name, null);
    }

    /** A text attribute; empty if it is not there. */
    String textOrEmpty(String name) {
        return Objects.requireNonNullElse(text(name), "");
    }

    /** An attribute that is a number; null if it is not there. */
    public @Nullable Integer number(String name) {
        IMarker marker = getMarker();
        if (marker == null || !marker.exists()) {
            return null;
        }
        int value = marker.getAttribute(name, Integer.MIN_VALUE);
        return value == Integer.MIN_VALUE ? null : Integer.valueOf(value);
    }

    /** An attribute that is true or false; false if it is not there. */
    public boolean flag(String name) {
        IMarker marker = getMarker();
        return marker != null && marker.getAttribute(name, false);
    }

    /** An expression that must be true; null for none. */
    public @Nullable String condition() {
        return text(CONDITION);
    }

    /** Which hits stop; null for every one. */
    public @Nullable String hitCondition() {
        return text(HIT_CONDITION);
    }

    /** What to write instead of stopping; null to stop. */
    public @Nullable String logMessage() {
        return text(LOG_MESSAGE);
    }

    // --- what adapters say

    /**
     * Notes what an adapter says.
     *
     * @param session whose adapter it is
     * @param verification null when the session is over
     * @return whether it is something else than before
     */
    boolean report(Object session, @Nullable Verification verification) {
        Verification before =
                verification == null ? verifications.remove(session) : verifications.put(session, verification);
        return !Objects.equals(before, verification);
    }

    /** What the adapters of running sessions say; the first that cannot set it, if there is one. Null without any. */
    public @Nullable Verification verification() {
        Collection<Verification> all = verifications.values();
        for (Verification each : all) {
            if (!each.isVerified()) {
                return each;
            }
        }
        return all.stream().findFirst().orElse(null);
    }
}
