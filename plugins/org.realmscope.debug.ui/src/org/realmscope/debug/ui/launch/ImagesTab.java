package org.realmscope.debug.ui.launch;

import java.util.List;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.realmscope.debug.core.launch.LaunchAttribute;

/** Images that replace what the scenario says of RMM and host. */
public final class ImagesTab extends RealmTab {
    private @Nullable PathField rmm;
    private @Nullable PathField host;

    @Override
    void fill(Composite page) {
        Group rmmGroup = group(page, "RMM", 2);
        rmm = new PathField(
                rmmGroup,
                this,
                "RMM &image or profile:",
                "The file of an image, or specification or tf-rmm-rel0; empty: the scenario's RMM",
                LaunchAttribute.RMM,
                "RMM image",
                "*");
        choice(
                rmmGroup,
                "&Unknown content:",
                "What RMI_DATA_CREATE_UNKNOWN leaves in a page",
                "unknown_content",
                List.of("zero", "pattern"));
        Group hostGroup = group(page, "Host", 2);
        host = new PathField(
                hostGroup,
                this,
                "&Host image:",
                "An ELF file; empty: the scenario's host",
                LaunchAttribute.HOST_IMAGE,
                "host image",
                "*.elf");
        Group switches = group(page, "Switches of the host's fault code", 4);
        choice(switches, "&Behaviour:", "What all other switches are", "behaviour", List.of("rfc", "today"));
        choice(
                switches,
                "&Read-only unprotected:",
                "Write faults on a read-only shared mapping",
                "readonly_unprotected",
                List.of("rfc", "naive", "fixed", "today"));
        choice(
                switches,
                "Bloc&k mappings:",
                "When 2 MiB blocks are mapped",
                "block_mappings",
                List.of("off", "follow-user", "opportunistic"));
        choice(
                switches,
                "A&ge unprotected:",
                "Whether aging unmaps shared pages",
                "age_unprotected",
                List.of("off", "on"));
        choice(switches, "Rac&e:", "Two vCPUs that fault on one page", "race", List.of("rfc", "today"));
        choice(switches, "Deb&ug VM:", "Assertions of CONFIG_DEBUG_VM", "debug_vm", List.of("off", "on"));
        choice(
                switches,
                "Un&map alias:",
                "Whether an unmap reaches the shared alias",
                "unmap_alias",
                List.of("rfc", "both"));
    }

    private void choice(Composite parent, String name, String tip, String key, List<String> words) {
        add(new AttributeChoice(parent, name, tip, new OverrideAttribute(key), "(the scenario's)", words));
    }

    @Override
    @Nullable
    String problem() {
        PathField first = rmm;
        PathField second = host;
        String problem = first == null || first.isProfile() ? null : first.problem();
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
