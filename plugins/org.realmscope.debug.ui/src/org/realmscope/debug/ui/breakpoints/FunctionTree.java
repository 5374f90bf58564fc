package org.realmscope.debug.ui.breakpoints;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerFilter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.realmscope.protocol.CallableFunction;

/** All functions by interface, with a field that searches in their names and fields. */
final class FunctionTree {
    private static final List<Interface> INTERFACES = List.of(
            new Interface("RMI", "RMI: calls of the host"),
            new Interface("RSI", "RSI: calls of realms"),
            new Interface("PSCI", "PSCI: calls of realms"));

    private final Text search;
    private final TreeViewer viewer;

    private record Interface(String name, String label) {
        List<CallableFunction> functions() {
            return CallableFunction.ALL.stream()
                    .filter(each -> each.group().equals(name))
                    .toList();
        }
    }

    /** @param chosen is told the name of a function, or what matches all of an interface */
    FunctionTree(Composite parent, Consumer<String> chosen) {
        new Label(parent, SWT.NONE).setText("Searc&h:");
        search = new Text(parent, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        search.setMessage("Part of a name, or of a field as ipa");
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).applyTo(search);
        viewer = new TreeViewer(parent, SWT.BORDER | SWT.SINGLE);
        viewer.getTree().setToolTipText("Functions");
        viewer.getTree().getAccessible().addAccessibleListener(new AccessibleName("Functions"));
        GridDataFactory.fillDefaults()
                .grab(true, true)
                .span(4, 1)
                .hint(460, 150)
                .applyTo(viewer.getTree());
        viewer.setContentProvider(new Content());
        viewer.setLabelProvider(new Labels());
        viewer.addFilter(new Searched());
        viewer.setInput(INTERFACES);
        viewer.expandAll();
        viewer.addPostSelectionChangedListener(event -> {
            switch (event.getStructuredSelection().getFirstElement()) {
                case CallableFunction function -> chosen.accept(function.name());
                case Interface all -> chosen.accept(all.name() + "_*");
                case null, default -> {
                    // Nothing is selected any more: what was chosen stays.
                }
            }
        });
        search.addModifyListener(event -> search());
        search.addListener(SWT.KeyDown, this::leave);
        search.addListener(SWT.Traverse, this::take);
    }

    /** Down goes to what was found. */
    private void leave(Event key) {
        List<CallableFunction> found = found();
        if ((key.keyCode == SWT.ARROW_DOWN || key.keyCode == SWT.PAGE_DOWN) && !found.isEmpty()) {
            key.doit = false;
            viewer.getTree().setFocus();
            viewer.setSelection(new StructuredSelection(found.getFirst()), true);
        }
    }

    /** Enter takes the only one that was found, and does not close the dialog as long as there is a search. */
    private void take(Event key) {
        if (key.detail == SWT.TRAVERSE_RETURN && !search.getText().isBlank()) {
            key.doit = false;
            List<CallableFunction> found = found();
            if (found.size() == 1) {
                viewer.setSelection(new StructuredSelection(found.getFirst()), true);
            }
        }
    }

    private List<CallableFunction> found() {
        return INTERFACES.stream()
                .flatMap(each -> each.functions().stream())
                .filter(this::isFound)
                .toList();
    }

    private boolean isFound(CallableFunction function) {
        return text(function)
                .toLowerCase(Locale.ROOT)
                .contains(search.getText().strip().toLowerCase(Locale.ROOT));
    }

    private void search() {
        viewer.getTree().setRedraw(false);
        viewer.refresh();
        viewer.expandAll();
        viewer.getTree().setRedraw(true);
    }

    /** Selects a function, if there is one of the name. */
    void reveal(String name) {
        CallableFunction.ALL.stream()
                .filter(each -> each.name().equals(name))
                .forEach(each -> viewer.setSelection(new StructuredSelection(each), true));
    }

    private static String text(CallableFunction function) {
        return function.inputs().isEmpty()
                ? function.name()
                : "%s (%s)".formatted(function.name(), String.join(", ", function.inputs()));
    }

    private final class Searched extends ViewerFilter {
        @Override
        public boolean select(Viewer shown, Object parent, Object element) {
            return switch (element) {
                case CallableFunction function -> isFound(function);
                case Interface each -> each.functions().stream().anyMatch(FunctionTree.this::isFound);
                default -> false;
            };
        }
    }

    private static final class Labels extends LabelProvider {
        @Override
        public @Nullable String getText(Object element) {
            return switch (element) {
                case CallableFunction function -> text(function);
                case Interface each -> each.label();
                default -> null;
            };
        }
    }

    private static final class Content implements ITreeContentProvider {
        @Override
        public Object[] getElements(Object input) {
            return INTERFACES.toArray();
        }

        @Override
        public Object[] getChildren(Object element) {
            return element instanceof Interface each ? each.functions().toArray() : new Object[0];
        }

        @Override
        public @Nullable Object getParent(Object element) {
            return element instanceof CallableFunction function
                    ? INTERFACES.stream()
                            .filter(each -> each.name().equals(function.group()))
                            .findFirst()
                            .orElse(null)
                    : null;
        }

        @Override
        public boolean hasChildren(Object element) {
            return element instanceof Interface;
        }
    }
}
