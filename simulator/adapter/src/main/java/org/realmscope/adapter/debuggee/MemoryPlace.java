package org.realmscope.adapter.debuggee;

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

    /**
     * Reads a memory reference.
     *
     * @param offset bytes to add, null for none
     * @throws org.realmscope.platform.UserError if it is none
     * @throws org.realmscope.adapter.request.RequestError if no such moment is open
     */
    public static MemoryPlace of(Debuggee debuggee, String reference, @Nullable Integer offset) {
        Matcher past = MOMENT.matcher(reference);
        return past.matches()
                ? new MemoryPlace(
                        debuggee.view(Integer.valueOf(past.group(1))), debuggee.address(past.group(2), offset))
                : new MemoryPlace(debuggee.view(null), debuggee.address(reference, offset));
    }
}
