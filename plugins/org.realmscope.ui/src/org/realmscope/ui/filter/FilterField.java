package org.realmscope.ui.filter;

import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.fieldassist.ControlDecoration;
import org.eclipse.jface.fieldassist.FieldDecorationRegistry;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IMemento;

/** The field above a view in which its filter is written. It takes effect while it is written, a moment after a key. */
public final class FilterField {
    private static final int PAUSE = 250;
    private static final String SAVED = "filter";

    private final Composite frame;
    private final Text text;
    private final ControlDecoration problem;
    private final Consumer<FilterWords> taker;
    private final Runnable apply = this::apply;
    private FilterWords words = FilterWords.ALL;

    /**
     * A field.
     *
     * @param example what can be written, shown while it is empty
     * @param taker   is given what is asked for; may refuse it with an {@link IllegalArgumentException} for people
     */
    public FilterField(Composite parent, String example, Consumer<FilterWords> taker) {
        this.taker = taker;
        frame = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginHeight = 2;
        layout.marginWidth = 8;
        frame.setLayout(layout);
        text = new Text(frame, SWT.SINGLE | SWT.SEARCH | SWT.ICON_CANCEL | SWT.ICON_SEARCH);
        text.setMessage("Filter: " + example);
        text.setToolTipText("Filter, for example: " + example);
        text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        text.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(@Nullable AccessibleEvent event) {
                if (event != null) {
                    event.result = "Filter";
                }
            }
        });
        problem = new ControlDecoration(text, SWT.LEFT | SWT.TOP);
        problem.setImage(FieldDecorationRegistry.getDefault()
                .getFieldDecoration(FieldDecorationRegistry.DEC_ERROR)
                .getImage());
        problem.hide();
        text.addListener(SWT.Modify, event -> text.getDisplay().timerExec(PAUSE, apply));
        text.addListener(SWT.DefaultSelection, this::entered);
        text.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.ARROW_DOWN) {
                // What it filters comes next.
                text.traverse(SWT.TRAVERSE_TAB_NEXT);
            }
        });
        text.addListener(SWT.Dispose, event -> text.getDisplay().timerExec(-1, apply));
    }

    /** What is around the field, for its layout. */
    public Composite control() {
        return frame;
    }

    /** Puts the keyboard into the field. */
    public void setFocus() {
        text.setFocus();
        text.selectAll();
    }

    /** Writes a filter, which takes effect at once. */
    public void set(String filter) {
        text.setText(filter);
        apply();
    }

    /** Writes down what is in it. */
    public void save(IMemento memento) {
        memento.putString(SAVED, text.getText());
    }

    /** Takes up what {@link #save} wrote. */
    public void restore(IMemento memento) {
        String filter = memento.getString(SAVED);
        if (filter != null) {
            set(filter);
        }
    }

    /** What is asked for. */
    public FilterWords words() {
        return words;
    }

    private void entered(Event event) {
        if (event.detail == SWT.CANCEL) {
            text.setText("");
        }
        apply();
    }

    private void apply() {
        if (text.isDisposed()) {
            return;
        }
        text.getDisplay().timerExec(-1, apply);
        try {
            FilterWords asked = FilterWords.parse(text.getText());
            if (!asked.equals(words)) {
                taker.accept(asked);
                words = asked;
            }
            problem.hide();
        } catch (IllegalArgumentException refused) {
            problem.setDescriptionText(String.valueOf(refused.getMessage()));
            problem.show();
        }
    }
}
