package org.realmscope.ui.paint;

import org.eclipse.jface.util.IPropertyChangeListener;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.themes.IThemeManager;

/** Gives the theme's colours to a control that draws itself, and draws it again when they change. */
public final class Palette {
    private final IThemeManager themes = PlatformUI.getWorkbench().getThemeManager();
    private final Control control;

    /** A palette for {@code control}, for as long as it lives. */
    public Palette(Control control) {
        this.control = control;
        IPropertyChangeListener redraw = event -> control.getDisplay().asyncExec(() -> {
            if (!control.isDisposed()) {
                control.redraw();
            }
        });
        Listener settings = event -> control.redraw();
        themes.addPropertyChangeListener(redraw);
        control.getDisplay().addListener(SWT.Settings, settings);
        control.addListener(SWT.Dispose, event -> {
            themes.removePropertyChangeListener(redraw);
            event.display.removeListener(SWT.Settings, settings);
        });
    }

    /** The colour as the present theme has it, or the desktop if it asks for high contrast. */
    public Color get(PaletteColor color) {
        return get(color, control.getDisplay().getHighContrast());
    }

    /** The colour, with high contrast or without. */
    Color get(PaletteColor color, boolean highContrast) {
        if (highContrast && color.systemColor() != SWT.NONE) {
            return control.getDisplay().getSystemColor(color.systemColor());
        }
        Color themed = themes.getCurrentTheme().getColorRegistry().get(color.id());
        return themed == null ? control.getForeground() : themed;
    }
}
