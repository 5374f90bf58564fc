package org.realmscope.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IMemento;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.CompareArguments;
import org.realmscope.protocol.CompareResponse;
import org.realmscope.protocol.MachineSummary;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.grid.GridColumn;
import org.realmscope.ui.rows.TreeRows.Since;
import org.realmscope.ui.view.ComparisonTarget;
import org.realmscope.ui.view.GridPart;
import org.realmscope.ui.view.RealmView;
import org.realmscope.ui.view.ViewCommand;
import org.realmscope.ui.view.ViewCommands;

/** What changed between two moments of a session: translation tables, RIPAS, granules, registers. */
public final class CompareView extends RealmView implements ComparisonTarget {
    /** Identifier in the workbench registry. */
    public static final String ID = VIEW;

    private static final String ANY = "no realm";
    /** Under which the workbench's themes know a widget's class, as the style sheets of this plug-in name it. */
    private static final String CSS_CLASS = "org.eclipse.e4.ui.css.CssClassName";

    private static final String WITHOUT_GRANULES = "withoutGranules";
    private static final String NO_PE = "no registers";

    private List<RealmState> states = List.of();
    private @Nullable Combo before;
    private @Nullable Combo after;
    private @Nullable Combo realm;
    private @Nullable Combo pe;
    private @Nullable Button granules;
    private @Nullable GridPart<Difference> part;
    private @Nullable CompletableFuture<CompareResponse> comparing;

    @Override
    protected String purpose() {
        return "to compare its moments";
    }

    @Override
    protected void createContent(Composite frame) {
        Composite head = new Composite(frame, SWT.NONE);
        RowLayout layout = new RowLayout(SWT.HORIZONTAL);
        layout.center = true;
        layout.spacing = 6;
        head.setLayout(layout);
        head.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        before = choice(head, "Before", () -> await(sidesChanged()));
        after = choice(head, "After", () -> await(sidesChanged()));
        realm = choice(head, "Realm", () -> await(compare()));
        pe = choice(head, "Registers of", () -> await(compare()));
        Button all = new Button(head, SWT.CHECK);
        all.setText("&Granules");
        all.setData(CSS_CLASS, "RealmscopeCheck");
        all.setSelection(true);
        all.addListener(SWT.Selection, event -> await(compare()));
        granules = all;
        GridPart<Difference> differences = new GridPart<>(
                this,
                frame,
                "Differences",
                List.of(
                        GridColumn.values("what", "What", 44, Difference::name),
                        GridColumn.words("before", "Before", 40, Difference::before),
                        GridColumn.words("after", "After", 40, Difference::after)));
        part = differences;
        ViewCommands commands = commands();
        commands.add(ViewCommand.SWAP, this::swap, this::hasState);
        commands.toolBar(ViewCommand.COMPARE, ViewCommand.SWAP);
        commands.contextMenu(differences.grid(), ViewCommand.SWAP);
    }

