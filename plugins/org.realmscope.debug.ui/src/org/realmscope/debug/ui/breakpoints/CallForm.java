package org.realmscope.debug.ui.breakpoints;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.debug.core.DebugException;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.protocol.CallableFunction;
import org.realmscope.protocol.EventNames;

/** A breakpoint at calls of RMI, RSI and PSCI functions. */
final class CallForm extends BreakpointForm {
    private static final List<ChoiceField.Choice> STATUSES = List.of(
            new ChoiceField.Choice(0, "0: RMI_SUCCESS, RSI_SUCCESS"),
            new ChoiceField.Choice(1, "1: RMI_ERROR_INPUT, RSI_ERROR_INPUT"),
            new ChoiceField.Choice(2, "2: RMI_ERROR_REALM, RSI_ERROR_STATE"),
            new ChoiceField.Choice(3, "3: RMI_ERROR_REC, RSI_INCOMPLETE"),
            new ChoiceField.Choice(4, "4: RMI_ERROR_RTT, RSI_ERROR_UNKNOWN"));
    private static final List<String> STATUS_NAMES =
            List.of("RMI_SUCCESS", "RMI_ERROR_INPUT", "RMI_ERROR_REALM", "RMI_ERROR_REC", "RMI_ERROR_RTT");

    private @Nullable TextField function;
    private @Nullable FunctionTree tree;
    private @Nullable Button entry;
    private @Nullable ChoiceField status;
    private @Nullable TextField index;
    private @Nullable TextField base;
    private @Nullable TextField end;

    @Override
    String title() {
        return "RMI Call Breakpoint";
    }

    @Override
    String description() {
        return "Stops at calls of an RMI, RSI or PSCI function, before or after they take effect.";
    }

    @Override
    void fill(Composite parent) {
        Group called = group(parent, "Function");
        GridDataFactory.fillDefaults().grab(true, true).applyTo(called);
        FunctionTree functions = new FunctionTree(called, this::choose);
        tree = functions;
        function =
                wideText(called, CallBreakpoint.FUNCTION, "F&unction:", "A name, or RMI_RTT_*", TextField.Rule.C_NAME);
        Composite when = new Composite(called, SWT.NONE);
        when.setLayout(new RowLayout());
        GridDataFactory.fillDefaults().span(4, 1).applyTo(when);
        Button before = radio(when, "Stop at the &entry, before it takes effect");
        before.setSelection(true);
        entry = before;
        Button after = radio(when, "Stop at the &outcome");
        add(new FlagField(CallBreakpoint.OUTCOME, after));
        Group which = group(parent, "Which calls");
        status = choice(which, CallBreakpoint.STATUS, "&Status:", "Bits 7:0 of the return code", STATUSES);
        index = text(which, CallBreakpoint.INDEX, "Inde&x:", "any", TextField.Rule.NUMBER);
        text(which, CallBreakpoint.REALM, "&Realm:", "any, or as realm0", TextField.Rule.REALM);
        text(which, CallBreakpoint.VCPU, "&vCPU:", "any", TextField.Rule.NUMBER);
        base = text(which, CallBreakpoint.BASE, "IPAs &from:", "any, or as 0x20_0000", TextField.Rule.ADDRESS);
        end = text(which, CallBreakpoint.END, "u&p to, without:", "0x20_1000", TextField.Rule.ADDRESS);
    }

    private Button radio(Composite parent, String name) {
        Button button = new Button(parent, SWT.RADIO);
        button.setText(name);
        button.addListener(SWT.Selection, told());
        return button;
    }

    private void choose(String name) {
        Objects.requireNonNull(function).show(name);
    }

    @Override
    void shown() {
        Objects.requireNonNull(entry).setSelection(!isOutcome());
        Objects.requireNonNull(tree).reveal(Objects.requireNonNull(function).text());
    }

    private boolean isOutcome() {
        return Boolean.TRUE.equals(said(CallBreakpoint.OUTCOME));
    }

    @Override
    void enable() {
        Objects.requireNonNull(status).setEnabled(isOutcome());
        Objects.requireNonNull(index).setEnabled(isOutcome());
    }

    private String function() {
        Object name = said(CallBreakpoint.FUNCTION);
        return name == null ? "" : name.toString();
    }

    private List<CallableFunction> functions() {
        String regex = Pattern.quote(function()).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return CallableFunction.ALL.stream()
                .filter(each -> each.name().matches(regex))
                .toList();
    }

    @Override
    List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        functions().forEach(each -> names.addAll(each.fields(isOutcome())));
        names.addAll(names(EventNames.of("call")));
        List<String> all = new ArrayList<>(names);
        if (isOutcome()) {
            all.addAll(STATUS_NAMES);
        }
        return all;
    }

    @Override
    @Nullable
    String wholeProblem() {
        String name = function();
        if (name.isEmpty()) {
            return "Choose a function, or write a name with wildcards as RMI_RTT_*";
        }
        return functions().isEmpty()
                ? "There is no RMI, RSI or PSCI function '%s'; names are the specification's, as RMI_RTT_CREATE"
                        .formatted(name)
                : rangeProblem(Objects.requireNonNull(base), Objects.requireNonNull(end));
    }

    @Override
    CallBreakpoint create(Map<String, Object> attributes) throws DebugException {
        return CallBreakpoint.at(String.valueOf(attributes.get(CallBreakpoint.FUNCTION)), attributes);
    }
}
