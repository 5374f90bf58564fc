package org.realmscope.a64.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.realmscope.a64.encoding.Pattern;
import org.realmscope.a64.exec.UnimplementedOp;
import org.realmscope.a64.syntax.Syntax;

/** Collects rows. Diagrams are as for {@link Pattern}, templates as for {@link Syntax}. */
final class TableBuilder {
    private static final IntPredicate ALWAYS = word -> true;

    /** One instruction under construction. */
    static final class Row {
        private final String name;
        private final Pattern pattern;
        private final Feature feature;
        private final Syntax syntax;
        private final Semantics semantics;
        private final List<Alias> aliases = new ArrayList<>();
        private IntPredicate allocated = ALWAYS;

        private Row(String name, Pattern pattern, Feature feature, Syntax syntax, Semantics semantics) {
            this.name = name;
            this.pattern = pattern;
            this.feature = feature;
            this.syntax = syntax;
            this.semantics = semantics;
        }

        /** Leaves out words for which the predicate fails, where constraints of the diagram cannot say it. */
        Row when(IntPredicate isAllocated) {
            allocated = isAllocated;
            return this;
        }

        /** Adds a spelling, preferred where the conditions (constraints as in a diagram) hold. */
        Row alias(String aliasName, String template, String conditions) {
            return alias(aliasName, template, conditions, ALWAYS);
        }

        /** Adds a spelling, preferred where the conditions and the predicate hold. */
        Row alias(String aliasName, String template, String conditions, IntPredicate preferred) {
            Pattern narrowed = pattern.where(conditions);
            aliases.add(new Alias(aliasName, narrowed, preferred, Syntax.of(template, narrowed)));
            return this;
        }

        private Instruction build() {
            return new Instruction(name, pattern, allocated, feature, syntax, aliases, semantics);
        }
    }

    private final List<Row> rows = new ArrayList<>();

    /** Adds an instruction of the base architecture. */
    Row row(String name, String diagram, String template, Semantics semantics) {
        return row(Feature.BASE, name, diagram, template, semantics);
    }

    /** Adds an instruction that comes with a feature. */
    Row row(Feature feature, String name, String diagram, String template, Semantics semantics) {
        Pattern pattern = Pattern.of(diagram);
        return add(new Row(name, pattern, feature, Syntax.of(template, pattern), semantics));
    }

    /**
     * Adds an instruction, or a whole encoding group, that the ID registers present and that is not executed. The
     * template of a group is a name without operands.
     */
    Row unimplemented(Feature feature, String name, String diagram, String template) {
        return unimplemented(feature, name, diagram, template, UnimplementedOp::translate);
    }

    /** As the other, for instructions that may be trapped before the machine stops. */
    Row unimplemented(Feature feature, String name, String diagram, String template, Semantics semantics) {
        Pattern pattern = Pattern.of(diagram);
        return add(new Row(name, pattern, feature, Syntax.of(template, pattern), new NotExecuted(semantics)));
    }

    private Row add(Row row) {
        rows.add(row);
        return row;
    }

    List<Instruction> build() {
        return rows.stream().map(Row::build).toList();
    }
}
