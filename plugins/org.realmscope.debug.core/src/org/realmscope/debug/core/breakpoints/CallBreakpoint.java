package org.realmscope.debug.core.breakpoints;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.DebugException;
import org.realmscope.protocol.RichBreakpoint;

/** A breakpoint at calls of an RMI, RSI or PSCI function. Attributes that are not there are not looked at. */
public final class CallBreakpoint extends MachineBreakpoint {
    /** Type of the marker. */
    public static final String MARKER = "org.realmscope.debug.core.callBreakpoint";

    /** Marker attribute: the specification's name, in which {@code *} and {@code ?} are wildcards; a text. */
    public static final String FUNCTION = "function";

    /** Marker attribute: whether to stop after the call took effect instead of before. */
    public static final String OUTCOME = "outcome";

    /** Marker attribute: bits 7:0 of the return code, a number. */
    public static final String STATUS = "returnStatus";

    /** Marker attribute: bits 15:8 of the return code, a number. */
    public static final String INDEX = "returnIndex";

    /** Marker attribute: a realm as it is written in addresses, a text. */
    public static final String REALM = "realm";

    /** Marker attribute: number of a REC. */
    public static final String VCPU = "vcpu";

    /** Marker attribute: first IPA, a text. */
    public static final String BASE = "base";

    /** Marker attribute: first IPA behind the range, a text. */
    public static final String END = "end";

    /** Marker attribute: number of a PE. */
    public static final String PE = "pe";

    /** For the platform, which makes one of each marker. */
    public CallBreakpoint() {}

    /**
     * Sets a breakpoint.
     *
     * @param attributes further ones, of those above
     */
    public static CallBreakpoint at(String function, Map<String, ?> attributes) throws DebugException {
        CallBreakpoint breakpoint = new CallBreakpoint();
        breakpoint.create(
                ResourcesPlugin.getWorkspace().getRoot(), MARKER, Attributes.with(attributes, FUNCTION, function));
        return breakpoint;
    }

    /** The function. */
    public String function() {
        return textOrEmpty(FUNCTION);
    }

    @Override
    public String describe() {
        List<String> words = new ArrayList<>();
        words.add(flag(OUTCOME) ? function() + ", outcome" : function());
        Attributes.add(words, "with status ", number(STATUS));
        Attributes.add(words, number(STATUS) == null ? "with index " : "and index ", number(INDEX));
        String base = text(BASE);
        Attributes.add(words, "in ", base == null ? null : base + " .. " + textOrEmpty(END));
        Attributes.add(words, "of ", text(REALM));
        Attributes.add(words, "on vCPU ", number(VCPU));
        Attributes.add(words, "on PE ", number(PE));
        return String.join(" ", words);
    }

    @Override
    RichBreakpoint rich() {
        RichBreakpoint.Call call = new RichBreakpoint.Call(
                function(),
                flag(OUTCOME),
                number(STATUS),
                number(INDEX),
                text(REALM),
                number(VCPU),
                text(BASE),
                text(END),
                number(PE));
        return new RichBreakpoint(call, null, null, null, condition(), hitCondition(), logMessage());
    }
}
