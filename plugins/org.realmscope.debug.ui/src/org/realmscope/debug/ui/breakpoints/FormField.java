package org.realmscope.debug.ui.breakpoints;

import org.eclipse.jdt.annotation.Nullable;

/** A field of a form: an attribute of a breakpoint's marker. */
interface FormField {
    /** Name of the attribute. */
    String attribute();

    /** Shows a value; null if the breakpoint does not have the attribute. */
    void show(@Nullable Object value);

    /** What it shows; null for no attribute. */
    @Nullable
    Object value();

    /** What is wrong with it; null if nothing is. */
    @Nullable
    String problem();

    void setEnabled(boolean isEnabled);
}
