package org.realmscope.debug.ui.breakpoints;

import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** What people who cannot see a control hear of it. */
final class AccessibleName extends AccessibleAdapter {
    private final String name;

    AccessibleName(String name) {
        this.name = name;
    }

    @Override
    public void getName(AccessibleEvent event) {
        event.result = name;
    }
}
