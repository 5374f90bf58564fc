package org.realmscope.ui.paint;

import java.util.EnumMap;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.util.IPropertyChangeListener;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.themes.IThemeManager;

/**
 * Gives the theme's colours to a control that draws itself, and draws it again when they change. Desktops with colours
 * of their own, such as those with high contrast, give background and text; what does not stand out there is drawn
 * nearer to the colour of text.
 */
public final class Palette {
    private final IThemeManager themes = PlatformUI.getWorkbench().getThemeManager();
    private final Control control;
    private final Map<PaletteColor, @Nullable Shade> shades = new EnumMap<>(PaletteColor.class);

    /** What became of a colour among others. */
    private record Shade(Color themed, Color against, Color towards, Color shade) {
        boolean isOf(Color asked, Color behind, Color text) {
            return themed.equals(asked) && against.equals(behind) && towards.equals(text);
        }
    }

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
        Color themed = themed(color);
        return switch (color) {
            case BACKGROUND, FOREGROUND, SELECTION, SELECTION_TEXT, LINE, FOCUS -> themed;
            case HEADER -> distinct(color, themed, PaletteColor.FOREGROUND, PaletteColor.BACKGROUND);
            default -> distinct(color, themed, PaletteColor.BACKGROUND, PaletteColor.FOREGROUND);
        };
    }

    private Color distinct(PaletteColor color, Color themed, PaletteColor against, PaletteColor towards) {
        Shade known = shades.get(color);
        if (known != null && known.isOf(themed, themed(against), themed(towards))) {
            return known.shade;
        }
        Color shade = Contrast.reach(themed, themed(against), themed(towards), color.leastContrast());
        shades.put(color, new Shade(themed, themed(against), themed(towards), shade));
        return shade;
    }

    private Color themed(PaletteColor color) {
        Color themed = themes.getCurrentTheme().getColorRegistry().get(color.id());
        return themed == null ? control.getForeground() : themed;
    }
}
