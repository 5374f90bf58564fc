package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A function body, an inlined body or a block, with the variables that are declared right in it. */
public final class Scope {
    private final Die die;

    Scope(Die die) {
        this.die = die;
    }

    /** Whether it is a body, not a block within one. */
    public boolean isBody() {
        return die.tag() != Tag.LEXICAL_BLOCK;
    }

    /**
     * Parameters and variables in the order of their declaration, also those that this copy of the code has no trace
     * of.
     */
    public List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        collect(die, variables);
        return variables;
    }

    private static void collect(Die block, List<Variable> variables) {
        Die origin = block.tag() == Tag.SUBPROGRAM || block.has(At.ABSTRACT_ORIGIN) ? block.origin() : null;
        Map<Die, Die> present = new LinkedHashMap<>();
        for (Die child : block.children()) {
            Die abstractChild = isVariable(child) ? child.reference(At.ABSTRACT_ORIGIN) : null;
            if (abstractChild != null) {
                present.put(abstractChild, child);
            }
        }
        for (Die child : origin == null ? List.<Die>of() : origin.children()) {
            if (isVariable(child)) {
                Die concrete = present.remove(child);
                variables.add(new Variable(concrete == null ? child : concrete));
            }
        }
        for (Die child : block.children()) {
            if (isVariable(child) && (origin == null || isLeft(child, present))) {
                variables.add(new Variable(child));
            } else if (isTransparent(child)) {
                collect(child, variables);
            }
        }
    }

    private static boolean isVariable(Die die) {
        return die.tag() == Tag.FORMAL_PARAMETER || die.tag() == Tag.VARIABLE;
    }

    /** Whether the origin of the block around has not named it. */
    private static boolean isLeft(Die child, Map<Die, Die> present) {
        Die abstractChild = child.reference(At.ABSTRACT_ORIGIN);
        return abstractChild == null || present.containsKey(abstractChild);
    }

    /** A block without addresses says nothing of its own; what it declares belongs to the block around it. */
    static boolean isTransparent(Die die) {
        return die.tag() == Tag.LEXICAL_BLOCK && !die.has(At.LOW_PC) && !die.has(At.RANGES);
    }
}
