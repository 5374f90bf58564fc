package org.realmscope.ui.view;

import java.util.StringJoiner;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TrayDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.realmscope.protocol.Explanation;

/** Says why something happened and what would prevent it, as text that can be selected and copied. */
final class ExplanationDialog extends TrayDialog {
    private final String title;
    private final Explanation explanation;

    ExplanationDialog(Shell parent, String title, Explanation explanation) {
        super(parent);
        setShellStyle(SWT.CLOSE | SWT.TITLE | SWT.RESIZE | SWT.MODELESS);
        setBlockOnOpen(false);
        setHelpAvailable(false);
        this.title = title;
        this.explanation = explanation;
    }

    @Override
    protected void configureShell(@Nullable Shell shell) {
        super.configureShell(shell);
        if (shell != null) {
            shell.setText(title);
        }
    }

    @Override
    protected Control createDialogArea(@Nullable Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Text text = new Text(area, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL | SWT.BORDER);
        text.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        text.setText(text());
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(@Nullable Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, IDialogConstants.CLOSE_LABEL, true);
    }

    @Override
    protected Point getInitialSize() {
        return new Point(620, 420);
    }

    private String text() {
        StringJoiner text = new StringJoiner(Text.DELIMITER);
        if (explanation.known()) {
            // Whether it is normal is not said of what is still being handled.
            text.add(explanation.normal() == null ? "Why it happened, as far as that is decided" : "Why it happened")
                    .add(explanation.cause())
                    .add("");
            if (!explanation.remedy().isEmpty()) {
                text.add("What to do about it").add(explanation.remedy()).add("");
            }
        } else {
            text.add("There is no explanation for this.").add("");
        }
        text.add("What was seen");
        explanation.evidence().forEach(fact -> text.add("\u2022 " + fact.text() + " (" + fact.source() + ")"));
        if (!explanation.links().isEmpty()) {
            text.add("").add("More about it");
            explanation.links().forEach(link -> text.add("\u2022 " + link));
        }
        return text.toString();
    }
}
