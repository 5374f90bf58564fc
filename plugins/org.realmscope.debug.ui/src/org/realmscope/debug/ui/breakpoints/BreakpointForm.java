package org.realmscope.debug.ui.breakpoints;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugException;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Listener;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.FaultBreakpoint;
import org.realmscope.debug.core.breakpoints.FunctionBreakpoint;
import org.realmscope.debug.core.breakpoints.HazardBreakpoint;
import org.realmscope.debug.core.breakpoints.InstructionBreakpoint;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;
import org.realmscope.debug.core.breakpoints.WatchBreakpoint;
import org.realmscope.protocol.EventNames;

/** What can be said of a kind of breakpoint: the middle of the dialog that sets one and of its property page. */
abstract class BreakpointForm {
    private final List<FormField> fields = new ArrayList<>();
    private @Nullable Runnable changed;
    /** What is shown; null in a form for a new one. */
    private @Nullable RealmBreakpoint known;

    private boolean isWhole;

    /** The form for a breakpoint that there is. */
    static BreakpointForm of(RealmBreakpoint breakpoint) {
        return switch (breakpoint) {
            case CallBreakpoint call -> new CallForm();
            case FaultBreakpoint fault -> new FaultForm();
            case HazardBreakpoint hazard -> new HazardForm();
            case FunctionBreakpoint function -> new FunctionForm();
            case InstructionBreakpoint instruction -> new InstructionForm();
            case WatchBreakpoint watch -> new WatchForm();
            case SourceLineBreakpoint line -> new LineForm();
            default -> throw new IllegalArgumentException(breakpoint.getClass().getName());
        };
    }

    /** What is set, for people. */
    abstract String title();

    /** What it does, in a sentence. */
    abstract String description();

    /** Makes the fields that say where it stops. */
    abstract void fill(Composite parent);

    /** What conditions and messages can name, beside registers. */
    List<String> names() {
        return List.of();
    }

    /** Whether adapters write a message instead of stopping at this kind. */
    boolean hasMessage() {
        return true;
    }

    /** What is wrong beyond single fields; null if nothing is. */
    @Nullable
    String wholeProblem() {
        return null;
    }

    /** Enables what makes sense with what is said. */
    void enable() {
        // In most forms everything always does.
    }

    /** Sets a breakpoint. */
    abstract RealmBreakpoint create(Map<String, Object> attributes) throws DebugException;

    // --- for who shows it

    /** Makes the form; {@code whenChanged} is told whenever people change something. */
    final Composite createControl(Composite parent, Runnable whenChanged) {
        isWhole = true;
        Composite page = page(parent);
        fill(page);
        limits(page);
        changed = whenChanged;
        enable();
        return page;
    }

    /** Makes the form of what can be said of a breakpoint of any kind. */
    final Composite createLimits(Composite parent, Runnable whenChanged) {
        Composite page = page(parent);
        limits(page);
        changed = whenChanged;
        return page;
    }

    private static Composite page(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(8, 8).applyTo(page);
        return page;
    }

    /** Shows a breakpoint that there is. */
    final void show(RealmBreakpoint breakpoint) {
        known = breakpoint;
        IMarker marker = breakpoint.getMarker();
        try {
            for (FormField each : fields) {
                each.show(marker.getAttribute(each.attribute()));
            }
        } catch (CoreException e) {
            throw new IllegalStateException("the breakpoint is gone", e);
        }
        if (isWhole) {
            shown();
            enable();
        }
    }

    /** After everything is shown: for what depends on it. */
    void shown() {
        // Most fields stand alone.
    }

    /** What is wrong; null if nothing is. */
    final @Nullable String problem() {
        for (FormField each : fields) {
            String problem = each.problem();
            if (problem != null) {
                return problem;
            }
        }
        return isWhole ? wholeProblem() : null;
    }

    /** Sets a breakpoint as it is said here. */
    final RealmBreakpoint create() throws DebugException {
        Map<String, Object> attributes = new TreeMap<>();
        for (FormField each : fields) {
            Object value = each.value();
            if (value != null) {
                attributes.put(each.attribute(), value);
            }
        }
        return create(attributes);
    }

