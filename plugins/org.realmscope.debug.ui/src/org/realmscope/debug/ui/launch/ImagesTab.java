package org.realmscope.debug.ui.launch;

import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.realmscope.debug.core.launch.LaunchAttribute;

/** Images that replace what the scenario says of RMM and host. */
public final class ImagesTab extends RealmTab {
    private @Nullable PathField rmm;
    private @Nullable PathField host;

    @Override
    void fill(Composite page) {
        rmm = new PathField(
                group(page, "RMM", 2),
                this,
                "RMM &image:",
                "Empty: the scenario's RMM",
                LaunchAttribute.RMM,
                "RMM image",
                "*");
        host = new PathField(
                group(page, "Host", 2),
                this,
                "&Host image:",
                "An ELF file; empty: the scenario's host",
                LaunchAttribute.HOST_IMAGE,
                "host image",
                "*.elf");
    }

    @Override
    @Nullable
    String problem() {
        PathField first = rmm;
        PathField second = host;
        String problem = first == null ? null : first.problem();
        return problem != null || second == null ? problem : second.problem();
    }

    @Override
    public String getName() {
        return "RMM and Host";
    }

    @Override
    public String getId() {
        return "org.realmscope.debug.ui.images";
    }

    @Override
    public @Nullable Image getImage() {
        return DebugUITools.getImage(IDebugUIConstants.IMG_OBJS_REGISTER_GROUP);
    }
}
