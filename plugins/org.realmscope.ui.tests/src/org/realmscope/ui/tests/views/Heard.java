package org.realmscope.ui.tests.views;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.Accessible;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleControlListener;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.accessibility.AccessibleTableEvent;
import org.eclipse.swt.accessibility.AccessibleTableListener;
import org.eclipse.swt.widgets.Control;

/** What assistive technology hears of a control, or of something that is drawn on it, asked as the desktop asks. */
record Heard(Accessible of) {
    static Heard of(Control control) {
        return new Heard(control.getAccessible());
    }

    /** Its name; null if only the widget itself knows one. */
    @Nullable
    String name() {
        return name(ACC.CHILDID_SELF);
    }

    /** The name of a child. */
    @Nullable
    String name(int child) {
        AccessibleEvent event = new AccessibleEvent(of);
        event.childID = child;
        tell("accessibleListeners", AccessibleListener.class, event, AccessibleListener::getName);
        return event.result;
    }

    /** How to use the keyboard on it. */
    @Nullable
    String help() {
        AccessibleEvent event = new AccessibleEvent(of);
        event.childID = ACC.CHILDID_SELF;
        tell("accessibleListeners", AccessibleListener.class, event, AccessibleListener::getHelp);
        return event.result;
    }

    /** The children that are in sight. */
    List<Integer> children() {
        AccessibleControlEvent event = new AccessibleControlEvent(of);
        event.childID = ACC.CHILDID_SELF;
        tell(event, AccessibleControlListener::getChildren);
        return event.children == null
                ? List.of()
                : List.of(event.children).stream().map(Integer.class::cast).toList();
    }

    /** The role of a child, or of itself. */
    int role(int child) {
        AccessibleControlEvent event = new AccessibleControlEvent(of);
        event.childID = child;
        tell(event, AccessibleControlListener::getRole);
        return event.detail;
    }

    /** What a child, or it itself, is worth. */
    @Nullable
    String value(int child) {
        AccessibleControlEvent event = new AccessibleControlEvent(of);
        event.childID = child;
        tell(event, AccessibleControlListener::getValue);
        return event.result;
    }

    /** The number of its columns. */
    int columns() {
        AccessibleTableEvent event = new AccessibleTableEvent(of);
        tell("accessibleTableListeners", AccessibleTableListener.class, event, AccessibleTableListener::getColumnCount);
        return event.count;
    }

    /** A cell. */
    Heard cell(int row, int column) {
        AccessibleTableEvent event = new AccessibleTableEvent(of);
        event.row = row;
        event.column = column;
        tell("accessibleTableListeners", AccessibleTableListener.class, event, AccessibleTableListener::getCell);
        return new Heard(event.accessible);
    }

    private void tell(
            AccessibleControlEvent event, BiConsumer<AccessibleControlListener, AccessibleControlEvent> question) {
        tell("accessibleControlListeners", AccessibleControlListener.class, event, question);
    }

    /** Asks those who answer for the control; only the widget toolkit itself can do so otherwise. */
    private <L, E> void tell(String listeners, Class<L> type, E event, BiConsumer<L, E> question) {
        try {
            Field field = Accessible.class.getDeclaredField(listeners);
            field.setAccessible(true);
            if (field.get(of) instanceof Collection<?> all) {
                all.forEach(listener -> question.accept(type.cast(listener), event));
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the toolkit keeps its listeners elsewhere", e);
        }
    }
}
