package org.realmscope.adapter.debuggee;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.Inspection;

/**
 * What a memory reference of a client's means: {@code EL2N:0x1000} an address of the present, {@code moment(1)
 * EL2N:0x1000} one of an open moment, for which the protocol has no other place.
 *
 * @param view the machine that is meant
 */
public record MemoryPlace(Inspection view, AddressSyntax.Address address) {
    private static final Pattern MOMENT = Pattern.compile("\\s*moment\\((\\d{1,9})\\)\\s+(.*)");

    /** A memory reference of an open moment. */
    static String ofMoment(int moment, String address) {
        return "moment(%d) %s".formatted(moment, address);
    }

    /**
     * Splits a text that may begin with an open moment.
     *
     * @return the number of the moment, and what is behind it; null if the text begins with none
     */
    public static Map.@Nullable Entry<Integer, String> split(String text) {
        Matcher past = MOMENT.matcher(text);
        return past.matches() ? Map.entry(Integer.valueOf(past.group(1)), past.group(2)) : null;
    }

    /**
     * Reads a memory reference.
     *
     * @param offset bytes to add, null for none
     * @throws org.realmscope.platform.UserError if it is none
     * @throws org.realmscope.adapter.request.RequestError if no such moment is open
     */
    public static MemoryPlace of(Debuggee debuggee, String reference, @Nullable Integer offset) {
        Map.Entry<Integer, String> past = split(reference);
        return past == null
                ? new MemoryPlace(debuggee.view(null), debuggee.address(reference, offset))
                : new MemoryPlace(debuggee.view(past.getKey()), debuggee.address(past.getValue(), offset));
    }
}
