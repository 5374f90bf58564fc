package org.realmscope.editor.wizards;

import java.util.List;

/** New &gt; Realm Debug Project: a project with samples. */
public final class NewRealmProjectWizard extends NewProjectWizard {
    private final SamplesPage samples = new SamplesPage();

    public NewRealmProjectWizard() {
        super("Realm Debug Project", "A project for scenarios.");
    }

    @Override
    public void addPages() {
        super.addPages();
        addPage(samples);
    }

    @Override
    Filling filling() {
        List<Sample> chosen = samples.chosen();
        return (project, location, monitor) -> {
            RealmProject.create(project, location, chosen, monitor);
            return chosen.isEmpty() ? null : project.getFile(chosen.get(0).path());
        };
    }
}
