package org.realmscope.debug.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.UserError;

/**
 * Addresses as users write them: {@code EL1R:0x1000}, {@code EL1R(realm0):0x1000}, {@code EL2N:0x1000},
 * {@code ipa(realm0):0x1000}, {@code pa(ns):0x1000}. Without a space, as {@code 0x1000}, the reader knows which is
 * meant.
 */
public final class AddressSyntax {
    private static final Pattern ADDRESS =
            Pattern.compile("\\s*(?:(\\w+)(?:\\(\\s*([^)]*?)\\s*\\))?\\s*:)?\\s*(0[xX][0-9a-fA-F_]+|[0-9_]+)\\s*");
    private static final Pattern REALM = Pattern.compile("realm(\\d{1,4})|rd 0x([0-9a-f]{1,16})");

    private AddressSyntax() {}

    /** An address in its space. */
    public record Address(AddressSpace space, long address) {
        /** The address that is {@code bytes} behind this one. */
        public Address plus(long bytes) {
            return new Address(space, address + bytes);
        }

        @Override
        public String toString() {
            return space.format(address);
        }
    }

    /**
     * Reads an address.
     *
     * @param absent space of one that names none
     * @throws UserError if {@code text} is no address
     */
    public static Address parse(String text, AddressSpace absent) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            throw invalid("'%s' is no address; EL1R:0x1000, EL2N:0x1000, ipa(realm0):0x1000 and pa(ns):0x1000 are"
                    .formatted(text));
        }
        String name = matcher.group(1);
        AddressSpace space = name == null ? absent : space(name, matcher.group(2));
        return new Address(space, number(matcher.group(3)));
    }

    private static AddressSpace space(String name, @Nullable String of) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "pa" -> new AddressSpace.Physical(physical(of));
            case "ipa" -> new AddressSpace.Ipa(realm(of == null ? "realm0" : of));
            case "el1r" ->
                new AddressSpace.Virtual(Regime.EL1R, AddressSpace.Virtual.ANY_PE, of == null ? null : realm(of));
            case "el2r" -> new AddressSpace.Virtual(Regime.EL2R);
            case "el2n" -> new AddressSpace.Virtual(Regime.EL2N);
            default -> throw invalid("'%s' is no address space; EL1R, EL2R, EL2N, ipa and pa are".formatted(name));
        };
    }

    private static PhysicalAddressSpace physical(@Nullable String label) {
        List<PhysicalAddressSpace> all = Arrays.asList(PhysicalAddressSpace.values());
        Optional<PhysicalAddressSpace> found =
                all.stream().filter(space -> space.label().equals(label)).findFirst();
        return found.orElseThrow(() -> invalid("'pa' needs a physical address space: pa(ns), pa(realm) or pa(root)"));
    }

    /**
     * Reads the name of a realm, {@code realm0} or {@code rd 0x...}.
     *
     * @throws UserError if it is none
     */
    public static RealmSelector realm(String name) {
        Matcher matcher = REALM.matcher(name.strip());
        if (!matcher.matches()) {
            throw invalid("'%s' is no realm; realm0 is the first one".formatted(name));
        }
        return matcher.group(1) != null
                ? new RealmSelector.Numbered(Integer.parseInt(matcher.group(1)))
                : new RealmSelector.Rd(Long.parseUnsignedLong(matcher.group(2), 16));
    }

    /**
     * Reads a number, decimal or with {@code 0x} hexadecimal, in which {@code _} may separate digits.
     *
     * @throws UserError if it is none, or has more than 64 bits
     */
    public static long number(String text) {
        String digits = text.strip().replace("_", "").toLowerCase(Locale.ROOT);
        try {
            return digits.startsWith("0x")
                    ? Long.parseUnsignedLong(digits, 2, digits.length(), 16)
                    : Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw invalid("'%s' is no number of 64 bits".formatted(text));
        }
    }

    private static UserError invalid(String message) {
        return new UserError(UserError.Code.PARAMETER_INVALID, message);
    }
}