    /** Changes a breakpoint, so that listeners are told once. */
    final void apply(RealmBreakpoint breakpoint) throws CoreException {
        IWorkspace workspace = ResourcesPlugin.getWorkspace();
        workspace.run(
                monitor -> {
                    for (FormField each : fields) {
                        breakpoint.change(each.attribute(), each.value());
                    }
                },
                breakpoint.getMarker().getResource(),
                IWorkspace.AVOID_UPDATE,
                null);
    }

    // --- for forms

    /** What an attribute is as the form has it; of the breakpoint that is shown if it has no field of it. */
    final @Nullable Object said(String attribute) {
        for (FormField each : fields) {
            if (each.attribute().equals(attribute)) {
                return each.value();
            }
        }
        RealmBreakpoint shown = known;
        try {
            return shown == null ? null : shown.getMarker().getAttribute(attribute);
        } catch (CoreException e) {
            throw new IllegalStateException("the breakpoint is gone", e);
        }
    }

    /** The names of an event: its fields, and what they are compared with. */
    static List<String> names(EventNames event) {
        List<String> all = new ArrayList<>(event.fields());
        all.addAll(event.constants());
        return all;
    }

    /** A frame around fields in two columns of label and field each. */
    static Group group(Composite parent, String name) {
        Group group = new Group(parent, SWT.NONE);
        group.setText(name);
        GridLayoutFactory.swtDefaults().numColumns(4).equalWidth(false).applyTo(group);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(group);
        return group;
    }

    final <F extends FormField> F add(F field) {
        fields.add(field);
        return field;
    }

    final TextField text(Composite parent, String attribute, String name, String tip, TextField.Rule rule) {
        return watched(add(new TextField(parent, attribute, name, tip, rule, 1)));
    }

    final TextField wideText(Composite parent, String attribute, String name, String tip, TextField.Rule rule) {
        return watched(add(new TextField(parent, attribute, name, tip, rule, 3)));
    }

    final ChoiceField choice(
            Composite parent, String attribute, String name, String tip, List<ChoiceField.Choice> choices) {
        ChoiceField field = add(new ChoiceField(parent, attribute, name, tip, choices));
        field.control().addListener(SWT.Selection, told());
        return field;
    }

    private TextField watched(TextField field) {
        field.control().addListener(SWT.Modify, told());
        return field;
    }

    /** Tells who shows the form that people have changed something. */
    final Listener told() {
        return event -> {
            Runnable listener = changed;
            if (listener != null) {
                if (isWhole) {
                    enable();
                }
                listener.run();
            }
        };
    }

    /** Condition, hits and, unless adapters have none at this kind, a message instead of a stop. */
    private void limits(Composite parent) {
        Group when = group(parent, hasMessage() ? "When, and what then" : "When");
        TextField condition = wideText(
                when,
                RealmBreakpoint.CONDITION,
                "&Condition:",
                "A C expression that must be true; empty: always",
                TextField.Rule.CONDITION);
        NameProposals.install(condition.control(), this::names);
        wideText(
                when,
                RealmBreakpoint.HIT_CONDITION,
                "H&its:",
                "3, >= 3, > 3 or % 3; empty: every one",
                TextField.Rule.HITS);
        if (hasMessage()) {
            TextField message = wideText(
                    when,
                    RealmBreakpoint.LOG_MESSAGE,
                    "&Log message:",
                    "Instead of a stop, as ipa {ipa}; empty: stop",
                    TextField.Rule.LOG);
            NameProposals.install(message.control(), this::names);
        }
    }

    /** What is wrong with a range of addresses; null if nothing is. */
    static @Nullable String rangeProblem(TextField base, TextField end) {
        if (base.text().isEmpty() != end.text().isEmpty()) {
            return "A range of IPAs needs its first address and the first one behind it";
        }
        return base.text().isEmpty() || Long.compareUnsigned(number(base.text()), number(end.text())) < 0
                ? null
                : "The range of IPAs is empty: its end must be behind its beginning";
    }

    private static long number(String text) {
        String digits = text.replace("_", "");
        return digits.startsWith("0x") || digits.startsWith("0X")
                ? Long.parseUnsignedLong(digits.substring(2), 16)
                : Long.parseUnsignedLong(digits);
    }
}
