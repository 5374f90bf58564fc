package org.realmscope.debug.ui.breakpoints;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugException;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Composite;
import org.realmscope.debug.core.breakpoints.FunctionBreakpoint;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;

/** A breakpoint at the beginning of a C function. */
final class FunctionForm extends BreakpointForm {
    private @Nullable TextField function;

    @Override
    String title() {
        return "C Function Breakpoint";
    }

    @Override
    String description() {
        return "Stops behind the prologue of a function of the host or of a realm's program, also where it is inlined.";
    }

    @Override
    void fill(Composite parent) {
        function = wideText(
                group(parent, "Function"),
                FunctionBreakpoint.FUNCTION,
                "&Function:",
                "A name as kvm_handle_guest_abort, or realm_*",
                TextField.Rule.C_NAME);
    }

    @Override
    boolean hasMessage() {
        return false;
    }

    @Override
    @Nullable
    String wholeProblem() {
        return Objects.requireNonNull(function).text().isEmpty() ? "Which function?" : null;
    }

    @Override
    FunctionBreakpoint create(Map<String, Object> attributes) throws DebugException {
        FunctionBreakpoint breakpoint =
                FunctionBreakpoint.at(String.valueOf(attributes.get(FunctionBreakpoint.FUNCTION)));
        try {
            for (String each : List.of(RealmBreakpoint.CONDITION, RealmBreakpoint.HIT_CONDITION)) {
                breakpoint.change(each, attributes.get(each));
            }
        } catch (CoreException e) {
            throw new DebugException(e.getStatus());
        }
        return breakpoint;
    }
}
