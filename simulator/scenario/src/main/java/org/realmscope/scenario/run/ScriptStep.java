package org.realmscope.scenario.run;

import java.util.List;
import org.realmscope.machine.vmm.VmmCommand;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.Position;

/** One thing that the VMM does in a {@link Script}. */
sealed interface ScriptStep {
    /** Where the scenario asks for it. */
    Position position();

    /** What it is, for people. */
    String text();

    /** Number of the action in {@link ScenarioScripts#actions}, or {@link #NO_ACTION}. */
    int action();

    /** {@link #action}: a step of the VMM's own. */
    int NO_ACTION = -1;

    /**
     * A command to the thread on PE 0.
     *
     * @param operands its arguments
     * @param results where result and values go
     */
    record Command(
            Position position, String text, int action, VmmCommand command, List<Operand> operands, Results results)
            implements ScriptStep {
        public Command {
            operands = List.copyOf(operands);
        }
    }

    /**
     * What the reply of a command that succeeds changes; {@link #NOWHERE} stands for what nobody needs.
     *
     * @param result variable of the result
     * @param firstValue variable of value 0, followed by those of the next ones
     * @param values how many values
     * @param assigned variable that gets {@code assignedValue}
     */
    record Results(int result, int firstValue, int values, int assigned, long assignedValue) {
        static final int NOWHERE = -1;
        static final Results NONE = new Results(NOWHERE, NOWHERE, 0, NOWHERE, 0);

        static Results result(int variable) {
            return new Results(variable, NOWHERE, 0, NOWHERE, 0);
        }

        static Results values(int first, int count) {
            return new Results(NOWHERE, first, count, NOWHERE, 0);
        }

        static Results assigned(int variable, long value) {
            return new Results(NOWHERE, NOWHERE, 0, variable, value);
        }
    }

    /** Fills memory of the host. */
    record Write(Position position, String text, int action, Operand pa, Bytes bytes) implements ScriptStep {}

    /** Writes 8 bytes of memory of the host. */
    record Poke(Position position, String text, int action, Operand pa, Operand value) implements ScriptStep {}

    /** Sets x0 up of the reply to the host call that triggered the rule. */
    record Reply(Position position, String text, int action, List<Long> values) implements ScriptStep {
        public Reply {
            values = List.copyOf(values);
        }
    }

    /**
     * A command for the memory that a slot has of a range, if it has any: user-space address and size come first.
     *
     * @param range IPAs
     * @param inFile whether the memory is that of the slot's guest_memfd, if it has one
     * @param further arguments behind them
     */
    record OnSlot(
            Position position,
            String text,
            int action,
            VmmCommand command,
            ScenarioScripts.SlotVariables slot,
            AddressRange range,
            boolean inFile,
            List<Operand> further)
            implements ScriptStep {
        public OnSlot {
            further = List.copyOf(further);
        }
    }
}
