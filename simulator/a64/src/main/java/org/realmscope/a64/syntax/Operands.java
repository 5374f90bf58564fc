package org.realmscope.a64.syntax;

import java.util.List;
import java.util.Optional;
import org.realmscope.a64.encoding.Pattern;

/**
 * The dictionary of operand kinds that templates may use. A reference is {@code <kind>} or {@code <kind:argument>};
 * each family documents its kinds.
 */
final class Operands {

    /** A family of operand kinds. */
    @FunctionalInterface
    interface Family {
        /** The operand of a reference, empty if the kind belongs to another family. */
        Optional<Operand> resolve(String kind, String argument, Pattern pattern);
    }

    private static final List<Family> FAMILIES = List.of(
            NumberOperand::resolve,
            LabelOperand::resolve,
            ConditionOperand::resolve,
            ShiftOperands::resolve,
            BitfieldOperands::resolve,
            MoveOperands::resolve,
            NamedValueOperand::resolve,
            MemoryOperands::resolve,
            VectorOperands::resolve,
            VectorListOperands::resolve,
            VectorImmediateOperands::resolve,
            SystemOperands::resolve,
            RegisterOperand::resolve);

    private Operands() {}

    static Operand resolve(String reference, Pattern pattern) {
        int colon = reference.indexOf(':');
        String kind = colon < 0 ? reference : reference.substring(0, colon);
        String argument = colon < 0 ? "" : reference.substring(colon + 1);
        for (Family family : FAMILIES) {
            Optional<Operand> operand = family.resolve(kind, argument, pattern);
            if (operand.isPresent()) {
                return operand.get();
            }
        }
        throw new IllegalArgumentException("no operand kind <" + reference + "> for " + pattern);
    }
}
