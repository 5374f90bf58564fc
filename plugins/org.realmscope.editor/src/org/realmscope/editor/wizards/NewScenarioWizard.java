package org.realmscope.editor.wizards;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.core.resources.IFile;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.WizardNewFileCreationPage;
import org.eclipse.ui.ide.IDE;

/** New &gt; Scenario: a file with a realm that touches memory. */
public final class NewScenarioWizard extends Wizard implements INewWizard {
    /** What a new scenario is. */
    public static final String TEXT = """
        scenario "New scenario"

        realm realm0 {
            slot ram 0 .. 64 MiB backing anon

            vcpu vcpu0 {
                store 0x5a to 0x20_0000
                load 0x20_0000 expect 0x5a
            }
        }

        expect {
            vcpu realm0.vcpu0 ended
        }
        """;

    private @Nullable WizardNewFileCreationPage page;
    private IStructuredSelection selected = StructuredSelection.EMPTY;

    public NewScenarioWizard() {
        setWindowTitle("New Scenario");
    }

    @Override
    public void init(IWorkbench workbench, IStructuredSelection selection) {
        selected = selection;
    }

    @Override
    public void addPages() {
        WizardNewFileCreationPage made = new WizardNewFileCreationPage("scenario", selected) {
            @Override
            protected InputStream getInitialContents() {
                return new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8));
            }
        };
        made.setTitle("Scenario");
        made.setDescription("A scenario with one realm that touches memory.");
        made.setFileName("scenario.rme");
        made.setFileExtension("rme");
        page = made;
        addPage(made);
    }

    @Override
    public boolean performFinish() {
        WizardNewFileCreationPage shown = page;
        IFile file = shown == null ? null : shown.createNewFile();
        if (file == null) {
            return false;
        }
        try {
            IDE.openEditor(PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage(), file);
        } catch (PartInitException e) {
            ErrorDialog.openError(getShell(), getWindowTitle(), "The file is there.", e.getStatus());
        }
        return true;
    }
}
