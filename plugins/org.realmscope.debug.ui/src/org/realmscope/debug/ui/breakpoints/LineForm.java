package org.realmscope.debug.ui.breakpoints;

import java.util.Map;
import org.eclipse.swt.widgets.Composite;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;

/** A breakpoint in a line of a source, which editors set. */
final class LineForm extends BreakpointForm {
    @Override
    String title() {
        return "Line Breakpoint";
    }

    @Override
    String description() {
        return "Stops where a line of a C source or of a scenario begins.";
    }

    @Override
    void fill(Composite parent) {
        // Where it is, the editor says.
    }

    @Override
    RealmBreakpoint create(Map<String, Object> attributes) {
        throw new IllegalStateException("editors set breakpoints in lines");
    }
}
