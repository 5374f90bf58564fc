package org.realmscope.debug.ui.preferences;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.ListEditor;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.ScopedPreferenceStore;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.model.StepFilters;

/** Functions that a step into a call runs through. */
public final class StepFilterPage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {
    /** For the platform. */
    public StepFilterPage() {
        super(GRID);
        setPreferenceStore(new ScopedPreferenceStore(InstanceScope.INSTANCE, RealmDebug.PLUGIN));
        setDescription("With \"Use Step Filters\" on, a step into one of these functions runs through it,"
                + " to what it calls or back to its caller.");
    }

    @Override
    public void init(IWorkbench workbench) {
        // Needs nothing of it.
    }

    @Override
    protected void createFieldEditors() {
        addField(new Patterns(getFieldEditorParent()));
    }

    /** Names, in which {@code *} stands for anything. */
    private static final class Patterns extends ListEditor {
        Patterns(Composite parent) {
            super(StepFilters.PREFERENCE, "&Functions (* stands for anything):", parent);
        }

        @Override
        protected String createList(String[] items) {
            return String.join(",", items);
        }

        @Override
        protected String[] parseString(String text) {
            return text.isBlank() ? new String[0] : text.strip().split("\\s*,\\s*");
        }

        @Override
        protected @Nullable String getNewInputObject() {
            InputDialog dialog = new InputDialog(
                    getShell(),
                    "Add Step Filter",
                    "A function's name, in which * stands for anything, as kvm_* or RMI_*:",
                    "",
                    text -> text.strip().matches("[A-Za-z_*][A-Za-z_0-9*]*") ? null : "A name, as kvm_*");
            return dialog.open() == Window.OK ? dialog.getValue().strip() : null;
        }
    }
}
