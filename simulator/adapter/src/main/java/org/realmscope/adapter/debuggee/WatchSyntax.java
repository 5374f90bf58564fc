package org.realmscope.adapter.debuggee;

import java.util.List;
import java.util.regex.Pattern;
import org.realmscope.debug.control.AddressRange;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.platform.UserError;

/**
 * What data breakpoints watch, as text: {@code memory ADDRESS LENGTH}, {@code ripas REALM BASE END},
 * {@code rtt REALM BASE END}, {@code granule BASE END}. Texts of users may leave the end away, and {@code memory}.
 */
public final class WatchSyntax {
    private static final long PAGE = 4096;
    private static final int DEFAULT_LENGTH = 8;

    private static final Pattern WATCH =
            Pattern.compile("(memory|ripas|rtt|granule)\\s.*|(\\w+(\\(.*\\))?:)?\\s*(0[xX][0-9a-fA-F_]+|[0-9_]+)");

    private WatchSyntax() {}

    /** Whether a user's text is one of these, or an address, and no expression. */
    public static boolean isWatch(String text) {
        return WATCH.matcher(text.strip()).matches();
    }

    /** What the client reads and writes: {@code READ}, {@code WRITE} or both. */
    public enum Access {
        READ,
        WRITE,
        READ_WRITE
    }

    /**
     * The full form of a user's text.
     *
     * @param bytes of memory, if the text does not say
     * @throws UserError if it means nothing
     */
    public static String canonical(String text, Debuggee debuggee, int bytes) {
        List<String> words = List.of(text.strip().split("\\s+"));
        return switch (words.getFirst()) {
            case "ripas", "rtt" -> {
                check(words, 3, 4);
                AddressRange range = range(words, 2);
                yield "%s %s 0x%x 0x%x"
                        .formatted(
                                words.getFirst(),
                                AddressSyntax.realm(words.get(1)).label(),
                                range.base(),
                                range.end());
            }
            case "granule" -> {
                check(words, 2, 3);
                AddressRange range = range(words, 1);
                yield "granule 0x%x 0x%x".formatted(range.base(), range.end());
            }
            case "memory" -> {
                check(words, 2, 3);
                long length = words.size() > 2 ? AddressSyntax.number(words.get(2)) : length(bytes);
                yield "memory %s %d".formatted(debuggee.address(words.get(1), null), length);
            }
            default -> "memory %s %d".formatted(debuggee.address(text, null), length(bytes));
        };
    }

    private static int length(int bytes) {
        return bytes > 0 ? bytes : DEFAULT_LENGTH;
    }

    /**
     * The breakpoint of a text in full form.
     *
     * @throws UserError if it means nothing
     */
    public static Breakpoint breakpoint(String dataId, Access access, Debuggee debuggee) {
        List<String> words = List.of(canonical(dataId, debuggee, 0).split(" "));
        return switch (words.getFirst()) {
            case "ripas" -> new Breakpoint.RipasChange(AddressSyntax.realm(words.get(1)), range(words, 2));
            case "rtt" -> new Breakpoint.RttChange(AddressSyntax.realm(words.get(1)), range(words, 2));
            case "granule" -> new Breakpoint.GranuleChange(range(words, 1));
            default -> {
                AddressSyntax.Address address = debuggee.address(words.get(1), null);
                yield new Breakpoint.Memory(
                        address.space(),
                        address.address(),
                        AddressSyntax.number(words.get(2)),
                        access != Access.WRITE,
                        access != Access.READ);
            }
        };
    }

    private static AddressRange range(List<String> words, int from) {
        long base = AddressSyntax.number(words.get(from));
        long end = words.size() > from + 1 ? AddressSyntax.number(words.get(from + 1)) : (base & -PAGE) + PAGE;
        if (base < 0 || end <= base) {
            throw invalid("0x%x to 0x%x is no range".formatted(base, end));
        }
        return new AddressRange(base, end);
    }

    private static void check(List<String> words, int least, int most) {
        if (words.size() < least || words.size() > most) {
            throw invalid("'%s' is not understood; 'ripas realm0 0x1000 0x2000', 'rtt realm0 0x1000 0x2000', "
                            .formatted(String.join(" ", words))
                    + "'granule 0x1000 0x2000' and 'memory pa(ns):0x1000 8' are");
        }
    }

    private static UserError invalid(String message) {
        return new UserError(UserError.Code.PARAMETER_INVALID, message);
    }
}
