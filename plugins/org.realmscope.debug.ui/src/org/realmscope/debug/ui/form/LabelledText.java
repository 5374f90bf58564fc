package org.realmscope.debug.ui.form;

import java.util.function.Predicate;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** A label and a text of one line, which is empty or right. */
public final class LabelledText {
    private static final int WIDTH = 150;

    private final String name;
    private final Text text;
    private final Predicate<String> isRight;
    private final String right;

    /**
     * Makes both in a grid.
     *
     * @param name what people see, with a mnemonic
     * @param tip what it means, and what holds if it is empty
     * @param isRight whether a text that is not empty can be used
     * @param right what would be right, behind "expected: "
     * @param columns that the text takes
     */
    public LabelledText(
            Composite parent, String name, String tip, Predicate<String> isRight, String right, int columns) {
        this.name = FieldLabel.plain(name);
        this.isRight = isRight;
        this.right = right;
        FieldLabel.create(parent, name, tip);
        text = new Text(parent, SWT.BORDER | SWT.SINGLE);
        text.setMessage(tip);
        text.setToolTipText(tip);
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .span(columns, 1)
                .hint(WIDTH, SWT.DEFAULT)
                .applyTo(text);
    }

    /** The field. */
    public Text control() {
        return text;
    }

    /** What is written, without spaces around it. */
    public String value() {
        return text.getText().strip();
    }

    /** Shows a value. */
    public void show(String value) {
        if (!text.getText().equals(value)) {
            text.setText(value);
        }
    }

    /** What is wrong with it; null if nothing is, or if nobody can write there. */
    public @Nullable String problem() {
        String value = value();
        return value.isEmpty() || !text.isEnabled() || isRight.test(value)
                ? null
                : "%s is '%s'; expected: %s".formatted(name, value, right);
    }
}
