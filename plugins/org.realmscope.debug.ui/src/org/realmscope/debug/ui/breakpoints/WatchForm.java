package org.realmscope.debug.ui.breakpoints;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.debug.core.breakpoints.WatchBreakpoint;
import org.realmscope.protocol.EventNames;

/** A watch of memory, RIPAS, translation table entries or granules, which views set. */
final class WatchForm extends BreakpointForm {
    private @Nullable TextField data;

    @Override
    String title() {
        return "Watchpoint";
    }

    @Override
    String description() {
        return "Stops when something is read or changed.";
    }

    @Override
    void fill(Composite parent) {
        Group what = group(parent, "What");
        data = wideText(
                what,
                WatchBreakpoint.DATA,
                "&Watched:",
                "As rtt realm0 0x200000 0x201000, or an address",
                TextField.Rule.ANY);
        flag(what, WatchBreakpoint.READ, "When it is &read");
        flag(what, WatchBreakpoint.WRITE, "When it is &changed");
    }

    /** Everything but RIPAS, RTT entries and granules is memory. */
    @Override
    List<String> names() {
        String watched = String.valueOf(said(WatchBreakpoint.DATA)).split(" ", 2)[0];
        boolean isState = List.of("ripas", "rtt", "granule").contains(watched);
        return names(EventNames.of(isState ? watched : "memory"));
    }

    private void flag(Composite parent, String attribute, String name) {
        Button button = new Button(parent, SWT.CHECK);
        button.setText(name);
        button.addListener(SWT.Selection, told());
        add(new FlagField(attribute, button));
    }

    @Override
    @Nullable
    String wholeProblem() {
        return Objects.requireNonNull(data).text().isEmpty() ? "What is watched?" : null;
    }

    @Override
    RealmBreakpoint create(Map<String, Object> attributes) {
        throw new IllegalStateException("views set watches");
    }
}
