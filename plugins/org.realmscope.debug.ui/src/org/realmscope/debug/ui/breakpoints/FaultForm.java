package org.realmscope.debug.ui.breakpoints;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.debug.core.DebugException;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.realmscope.debug.core.breakpoints.FaultBreakpoint;
import org.realmscope.debug.ui.breakpoints.ChoiceField.Choice;
import org.realmscope.protocol.EventNames;

/** A breakpoint at stage 2 faults of realms. */
final class FaultForm extends BreakpointForm {
    private @Nullable TextField base;
    private @Nullable TextField end;

    @Override
    String title() {
        return "Stage 2 Fault Breakpoint";
    }

    @Override
    String description() {
        return "Stops at stage 2 faults of realms, before anybody has handled them.";
    }

    @Override
    void fill(Composite parent) {
        Group which = group(parent, "Which faults");
        choice(
                which,
                FaultBreakpoint.HALF,
                "&Half:",
                "Of the IPA space",
                List.of(Choice.of("protected"), Choice.of("unprotected")));
        choice(
                which,
                FaultBreakpoint.ACCESS,
                "&Access:",
                "What the realm tried",
                List.of(Choice.of("read"), Choice.of("write"), Choice.of("fetch")));
        choice(
                which,
                FaultBreakpoint.KIND,
                "&Kind:",
                "What failed",
                List.of(
                        Choice.of("translation"),
                        Choice.of("permission"),
                        Choice.of("access_flag"),
                        Choice.of("address_size"),
                        Choice.of("granule_protection"),
                        Choice.of("external"),
                        Choice.of("alignment"),
                        Choice.of("other")));
        choice(
                which,
                FaultBreakpoint.LEVEL,
                "Le&vel:",
                "Lookup level of the translation table",
                List.of(new Choice(0, "0"), new Choice(1, "1"), new Choice(2, "2"), new Choice(3, "3")));
        text(which, FaultBreakpoint.REALM, "&Realm:", "any, or as realm0", TextField.Rule.REALM);
        text(which, FaultBreakpoint.PE, "&PE:", "any", TextField.Rule.NUMBER);
        base = text(which, FaultBreakpoint.BASE, "IPAs &from:", "any, or as 0x20_0000", TextField.Rule.ADDRESS);
        end = text(which, FaultBreakpoint.END, "&up to, without:", "0x20_1000", TextField.Rule.ADDRESS);
    }

    @Override
    List<String> names() {
        return names(EventNames.of("fault"));
    }

    @Override
    @Nullable
    String wholeProblem() {
        return rangeProblem(Objects.requireNonNull(base), Objects.requireNonNull(end));
    }

    @Override
    FaultBreakpoint create(Map<String, Object> attributes) throws DebugException {
        return FaultBreakpoint.with(attributes);
    }
}
