package org.realmscope.editor.text;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.TextAttribute;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.ui.PlatformUI;

/** What has a colour of its own; the colours are those of the theme. */
enum TextColour {
    KEYWORD(SWT.BOLD),
    NUMBER(SWT.NORMAL),
    STRING(SWT.NORMAL),
    COMMENT(SWT.ITALIC),
    CALL(SWT.NORMAL),
    DIRECTIVE(SWT.NORMAL);

    private final int style;

    TextColour(int style) {
        this.style = style;
    }

    /** The colour definition of the theme. */
    String id() {
        return "org.realmscope.editor.color." + name();
    }

    /** As it is in the current theme. */
    TextAttribute attribute() {
        @Nullable
        Color colour = PlatformUI.getWorkbench()
                .getThemeManager()
                .getCurrentTheme()
                .getColorRegistry()
                .get(id());
        return new TextAttribute(colour, null, style);
    }
}
