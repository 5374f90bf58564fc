package org.realmscope.adapter.debuggee;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.time.Moment;

/** Reads arguments of requests. */
public final class Given {
    private static final int MAX_PAGE = 10_000;
    private static final int DEFAULT_PAGE = 100;

    private Given() {}

    /**
     * A text that must be there.
     *
     * @throws RequestError if it is not
     */
    // What comes from a client has what the client put there, whatever the type says.
    @SuppressWarnings("NullAway")
    public static String text(@Nullable String value, String name) {
        return present(value, name);
    }

    /**
     * A value that must be there.
     *
     * @throws RequestError if it is not
     */
    public static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw RequestError.argument("'" + name + "' is missing");
        }
        return value;
    }

    /**
     * The elements of a list, of which the protocol library does not check that they are there.
     *
     * @param values null for none
     * @throws RequestError if one is not
     */
    // As above.
    @SuppressWarnings("NullAway")
    public static <T> List<T> elements(T @Nullable [] values, String name) {
        List<T> elements = new ArrayList<>();
        for (int i = 0; values != null && i < values.length; i++) {
            elements.add(present(values[i], name + "[" + i + "]"));
        }
        return elements;
    }

    /**
     * A path of the file system.
     *
     * @throws RequestError if it is none
     */
    public static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw RequestError.argument("'%s' is no path of a file: %s".formatted(text, e.getReason()));
        }
    }

    /**
     * The length of a page; null for {@link #DEFAULT_PAGE}.
     *
     * @throws RequestError if it is not positive
     */
    public static int count(@Nullable Integer wanted) {
        int count = wanted == null ? DEFAULT_PAGE : wanted;
        if (count <= 0) {
            throw RequestError.argument("'count' is " + count + "; 1 to " + MAX_PAGE + " is expected");
        }
        return Math.min(count, MAX_PAGE);
    }

    /** An address or other number; {@code absent} if it is not there. */
    public static long number(@Nullable String text, long absent) {
        return text == null ? absent : AddressSyntax.number(text);
    }

    /**
     * A moment that is given as such or by a fault.
     *
     * @throws RequestError if it is neither, or both
     */
    public static Moment moment(@Nullable String moment, @Nullable Long fault, FaultHistory faults) {
        if ((moment == null) == (fault == null)) {
            throw RequestError.argument("either 'moment' or 'fault' is expected");
        }
        return moment != null
                ? moment(moment)
                : fault(present(fault, "fault"), faults).moment();
    }

    /**
     * A fault that is kept.
     *
     * @throws RequestError if it is not
     */
    public static FaultRecord fault(long number, FaultHistory faults) {
        if (number < faults.firstKept() || number > faults.count()) {
            throw RequestError.argument("fault %d is not kept; those from %d to %d are"
                    .formatted(number, faults.firstKept(), faults.count()));
        }
        return faults.fault(number);
    }

    /**
     * A moment as {@code 1234.2}, or {@code 1234} for the first of that instruction count.
     *
     * @throws RequestError if it is none
     */
    public static Moment moment(String text) {
        Matcher matcher = MOMENT.matcher(text);
        if (!matcher.matches()) {
            throw RequestError.argument("'" + text + "' is no moment; 1234.2 is");
        }
        String ordinal = matcher.group(2);
        return new Moment(Long.parseLong(matcher.group(1)), ordinal == null ? 0 : Integer.parseInt(ordinal));
    }

    private static final Pattern MOMENT = Pattern.compile("(\\d{1,18})(?:\\.(\\d{1,9}))?");
}
