package org.realmscope.ui.view;

import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;

/** What a view shows while there is no session: what to do to see something. */
final class EmptyState {
    private final Composite frame;
    private final Link link;

    EmptyState(Composite parent, String whatFor) {
        frame = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 16;
        layout.marginHeight = 16;
        frame.setLayout(layout);
        link = new Link(frame, SWT.WRAP);
        link.setText("<a>Start a Realm Debug session</a> " + whatFor + ", or select one in the Debug view.");
        link.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        link.addListener(
                SWT.Selection,
                event -> DebugUITools.openLaunchConfigurationDialogOnGroup(
                        link.getShell(), StructuredSelection.EMPTY, IDebugUIConstants.ID_DEBUG_LAUNCH_GROUP));
    }

    Composite control() {
        return frame;
    }

    void setFocus() {
        link.setFocus();
    }
}
