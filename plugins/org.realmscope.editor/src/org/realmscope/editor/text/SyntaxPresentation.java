package org.realmscope.editor.text;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.ITypedRegion;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.presentation.PresentationReconciler;
import org.eclipse.jface.text.rules.DefaultDamagerRepairer;
import org.eclipse.jface.util.IPropertyChangeListener;
import org.eclipse.jface.util.PropertyChangeEvent;
import org.eclipse.ui.PlatformUI;

/** Colours a text, and colours it anew when the theme changes. */
class SyntaxPresentation extends PresentationReconciler implements IPropertyChangeListener {
    private final SyntaxScanner scanner;
    private @Nullable ITextViewer viewer;

    SyntaxPresentation(Syntax syntax) {
        scanner = new SyntaxScanner(syntax);
        DefaultDamagerRepairer colouring = new Colouring(scanner);
        setDamager(colouring, IDocument.DEFAULT_CONTENT_TYPE);
        setRepairer(colouring, IDocument.DEFAULT_CONTENT_TYPE);
    }

    @Override
    public void install(ITextViewer installed) {
        super.install(installed);
        viewer = installed;
        PlatformUI.getWorkbench().getThemeManager().addPropertyChangeListener(this);
    }

    @Override
    public void uninstall() {
        PlatformUI.getWorkbench().getThemeManager().removePropertyChangeListener(this);
        viewer = null;
        super.uninstall();
    }

    @Override
    public void propertyChange(PropertyChangeEvent event) {
        ITextViewer current = viewer;
        if (current != null && current.getTextWidget() != null) {
            current.getTextWidget().getDisplay().asyncExec(() -> recolour(current));
        }
    }

    private void recolour(ITextViewer current) {
        if (viewer == current
                && current.getTextWidget() != null
                && !current.getTextWidget().isDisposed()) {
            scanner.recolour();
            current.invalidateTextPresentation();
        }
    }

    /** A change can begin or end a comment of several lines, so that all lines below are coloured anew with it. */
    private static final class Colouring extends DefaultDamagerRepairer {
        Colouring(SyntaxScanner scanner) {
            super(scanner);
        }

        @Override
        public IRegion getDamageRegion(ITypedRegion partition, DocumentEvent event, boolean partitioningChanged) {
            return fDocument.get().contains("*/") || fDocument.get().contains("/*")
                    ? new Region(0, fDocument.getLength())
                    : super.getDamageRegion(partition, event, partitioningChanged);
        }
    }
}
