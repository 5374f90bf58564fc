package org.realmscope.debug.model;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.debug.inspect.CommandCondition;

/**
 * The text of a command of the built-in RMM. It is the same for every call, with a line for each condition in the order
 * in which they are checked.
 */
public final class ModelSource {
    /** Line at which a call stands before it has any effect. */
    public static final int HEADER = 2;

    private static final int FIRST_CONDITION = 4;

    private final String name;
    private final List<CommandCondition> conditions;
    private final String text;

    /**
     * @param name the specification's
     * @param inputs names of X1 and up
     */
    ModelSource(String name, List<String> inputs, CommandSheet sheet, List<CommandCondition> conditions) {
        this.name = name;
        this.conditions = List.copyOf(conditions);
        List<String> lines = new ArrayList<>();
        lines.add("/* %s. The built-in RMM is a model: it has no instructions. */".formatted(sheet.section()));
        lines.add("%s(%s)".formatted(name, String.join(", ", inputs)));
        lines.add("{");
        int width = conditions.stream()
                .mapToInt(condition -> condition.label().length())
                .max()
                .orElse(0);
        for (CommandCondition condition : conditions) {
            String label = condition.label() + ":"
                    + " ".repeat(width - condition.label().length());
            lines.add("    %s if (%s) return %s;".formatted(label, condition.predicate(), condition.failure()));
        }
        lines.add("    commit:%s %s;".formatted(" ".repeat(Math.max(0, width - "commit".length())), sheet.effect()));
        lines.add("}");
        this.text = String.join("\n", lines) + "\n";
    }

    /** Name of the command, for example {@code RMI_RTT_CREATE}. */
    public String name() {
        return name;
    }

    /** Names the text as if it were a file. */
    public String path() {
        return "rmm/" + name;
    }

    public String text() {
        return text;
    }

    /** In the order of their lines. */
    public List<CommandCondition> conditions() {
        return conditions;
    }

    /**
     * Line of a condition, from 1.
     *
     * @param index in {@link #conditions}
     */
    public int conditionLine(int index) {
        return FIRST_CONDITION + index;
    }

    /**
     * Line of a condition, from 1.
     *
     * @throws IllegalArgumentException if the command has no condition of the name
     */
    public int conditionLine(String label) {
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).label().equals(label)) {
                return conditionLine(i);
            }
        }
        throw new IllegalArgumentException(name + " has no condition " + label);
    }

    /** Line of what the command does if no condition holds. */
    public int commitLine() {
        return FIRST_CONDITION + conditions.size();
    }
}
