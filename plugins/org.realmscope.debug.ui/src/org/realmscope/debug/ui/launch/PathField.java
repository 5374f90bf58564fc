package org.realmscope.debug.ui.launch;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.ui.dialogs.FilteredResourcesSelectionDialog;
import org.realmscope.debug.core.launch.LaunchArguments;

/** A field for the path of a file, in the workspace or of the file system, with buttons to choose one. */
final class PathField {
    private final AttributeText field;
    private final String what;
    private final Composite buttons;

    /**
     * Makes the field and, behind it, the buttons, in two columns of a grid.
     *
     * @param what what the file is, for messages
     * @param extensions of files to choose from, for example {@code *.rme}
     */
    PathField(
            Composite parent, RealmTab tab, String name, String tip, String attribute, String what, String extensions) {
        this.what = what;
        Composite row = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).applyTo(row);
        row.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        field = tab.add(new AttributeText(row, name, tip, new AttributeText.Own(attribute), text -> true, ""));
        buttons = new Composite(row, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(buttons);
        button("&Workspace...", () -> chooseInWorkspace(extensions));
        button("&File System...", () -> chooseInFileSystem(extensions));
    }

    private void button(String name, Runnable action) {
        Button button = new Button(buttons, SWT.PUSH);
        button.setText(name);
        button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> action.run()));
    }

    private void chooseInWorkspace(String extensions) {
        FilteredResourcesSelectionDialog dialog = new FilteredResourcesSelectionDialog(
                buttons.getShell(), false, ResourcesPlugin.getWorkspace().getRoot(), IResource.FILE);
        dialog.setTitle("Choose the " + what);
        dialog.setInitialPattern(extensions);
        if (dialog.open() == Window.OK && dialog.getFirstResult() instanceof IFile file) {
            field.set(VariablesPlugin.getDefault()
                    .getStringVariableManager()
                    .generateVariableExpression(
                            "workspace_loc", file.getFullPath().toString()));
        }
    }

    private void chooseInFileSystem(String extensions) {
        FileDialog dialog = new FileDialog(buttons.getShell(), SWT.OPEN);
        dialog.setText("Choose the " + what);
        dialog.setFilterExtensions(new String[] {extensions, "*"});
        String chosen = dialog.open();
        if (chosen != null) {
            field.set(chosen);
        }
    }

    void setEnabled(boolean isEnabled) {
        field.setEnabled(isEnabled);
        for (var each : buttons.getChildren()) {
            each.setEnabled(isEnabled);
        }
    }

    /** Whether nothing is given. */
    boolean isEmpty() {
        return field.value().isEmpty();
    }

    /** Whether the name of a profile of the built-in RMM is given. */
    boolean isProfile() {
        return LaunchArguments.isProfile(field.value());
    }

    /** What is wrong with it; null if nothing is, or nothing is given. */
    @Nullable
    String problem() {
        if (isEmpty()) {
            return null;
        }
        try {
            String name =
                    VariablesPlugin.getDefault().getStringVariableManager().performStringSubstitution(field.value());
            Path path = Path.of(name);
            if (path.isAbsolute() && Files.isRegularFile(path)) {
                return null;
            }
            IResource found = ResourcesPlugin.getWorkspace().getRoot().findMember(IPath.fromOSString(name));
            return found instanceof IFile ? null : "The %s '%s' does not exist, or is no file".formatted(what, name);
        } catch (CoreException e) {
            return e.getMessage();
        } catch (InvalidPathException e) {
            return "The %s '%s' is no path of a file: %s".formatted(what, e.getInput(), e.getReason());
        }
    }
}
