package org.realmscope.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.realmscope.platform.UserError;

/** Sizes as people write them. */
final class MemorySize {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([MG])");
    private static final int MEBIBYTE_SHIFT = 20;
    private static final int GIBIBYTE_SHIFT = 30;

    private MemorySize() {}

    /**
     * @param option whose value is parsed, for messages
     * @param text a number with M for MiB or G for GiB
     * @return bytes
     * @throws UserError if the text is something else
     */
    static long parse(String option, String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new UserError(UserError.Code.USAGE, option + " " + text + ": a size such as 512M or 2G is expected");
        }
        int shift = "M".equals(matcher.group(2)) ? MEBIBYTE_SHIFT : GIBIBYTE_SHIFT;
        return Long.parseLong(matcher.group(1)) << shift;
    }
}
