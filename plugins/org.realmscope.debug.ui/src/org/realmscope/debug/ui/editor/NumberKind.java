package org.realmscope.debug.ui.editor;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What a number in a source may be that the adapter's {@code decode} explains. A name says which: those of the
 * architecture, of the RMM specification and of KVM.
 */
enum NumberKind {
    /** A syndrome, as ESR_EL2; HPFAR_EL2 beside it has the IPA. */
    SYNDROME("esr", "(.*_)?esr(_el[12])?", "hpfar"),
    /** A stage 2 descriptor; {@code level} beside it is its level. */
    DESCRIPTOR("descriptor", "(.*_)?(desc|descriptor|rtte|s2tte|pte)", "level"),
    /** What a function of RMI or RSI returns: unsigned, or a negative Linux error. */
    STATUS("return", "(rmi_|rsi_|rec_run_)?(ret|rc|err|error|status|result)", ""),
    /** A function identifier of SMCCC. */
    FUNCTION("function", "(.*_)?(fid|func_id|function_id)|x0|0x[0-9a-f_]{8,}", ""),
    /** The feature register 0 of RMI. */
    FEATURES("features", "(.*_)?(features|featreg0|feature_reg_0)", "");

    private static final Pattern LAST_NAME = Pattern.compile("(.*?)([$\\w]+)");
    private static final Pattern NUMBER = Pattern.compile("(-?\\d+|0x[0-9a-fA-F_]+)(\\s.*)?", Pattern.DOTALL);
    private static final int LARGEST_STATUS = 0xffff;

    private final String word;
    private final Pattern names;
    private final String companion;

    NumberKind(String word, String names, String companion) {
        this.word = word;
        this.names = Pattern.compile(names);
        this.companion = companion;
    }

    /** What an expression may be by its last name, for example {@code exit->esr}. */
    static Optional<NumberKind> of(String expression) {
        Matcher matcher = LAST_NAME.matcher(expression);
        String name = matcher.matches() ? matcher.group(2).replace("$", "").toLowerCase(Locale.ROOT) : "";
        for (NumberKind each : values()) {
            if (each.names.matcher(name).matches()) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /**
     * The expression of what explains a number further, in the same structure, scope or registers: for
     * {@code exit->esr} this is {@code exit->hpfar}. Empty if there is no such thing.
     */
    String companion(String expression) {
        Matcher matcher = LAST_NAME.matcher(expression);
        if (companion.isEmpty() || !matcher.matches()) {
            return "";
        }
        String name = matcher.group(2);
        String suffix = name.toLowerCase(Locale.ROOT).replaceAll(".*?(_el[12])?$", "$1");
        boolean isUpper = name.equals(name.toUpperCase(Locale.ROOT));
        String other = (name.startsWith("$") ? "$" : "") + companion + suffix;
        return matcher.group(1) + (isUpper ? other.toUpperCase(Locale.ROOT) : other);
    }

    /**
     * What the adapter's console is asked, for example {@code decode esr 0x93880047}.
     *
     * @param value as the adapter says it
     * @param type of C; null if the adapter says none
     * @param second value of the companion; empty if it has none
     * @return empty if the value is no number, or cannot be of this kind
     */
    Optional<String> question(String value, @Nullable String type, String second) {
        Optional<String> number = number(value);
        if (number.isEmpty() || this != STATUS) {
            return number.map(first -> "decode %s %s %s"
                    .formatted(word, first, number(second).orElse(""))
                    .strip());
        }
        String status = number.get();
        if (status.startsWith("-")) {
            return Optional.of("decode errno " + status);
        }
        boolean isSigned = type != null && type.matches("(long |short )?int|long|s(32|64)|ssize_t");
        boolean isStatus = !isSigned && Long.parseUnsignedLong(digits(status), base(status)) <= LARGEST_STATUS;
        return isStatus ? Optional.of("decode return " + status) : Optional.empty();
    }

    private static Optional<String> number(String value) {
        Matcher matcher = NUMBER.matcher(value.strip());
        return matcher.matches() ? Optional.of(matcher.group(1).replace("_", "")) : Optional.empty();
    }

    private static String digits(String number) {
        return number.startsWith("0x") ? number.substring(2) : number;
    }

    private static int base(String number) {
        return number.startsWith("0x") ? 16 : 10;
    }
}
