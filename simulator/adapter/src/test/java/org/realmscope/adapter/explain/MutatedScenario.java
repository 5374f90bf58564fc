package org.realmscope.adapter.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The text of a scenario with one realm, put together from parts: first what works, then what a mutation adds. Slot
 * {@code ram} has the program; {@code extra} is what mutations break.
 */
final class MutatedScenario {
    /** Where slot {@code extra} is. */
    static final long EXTRA = 0x2000_0000L;

    static final long EXTRA_SIZE = 16 << 20;
    private static final long RAM_SIZE = 16 << 20;

    private final List<String> host = new ArrayList<>();
    private final List<String> realm = new ArrayList<>();
    private final List<String> top = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();
    private final TreeMap<Integer, List<String>> steps = new TreeMap<>();
    private String ramBacking = "anon";
    private String extra = "slot extra 0x%x size 0x%x".formatted(EXTRA, EXTRA_SIZE);
    private String extraRipas = "ripas ram 0x%x size 0x%x".formatted(EXTRA, EXTRA_SIZE);
    private int ipaBits = 36;
    private long quantum = 10_000;
    private long seed = 1;

    MutatedScenario ipaBits(int bits) {
        ipaBits = bits;
        return this;
    }

    /** The bit of an IPA that makes it shared. */
    long sharedBit() {
        return 1L << ipaBits - 1;
    }

    MutatedScenario schedule(long otherSeed, long otherQuantum) {
        seed = otherSeed;
        quantum = otherQuantum;
        return this;
    }

    MutatedScenario host(String line) {
        host.add(line);
        return this;
    }

    MutatedScenario realm(String line) {
        realm.add(line);
        return this;
    }

    MutatedScenario top(String line) {
        top.add(line);
        return this;
    }

    MutatedScenario rule(String line) {
        rules.add(line);
        return this;
    }

    MutatedScenario step(int vcpu, String line) {
        steps.computeIfAbsent(vcpu, key -> new ArrayList<>()).add(line);
        return this;
    }

    MutatedScenario ramBacking(String backing) {
        ramBacking = backing;
        return this;
    }

    /** Backing and {@code readonly} of slot {@code extra}. */
    MutatedScenario extra(String attributes) {
        extra += " " + attributes;
        return this;
    }

    MutatedScenario extraRipas(String line) {
        extraRipas = line;
        return this;
    }

    /** The scenario. */
    String text() {
        StringBuilder text = new StringBuilder("scenario \"mutated\"\n");
        text.append("platform { pes 4 dram 256 MiB seed %d quantum %d limit 20_000_000 }\n".formatted(seed, quantum));
        text.append("host { ").append(String.join(" ", host)).append(" }\n");
        text.append("realm realm0 {\n    ipa_bits ").append(ipaBits).append('\n');
        text.append("    slot ram 0 size 0x%x backing %s\n".formatted(RAM_SIZE, ramBacking));
        text.append("    ").append(extra).append('\n');
        text.append("    ripas ram 0 size 0x%x\n".formatted(RAM_SIZE));
        text.append("    ").append(extraRipas).append('\n');
        realm.forEach(line -> text.append("    ").append(line).append('\n'));
        for (int vcpu : steps.keySet()) {
            text.append("    vcpu vcpu").append(vcpu).append(" on {\n");
            steps.get(vcpu).forEach(step -> text.append("        ").append(step).append('\n'));
            text.append("    }\n");
        }
        text.append("}\n");
        top.forEach(line -> text.append(line).append('\n'));
        text.append("vmm {\n");
        rules.forEach(line -> text.append("    ").append(line).append('\n'));
        return text.append("}\n").toString();
    }
}
