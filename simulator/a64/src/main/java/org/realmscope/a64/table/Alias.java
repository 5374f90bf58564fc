package org.realmscope.a64.table;

import java.util.function.IntPredicate;
import org.realmscope.a64.encoding.Pattern;
import org.realmscope.a64.syntax.Syntax;

/**
 * Another spelling of some words of a row.
 *
 * @param name      heading in the Arm ARM
 * @param pattern   the row's pattern, narrowed
 * @param preferred when, among the words that match, the alias is the preferred disassembly
 * @param syntax    its text
 */
public record Alias(String name, Pattern pattern, IntPredicate preferred, Syntax syntax) {

    boolean isPreferred(int word) {
        return pattern.matches(word) && preferred.test(word);
    }
}
