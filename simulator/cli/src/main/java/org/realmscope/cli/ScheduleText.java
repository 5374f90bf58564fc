package org.realmscope.cli;

import java.io.PrintWriter;
import java.util.List;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.run.Schedules;

/** What {@code --schedules} prints. */
final class ScheduleText {
    private static final int SEEDS_SHOWN = 10;

    private ScheduleText() {}

    static void write(Scenario scenario, Schedules schedules, PrintWriter out) {
        List<Schedules.Variant> variants = schedules.variants();
        out.println(scenario.title());
        out.printf(
                "%s: %d schedules, %s%n",
                scenario.file(),
                schedules.count(),
                variants.size() == 1 ? "all show the same" : variants.size() + " different outcomes");
        if (variants.isEmpty()) {
            return;
        }
        Schedules.Variant usual = variants.getFirst();
        for (Schedules.Variant variant : variants) {
            if (variant.seeds().size() > usual.seeds().size()) {
                usual = variant;
            }
        }
        write(usual, "", out);
        for (Schedules.Variant variant : variants) {
            if (!variant.equals(usual)) {
                write(variant, "differently: ", out);
                variant.without(usual).forEach(line -> out.println("    + " + line));
                usual.without(variant).forEach(line -> out.println("    - " + line));
            }
        }
    }

    private static void write(Schedules.Variant variant, String how, PrintWriter out) {
        List<Long> seeds = variant.seeds();
        String shown = String.join(
                ", ", seeds.stream().limit(SEEDS_SHOWN).map(String::valueOf).toList());
        out.printf(
                "  %s%d of them, expectations %s, with --seed %s%s%n",
                how, seeds.size(), variant.met() ? "met" : "NOT met", shown, seeds.size() > SEEDS_SHOWN ? ", ..." : "");
        variant.signature().stream()
                .filter(line -> line.startsWith("not met: "))
                .forEach(line -> out.println("    " + line));
    }
}