    private Combo choice(Composite head, String name, Runnable changed) {
        // A narrow view breaks the line between choices, not between a choice and its name.
        Composite pair = new Composite(head, SWT.NONE);
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        pair.setLayout(layout);
        new Label(pair, SWT.NONE).setText(name);
        Combo combo = new Combo(pair, SWT.READ_ONLY | SWT.DROP_DOWN);
        combo.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(@Nullable AccessibleEvent event) {
                if (event != null) {
                    event.result = name;
                }
            }
        });
        combo.addListener(SWT.Selection, event -> changed.run());
        combo.addListener(SWT.FocusIn, event -> momentsMayHaveChanged());
        return combo;
    }

    @Override
    protected void save(IMemento memento) {
        memento.putBoolean(WITHOUT_GRANULES, !Objects.requireNonNull(granules).getSelection());
    }

    @Override
    protected void restore(IMemento memento) {
        Objects.requireNonNull(granules).setSelection(!Boolean.TRUE.equals(memento.getBoolean(WITHOUT_GRANULES)));
    }

    @Override
    protected Control mainControl() {
        return grid();
    }

    @Override
    protected CompletableFuture<?> show(RealmState state, Since since) {
        fillStates(state);
        return sidesChanged();
    }

    @Override
    public void compare(RealmState left, RealmState right) {
        fillStates(left);
        Objects.requireNonNull(before).select(states.indexOf(left));
        Objects.requireNonNull(after).select(states.indexOf(right));
        await(sidesChanged());
    }

    @Override
    protected void compareWith() {
        addMoment();
    }

    /** Offers the realms that both sides have, and compares. */
    private CompletableFuture<?> sidesChanged() {
        RealmState left = chosen(before);
        RealmState right = chosen(after);
        if (left == null || right == null) {
            return CompletableFuture.allOf();
        }
        return telling(left.machine()
                .thenCombineAsync(
                        right.machine(),
                        (one, other) -> {
                            fill(realmsOfBoth(one, other), other);
                            return other;
                        },
                        ui())
                .thenComposeAsync(machine -> compare(), ui()));
    }

    private static List<String> realmsOfBoth(MachineSummary left, MachineSummary right) {
        List<String> names = new ArrayList<>(
                left.realms().stream().map(MachineSummary.RealmInfo::name).toList());
        names.retainAll(
                right.realms().stream().map(MachineSummary.RealmInfo::name).toList());
        return names;
    }

    @Override
    protected void cancel() {
        CompletableFuture<CompareResponse> request = comparing;
        if (request != null) {
            request.cancel(true);
        }
        Objects.requireNonNull(part).cancel();
    }

    @Override
    protected void clear() {
        states = List.of();
        Objects.requireNonNull(part).clear();
    }

    private Grid<Difference> grid() {
        return Objects.requireNonNull(part).grid();
    }

    /** Takes the moments that are open; a new one is the one to compare with, unless two were chosen. */
    private void fillStates(RealmState state) {
        states = new ArrayList<>(state.session().moments());
        states.add(state.session().live());
        List<String> labels = states.stream().map(RealmState::label).toList();
        Combo left = Objects.requireNonNull(before);
        Combo right = Objects.requireNonNull(after);
        set(left, labels, 0);
        set(right, labels, labels.size() - 1);
        if (left.getSelectionIndex() == right.getSelectionIndex()) {
            left.select(Math.max(0, labels.size() - 2));
            right.select(labels.size() - 1);
        }
    }

    private void fill(List<String> realms, MachineSummary machine) {
        List<String> choices = new ArrayList<>(realms);
        choices.add(ANY);
        set(Objects.requireNonNull(realm), choices, 0);
        List<String> pes = new ArrayList<>(
                machine.pes().stream().map(MachineSummary.PeInfo::name).toList());
        pes.add(NO_PE);
        set(Objects.requireNonNull(pe), pes, 0);
        Objects.requireNonNull(part).grid().getParent().layout(true, true);
    }

    private void momentsMayHaveChanged() {
        RealmState state = state();
        if (state != null && states.size() != state.session().moments().size() + 1) {
            reload(Since.SAME);
        }
    }

    private static void set(Combo combo, List<String> items, int first) {
        // With a single item there was nothing to choose.
        String chosen = combo.getItemCount() > 1 ? combo.getText() : "";
        combo.setItems(items.toArray(String[]::new));
        int index = items.indexOf(chosen);
        combo.select(index < 0 ? first : index);
    }

    private void swap() {
        Combo left = Objects.requireNonNull(before);
        Combo right = Objects.requireNonNull(after);
        int index = left.getSelectionIndex();
        left.select(right.getSelectionIndex());
        right.select(index);
        await(sidesChanged());
    }

    private CompletableFuture<?> compare() {
        cancel();
        RealmState left = chosen(before);
        RealmState right = chosen(after);
        if (left == null || right == null) {
            return CompletableFuture.allOf();
        }
        if (left == right) {
            say("Open a moment to compare with: a fault's in the Stage-2 Fault History, "
                    + "or any with Compare With\u2026");
            Objects.requireNonNull(part).clear();
            return CompletableFuture.allOf();
        }
        String of = Objects.requireNonNull(realm).getText();
        int registers = Objects.requireNonNull(pe).getSelectionIndex();
        boolean noPe = Objects.requireNonNull(pe).getText().equals(NO_PE);
        CompareArguments arguments = new CompareArguments(
                left.momentId(),
                right.momentId(),
                of.equals(ANY) ? null : of,
                null,
                null,
                Objects.requireNonNull(granules).getSelection(),
                noPe ? null : Integer.valueOf(registers));
        CompletableFuture<CompareResponse> request = left.server().compare(arguments);
        comparing = request;
        return request.thenComposeAsync(
                answer -> {
                    if (comparing != request) {
                        return CompletableFuture.allOf();
                    }
                    Comparison comparison = new Comparison(answer);
                    say(comparison.size() == 0 ? "Nothing differs." : comparison.size() + " differences");
                    return Objects.requireNonNull(part).show(comparison, Since.SAME);
                },
                ui());
    }

    private @Nullable RealmState chosen(@Nullable Combo combo) {
        int index = Objects.requireNonNull(combo).getSelectionIndex();
        return index < 0 || index >= states.size() ? null : states.get(index);
    }

    private void addMoment() {
        InputDialog dialog = new InputDialog(
                getSite().getShell(),
                "Compare With",
                "Moment, for example 1234.2, or fault, for example #17:",
                "",
                text -> text.matches("\\d+\\.\\d+|#\\d{1,18}") ? null : "Write a moment as 1234.2, or a fault as #17.");
        RealmState state = state();
        if (dialog.open() == Window.OK && state != null) {
            String text = dialog.getValue();
            CompletableFuture<RealmState> opening = text.startsWith("#")
                    ? state.session().openFault(Long.parseLong(text.substring(1)))
                    : state.session().openMoment(text);
            opening.whenCompleteAsync(
                    (moment, failure) -> {
                        if (failure != null) {
                            fail(failure);
                        } else {
                            compare(moment, state);
                        }
                    },
                    ui());
        }
    }
}
