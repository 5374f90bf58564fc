package org.realmscope.editor.outline;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider.IStyledLabelProvider;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.views.contentoutline.ContentOutlinePage;
import org.realmscope.editor.language.Places;
import org.realmscope.editor.language.ScenarioDocument;
import org.realmscope.editor.language.ScenarioLanguage;

/** Realms with their slots and vCPUs, what the VMM does, and what is expected. */
public final class ScenarioOutline extends ContentOutlinePage {
    private static final int DELAY_MILLIS = 300;

    private final ITextEditor editor;
    private final ScenarioDocument document;
    private final Runnable changed = this::schedule;
    private final Runnable refresh = this::refresh;
    private boolean isFilling;

    ScenarioOutline(ITextEditor editor, ScenarioDocument document) {
        this.editor = editor;
        this.document = document;
    }

    @Override
    public void createControl(Composite parent) {
        super.createControl(parent);
        TreeViewer viewer = getTreeViewer();
        viewer.setContentProvider(new Symbols());
        viewer.setLabelProvider(new DelegatingStyledCellLabelProvider(new Labels()));
        viewer.setAutoExpandLevel(2);
        document.onChange(changed);
        refresh();
    }

    @Override
    public void dispose() {
        document.offChange(changed);
        super.dispose();
    }

    private void schedule() {
        Control control = getControl();
        if (control != null && !control.isDisposed()) {
            control.getDisplay().timerExec(DELAY_MILLIS, refresh);
        }
    }

    private void refresh() {
        Control control = getControl();
        if (control == null || control.isDisposed()) {
            return;
        }
        DocumentSymbolParams params = new DocumentSymbolParams(document.identifier());
        document.ask(service -> service.documentSymbol(params)).whenComplete((found, failure) -> {
            if (failure != null) {
                ScenarioLanguage.log(failure);
            } else if (found != null && !control.isDisposed()) {
                control.getDisplay().asyncExec(() -> show(symbols(found)));
            }
        });
    }

    private static List<Symbol> symbols(List<Either<SymbolInformation, DocumentSymbol>> found) {
        List<Symbol> symbols = new ArrayList<>();
        for (Either<SymbolInformation, DocumentSymbol> each : found) {
            if (each.isRight()) {
                symbols.add(new Symbol(each.getRight(), ""));
            }
        }
        return symbols;
    }

    private void show(List<Symbol> symbols) {
        TreeViewer viewer = getTreeViewer();
        if (viewer == null || viewer.getControl().isDisposed() || symbols.equals(viewer.getInput())) {
            return;
        }
        Object[] expanded = viewer.getExpandedElements();
        boolean isFirst = viewer.getInput() == null;
        isFilling = true;
        viewer.getControl().setRedraw(false);
        viewer.setInput(symbols);
        if (!isFirst) {
            viewer.setExpandedElements(expanded);
        }
        viewer.getControl().setRedraw(true);
        isFilling = false;
    }

    @Override
    public void selectionChanged(SelectionChangedEvent event) {
        super.selectionChanged(event);
        if (!isFilling && event.getStructuredSelection().getFirstElement() instanceof Symbol symbol) {
            IRegion region = Places.region(document.document(), symbol.symbol().getSelectionRange());
            editor.selectAndReveal(region.getOffset(), region.getLength());
        }
    }

    /**
     * A symbol, equal to what it was before a change of the text as long as it is called the same.
     *
     * @param path the names of those around it
     */
    private record Symbol(DocumentSymbol symbol, String path) {
        List<Symbol> children() {
            return symbol.getChildren() == null
                    ? List.of()
                    : symbol.getChildren().stream()
                            .map(each -> new Symbol(each, path + '/' + symbol.getName()))
                            .toList();
        }
    }

    private static final class Symbols implements ITreeContentProvider {
        @Override
        public Object[] getElements(Object input) {
            return ((List<?>) input).toArray();
        }

        @Override
        public Object[] getChildren(Object parent) {
            return ((Symbol) parent).children().toArray();
        }

        @Override
        public @Nullable Object getParent(Object element) {
            return null;
        }

        @Override
        public boolean hasChildren(Object element) {
            return !((Symbol) element).children().isEmpty();
        }
    }

    private static final class Labels extends LabelProvider implements IStyledLabelProvider {
        @Override
        public StyledString getStyledText(Object element) {
            DocumentSymbol symbol = ((Symbol) element).symbol();
            StyledString text = new StyledString(symbol.getName());
            return symbol.getDetail() == null || symbol.getDetail().isEmpty()
                    ? text
                    : text.append(" : " + symbol.getDetail(), StyledString.DECORATIONS_STYLER);
        }
    }
}
