package org.realmscope.debug.ui.launch;

import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.realmscope.debug.core.launch.LaunchAttribute;

/** Where to stop, the schedule's seed, and how far back one can go. */
public final class DebuggingTab extends RealmTab {
    @Override
    void fill(Composite page) {
        Group stops = group(page, "Stops", 2);
        add(new AttributeFlag(
                stops,
                "Stop on &entry",
                "Stop at reset, before the first instruction",
                LaunchAttribute.STOP_ON_ENTRY,
                false));
        add(new AttributeFlag(
                stops,
                "Stop at the e&nd",
                "Stop where the run ends, to look at it and to go back",
                LaunchAttribute.STOP_AT_END,
                true));
        Group schedule = group(page, "Schedule", 2);
        number(schedule, "&Seed:", "Seed of the schedule; empty: the scenario's", LaunchAttribute.SEED);
        Group past = group(page, "The past", 2);
        number(
                past,
                "&History (MiB):",
                "Memory for recorded faults; the oldest are summarised",
                LaunchAttribute.HISTORY_MEMORY);
        number(
                past,
                "&Timeline (MiB):",
                "Memory for everything that happens, in its order",
                LaunchAttribute.TIMELINE_MEMORY);
        number(past, "Checkpoint &interval:", "Instructions between checkpoints", LaunchAttribute.CHECKPOINT_INTERVAL);
        number(
                past,
                "&Checkpoints (MiB):",
                "Memory for checkpoints: how far back one can go",
                LaunchAttribute.CHECKPOINT_MEMORY);
        Group adapter = group(page, "Debug adapter", 2);
        add(new AttributeText(
                adapter,
                "&JVM arguments:",
                "For the adapter's Java virtual machine, for example -Xmx4g",
                new AttributeText.Own(LaunchAttribute.JVM_ARGUMENTS),
                text -> true,
                ""));
    }

    private void number(Composite parent, String name, String tip, String key) {
        add(AttributeText.number(parent, name, tip, new AttributeText.Own(key)));
    }

    @Override
    public String getName() {
        return "Debugging";
    }

    @Override
    public String getId() {
        return "org.realmscope.debug.ui.debugging";
    }

    @Override
    public @Nullable Image getImage() {
        return DebugUITools.getImage(IDebugUIConstants.IMG_ACT_DEBUG);
    }
}
