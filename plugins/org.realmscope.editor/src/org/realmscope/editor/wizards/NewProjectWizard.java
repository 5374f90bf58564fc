package org.realmscope.editor.wizards;

import java.lang.reflect.InvocationTargetException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.WorkspaceModifyOperation;
import org.eclipse.ui.dialogs.WizardNewProjectCreationPage;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.wizards.newresource.BasicNewResourceWizard;
import org.realmscope.editor.language.ScenarioLanguage;

/** A wizard that makes a project, shows it and opens a file of it. */
abstract class NewProjectWizard extends Wizard implements INewWizard {
    private final WizardNewProjectCreationPage page = new WizardNewProjectCreationPage("project");
    private final String kind;

    /** @param kind of project, as its wizard is called */
    NewProjectWizard(String kind, String description) {
        this.kind = kind;
        page.setTitle(kind);
        page.setDescription(description);
        setWindowTitle("New " + kind);
        setNeedsProgressMonitor(true);
    }

    @Override
    public void init(IWorkbench workbench, IStructuredSelection selection) {
        // A project is made where its page says.
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        IProject project = page.getProjectHandle();
        IPath location = page.useDefaults() ? null : page.getLocationPath();
        Filling filling = filling();
        IFile[] first = new IFile[1];
        try {
            getContainer().run(true, true, new WorkspaceModifyOperation() {
                @Override
                protected void execute(IProgressMonitor monitor) throws CoreException, InterruptedException {
                    first[0] = filling.fill(project, location, monitor);
                }
            });
        } catch (InterruptedException e) {
            setNothingDone(e);
            return false;
        } catch (InvocationTargetException e) {
            ErrorDialog.openError(getShell(), getWindowTitle(), "The project could not be made.", statusOf(e));
            return false;
        }
        show(project, first[0]);
        return true;
    }

    private void setNothingDone(InterruptedException cancelled) {
        page.setErrorMessage(cancelled.getMessage() == null ? "Cancelled" : cancelled.getMessage());
    }

    private IStatus statusOf(InvocationTargetException failure) {
        return failure.getCause() instanceof CoreException core
                ? core.getStatus()
                : new Status(
                        IStatus.ERROR, ScenarioLanguage.PLUGIN, kind + ": " + failure.getCause(), failure.getCause());
    }

    private void show(IProject project, @Nullable IFile first) {
        var window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        BasicNewResourceWizard.selectAndReveal(first == null ? project : first, window);
        if (first != null) {
            try {
                IDE.openEditor(window.getActivePage(), first);
            } catch (PartInitException e) {
                ErrorDialog.openError(getShell(), getWindowTitle(), "The project is there.", e.getStatus());
            }
        }
    }

    /** What is done when the wizard finishes, as its pages say now. */
    abstract Filling filling();

    /** Makes a project, on a thread of its own. */
    interface Filling {
        /** Returns the file that is opened; null for none. */
        @Nullable
        IFile fill(IProject project, @Nullable IPath location, IProgressMonitor monitor) throws CoreException;
    }
}
