package org.realmscope.editor.preferences;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.StringFieldEditor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.preferences.ScopedPreferenceStore;
import org.realmscope.editor.hostimage.CrossCompiler;
import org.realmscope.editor.language.LanguagePreferences;
import org.realmscope.editor.language.ScenarioLanguage;

/** Preferences &gt; Realm Scenarios. */
public final class ScenarioPreferences extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {
    private static final String COLOURS = "org.eclipse.ui.preferencePages.ColorsAndFonts";

    public ScenarioPreferences() {
        super(GRID);
        setPreferenceStore(new ScopedPreferenceStore(InstanceScope.INSTANCE, ScenarioLanguage.PLUGIN));
        setDescription("Scenarios are read by a language server in a Java process of its own.");
    }

    @Override
    public void init(IWorkbench workbench) {
        // The preferences are known without it.
    }

    @Override
    protected void createFieldEditors() {
        addField(new StringFieldEditor(
                LanguagePreferences.JVM_ARGUMENTS,
                "&Java arguments of the language server, from its next start on:",
                getFieldEditorParent()));
        addField(new StringFieldEditor(
                CrossCompiler.PREFERENCE,
                "Prefix of the &compiler of host images, as /opt/gcc/bin/aarch64-none-elf- (empty: it is looked for):",
                getFieldEditorParent()));
    }

    @Override
    protected Control createContents(Composite parent) {
        Control fields = super.createContents(parent);
        Link colours = new Link(parent, SWT.NONE);
        colours.setText("Colours are under <a>Colors and Fonts</a>, 'Realmscope Editors'.");
        colours.addSelectionListener(SelectionListener.widgetSelectedAdapter(
                event -> PreferencesUtil.createPreferenceDialogOn(getShell(), COLOURS, null, null)));
        GridDataFactory.fillDefaults().applyTo(colours);
        return fields;
    }
}
