package org.realmscope.editor.wizards;

import org.realmscope.editor.hostimage.CrossCompiler;
import org.realmscope.editor.hostimage.HostImage;

/** New &gt; Host Image Project: the C sources of the host, to be changed and built. */
public final class NewHostImageWizard extends NewProjectWizard {
    public NewHostImageWizard() {
        super(
                "Host Image Project",
                CrossCompiler.isThere()
                        ? "A copy of the host's C sources (KVM's fault path), to be changed and built."
                        : "A copy of the host's C sources (KVM's fault path). To build it, make and a GCC for AArch64"
                                + " are missing here: install gcc-aarch64-linux-gnu.");
    }

    @Override
    Filling filling() {
        return HostImage::create;
    }
}
