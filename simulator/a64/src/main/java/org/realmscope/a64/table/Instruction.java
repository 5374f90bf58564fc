package org.realmscope.a64.table;

import java.util.List;
import java.util.function.IntPredicate;
import org.realmscope.a64.encoding.Pattern;
import org.realmscope.a64.syntax.Syntax;

/**
 * A row of the instruction table.
 *
 * @param name      heading in the Arm ARM, such as {@code ADD (immediate)}; for a whole encoding group that is not
 *                  executed, the group's name
 * @param pattern   its encoding diagram
 * @param allocated what the diagram cannot express about which words belong to the row
 * @param feature   the architectural feature it comes with
 * @param syntax    its text
 * @param aliases   other spellings, in order of preference
 * @param semantics what executes it
 */
public record Instruction(
        String name,
        Pattern pattern,
        IntPredicate allocated,
        Feature feature,
        Syntax syntax,
        List<Alias> aliases,
        Semantics semantics) {

    public Instruction {
        aliases = List.copyOf(aliases);
    }

    /** Whether the word is an encoding of this instruction. */
    public boolean matches(int word) {
        return pattern.matches(word) && allocated.test(word);
    }

    /** Whether it is executed; if not, the engine stops the machine when it meets one. */
    public boolean implemented() {
        return !(semantics instanceof NotExecuted);
    }

    /** The mnemonic of the unaliased form. */
    public String mnemonic() {
        return syntax.mnemonic();
    }

    /** Appends the preferred text of a word that matches. */
    void print(int word, long address, StringBuilder out) {
        for (Alias alias : aliases) {
            if (alias.isPreferred(word)) {
                alias.syntax().print(word, address, out);
                return;
            }
        }
        syntax.print(word, address, out);
    }

    @Override
    public String toString() {
        return name;
    }
}
