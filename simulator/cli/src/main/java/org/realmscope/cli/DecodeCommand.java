package org.realmscope.cli;

import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.UserError;
import org.realmscope.rmm.decode.Decoded;
import org.realmscope.rmm.decode.Descriptors;
import org.realmscope.rmm.decode.ExitRecords;
import org.realmscope.rmm.decode.Functions;
import org.realmscope.rmm.decode.ReturnCodes;
import org.realmscope.rmm.decode.Syndromes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code realmscope decode KIND VALUE...}: explains numbers that people meet when a realm faults. */
@Command(
        name = "decode",
        description = "Explains a value: fields by name, what the RMM makes of it, and the RMI call that comes next.",
        footer = {
            "",
            "Kinds:",
            "  esr ESR [HPFAR]    a syndrome, with the faulting IPA and the row of the abort decision",
            "  return X0          the return code of an RMI command, such as 0x304",
            "  descriptor DESC    a stage 2 descriptor of an RTT (see --level)",
            "  function X0        a function identifier of RMI, RSI, PSCI or the RMM-EL3 interface",
            "  features VALUE     RMI feature register 0",
            "  exit HEX           the exit half of RmiRecRun, or all of it, as hexadecimal bytes",
            "",
            "Without a kind, VALUE is explained as a function identifier, else as a return code",
            "or a syndrome."
        })
final class DecodeCommand implements Callable<Integer> {
    private static final int PAGE_LEVEL = 3;
    /** A syndrome comes with the kind and HPFAR; everything else is one word shorter. */
    private static final int MAX_WORDS = 3;
    /** Largest value that a return code of RMI has. */
    private static final long MAX_RETURN_CODE = 0xffff;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..3", paramLabel = "KIND VALUE", description = "What to explain.")
    private String[] words = {};

    @Option(
            names = "--width",
            paramLabel = "BITS",
            description = "IPA width of the Realm, 32 to 52 (default: not known).")
    private int width;

    @Option(
            names = "--level",
            paramLabel = "N",
            defaultValue = "3",
            description = "Level of the table that holds the descriptor, -1 to 3 (default: ${DEFAULT-VALUE}).")
    private int level = PAGE_LEVEL;

    @Option(names = "--lpa2", description = "The Realm has LPA2.")
    private boolean lpa2;

    @Override
    public Integer call() {
        if (width != 0 && (width < 32 || width > 52)) {
            throw usage("--width " + width + ": 32 to 52 bits are expected");
        }
        if (level < -1 || level > PAGE_LEVEL) {
            throw usage("--level " + level + ": -1 to 3 is expected");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (words.length > (words[0].equals("esr") ? MAX_WORDS : MAX_WORDS - 1)) {
            throw usage(
                    "'%s' is one value too many (see ./realmscope decode --help)".formatted(words[words.length - 1]));
        }
        decode().lines().forEach(out::println);
        out.flush();
        return 0;
    }

    private Decoded decode() {
        return switch (words[0]) {
            case "esr" ->
                words.length > 2 ? Syndromes.exception(number(1), number(2), width) : Syndromes.esr(number(1));
            case "return" -> ReturnCodes.rmi(number(1));
            case "descriptor" -> Descriptors.stage2(number(1), level, lpa2);
            case "function" -> function(number(1));
            case "features" -> Functions.features(number(1));
            case "exit" -> ExitRecords.exit(bytes(), width);
            default -> guess();
        };
    }

    private Decoded guess() {
        long value = number(0);
        Decoded function = Functions.function(value);
        if (function != null) {
            return function;
        }
        if (words.length > 1) {
            return Syndromes.exception(value, number(1), width);
        }
        return value == -1 || value >= 0 && value <= MAX_RETURN_CODE ? ReturnCodes.rmi(value) : Syndromes.esr(value);
    }

    private static Decoded function(long value) {
        @Nullable Decoded function = Functions.function(value);
        if (function == null) {
            throw usage("0x" + Long.toHexString(value) + " is no function of RMI, RSI, PSCI or the RMM-EL3 interface");
        }
        return function;
    }

    private long number(int index) {
        String word = word(index);
        try {
            return word.startsWith("0x") ? Long.parseUnsignedLong(word, 2, word.length(), 16) : Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw usage("'" + word + "' is no number and no kind (see ./realmscope decode --help)");
        }
    }

    private byte[] bytes() {
        String word = word(1);
        try {
            return HexFormat.of().parseHex(word);
        } catch (IllegalArgumentException e) {
            throw usage("'" + word + "' are no hexadecimal bytes: " + e.getMessage());
        }
    }

    private String word(int index) {
        if (index >= words.length) {
            throw usage("'" + words[0] + "' needs a value (see ./realmscope decode --help)");
        }
        return words[index];
    }

    private static UserError usage(String message) {
        return new UserError(UserError.Code.USAGE, message);
    }
}
