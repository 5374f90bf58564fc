package org.realmscope.debug.ui.breakpoints;

import java.util.Map;
import java.util.Objects;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Composite;
import org.realmscope.debug.core.breakpoints.InstructionBreakpoint;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.debug.core.model.MemoryAddress;

/** A breakpoint at an instruction, which the disassembly sets. */
final class InstructionForm extends BreakpointForm {
    private @Nullable TextField address;

    @Override
    String title() {
        return "Instruction Breakpoint";
    }

    @Override
    String description() {
        return "Stops before the instruction at an address, whatever code is there.";
    }

    @Override
    void fill(Composite parent) {
        address = wideText(
                group(parent, "Instruction"),
                InstructionBreakpoint.ADDRESS,
                "&Address:",
                "With its space, as EL2N:0x42000000 or EL1R(realm0):0x1000",
                TextField.Rule.ANY);
    }

    @Override
    boolean hasMessage() {
        return false;
    }

    @Override
    @Nullable
    String wholeProblem() {
        return MemoryAddress.parse(Objects.requireNonNull(address).text()) == null
                ? "At which address? With its space, as EL2N:0x42000000"
                : null;
    }

    @Override
    RealmBreakpoint create(Map<String, Object> attributes) {
        throw new IllegalStateException("the disassembly sets breakpoints at instructions");
    }
}
