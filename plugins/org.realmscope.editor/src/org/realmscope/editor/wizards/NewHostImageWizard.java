package org.realmscope.editor.wizards;

import org.realmscope.editor.hostimage.HostImage;

/** New &gt; Host Image Project: the C sources of the host, to be changed and built. */
public final class NewHostImageWizard extends NewProjectWizard {
    public NewHostImageWizard() {
        super("Host Image Project", "A copy of the host's C sources (KVM's fault path), to be changed and built.");
    }

    @Override
    Filling filling() {
        return HostImage::create;
    }
}
