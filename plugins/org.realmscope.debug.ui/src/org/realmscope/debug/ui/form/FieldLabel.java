package org.realmscope.debug.ui.form;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** The label in front of a field. */
public final class FieldLabel {
    private FieldLabel() {}

    /**
     * Makes one.
     *
     * @param name what people see, with a mnemonic
     * @param tip what it means
     */
    public static void create(Composite parent, String name, String tip) {
        Label label = new Label(parent, SWT.NONE);
        label.setText(name);
        label.setToolTipText(tip);
    }

    /** The name of a field in a sentence: without mnemonic and colon. */
    public static String plain(String name) {
        return name.replace("&", "").replace(":", "");
    }
}
