package org.realmscope.debug.inspect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.vmm.Errno;
import org.realmscope.platform.UserError;
import org.realmscope.rmm.decode.Decoded;
import org.realmscope.rmm.decode.Descriptors;
import org.realmscope.rmm.decode.Functions;
import org.realmscope.rmm.decode.ReturnCodes;
import org.realmscope.rmm.decode.Syndromes;

/** Explains numbers that people meet when a realm faults. */
public final class Decoding {
    /** The kinds of numbers that can be explained. */
    public static final List<String> KINDS = List.of("esr", "return", "descriptor", "function", "features", "errno");

    private static final int PAGE_LEVEL = 3;
    private static final long MAX_RETURN_CODE = 0xffff;

    private Decoding() {}

    /**
     * Explains a number.
     *
     * @param words a kind and a number, for {@code esr} HPFAR_EL2 too, for {@code descriptor} the level too; or a
     *     number alone
     * @return lines of text
     * @throws UserError if the words mean nothing
     */
    public static List<String> explain(List<String> words) {
        if (words.isEmpty()) {
            throw usage("decode needs a number, with one of %s before it".formatted(KINDS));
        }
        boolean isKind = KINDS.contains(words.getFirst());
        int numbers = words.size() - (isKind ? 1 : 0);
        if (numbers < 1 || numbers > 2) {
            throw usage("decode takes one number, after 'esr' and 'descriptor' also two");
        }
        if (!isKind && numbers == 2) {
            throw usage("decode knows no '%s'; it knows %s".formatted(words.getFirst(), String.join(", ", KINDS)));
        }
        long value = AddressSyntax.number(words.get(words.size() - numbers));
        @Nullable Long second = numbers == 2 ? (Long) AddressSyntax.number(words.getLast()) : null;
        return decode(isKind ? words.getFirst() : "", value, second).lines();
    }

    private static Decoded decode(String kind, long value, @Nullable Long second) {
        return switch (kind) {
            case "esr" -> second == null ? Syndromes.esr(value) : Syndromes.exception(value, second, 0);
            case "return" -> ReturnCodes.rmi(value);
            case "descriptor" -> Descriptors.stage2(value, second == null ? PAGE_LEVEL : level(second), false);
            case "function" -> function(value);
            case "features" -> Functions.features(value);
            case "errno" -> new Decoded("Linux result " + Errno.describe(value), List.of(), List.of());
            default -> guess(value);
        };
    }

    private static int level(long level) {
        if (level < -1 || level > PAGE_LEVEL) {
            throw usage("level %d: -1 to 3 is expected".formatted(level));
        }
        return (int) level;
    }

    private static Decoded function(long value) {
        Decoded function = Functions.function(value);
        if (function == null) {
            throw usage("0x%x is no function of RMI, RSI, PSCI or the RMM-EL3 interface".formatted(value));
        }
        return function;
    }

    private static Decoded guess(long value) {
        Decoded function = Functions.function(value);
        if (function != null) {
            return function;
        }
        return value >= 0 && value <= MAX_RETURN_CODE ? ReturnCodes.rmi(value) : Syndromes.esr(value);
    }

    private static UserError usage(String message) {
        return new UserError(UserError.Code.USAGE, message);
    }
}
