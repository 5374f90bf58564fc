package org.realmscope.debug.core.breakpoints;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.DebugException;
import org.realmscope.protocol.RichBreakpoint;

/** A breakpoint at stage 2 faults of realms. Attributes that are not there are not looked at. */
public final class FaultBreakpoint extends MachineBreakpoint {
    /** Type of the marker. */
    public static final String MARKER = "org.realmscope.debug.core.faultBreakpoint";

    /** Marker attribute: first IPA, a text. */
    public static final String BASE = "base";

    /** Marker attribute: first IPA behind the range, a text. */
    public static final String END = "end";

    /** Marker attribute: {@code protected} or {@code unprotected}. */
    public static final String HALF = "half";

    /** Marker attribute: {@code read}, {@code write} or {@code fetch}. */
    public static final String ACCESS = "access";

    /** Marker attribute: lookup level, a number. */
    public static final String LEVEL = "level";

    /** Marker attribute: what failed, for example {@code translation}. */
    public static final String KIND = "kind";

    /** Marker attribute: a realm as it is written in addresses, a text. */
    public static final String REALM = "realm";

    /** Marker attribute: number of a PE. */
    public static final String PE = "pe";

    /** For the platform, which makes one of each marker. */
    public FaultBreakpoint() {}

    /** Sets a breakpoint with some of the attributes above. */
    public static FaultBreakpoint with(Map<String, ?> attributes) throws DebugException {
        FaultBreakpoint breakpoint = new FaultBreakpoint();
        breakpoint.create(ResourcesPlugin.getWorkspace().getRoot(), MARKER, attributes);
        return breakpoint;
    }

    @Override
    public String describe() {
        List<String> words = new ArrayList<>();
        for (String each : List.of(HALF, KIND, ACCESS)) {
            String word = text(each);
            if (word != null) {
                words.add(word);
            }
        }
        words.add("stage 2 fault");
        Attributes.add(words, "at level ", number(LEVEL));
        String base = text(BASE);
        Attributes.add(words, "in ", base == null ? null : base + " .. " + textOrEmpty(END));
        Attributes.add(words, "of ", text(REALM));
        Attributes.add(words, "on PE ", number(PE));
        return String.join(" ", words);
    }

    @Override
    RichBreakpoint rich() {
        RichBreakpoint.Fault fault = new RichBreakpoint.Fault(
                text(BASE), text(END), text(HALF), text(ACCESS), number(LEVEL), text(KIND), text(REALM), number(PE));
        return new RichBreakpoint(null, fault, null, null, condition(), hitCondition(), logMessage());
    }
}
