package org.realmscope.adapter.explain;

import java.util.Random;

/** What mutations leave to chance: addresses, vCPUs, schedules, and what works before something goes wrong. */
final class Draw {
    private static final long PAGE = 4096;
    private static final int WARM_UP_PAGES = 256;

    private final Random random;
    /** The vCPU that the mutation is about. */
    int vcpu;

    /** Offset of a page in slot {@code extra} that nothing else uses; the first 1 MiB is for warming up. */
    final long page;

    Draw(long seed) {
        random = new Random(seed);
        vcpu = random.nextInt(3);
        page = PAGE * (WARM_UP_PAGES + random.nextInt(3000));
    }

    /** IPA of the page. */
    long ipa() {
        return MutatedScenario.EXTRA + page;
    }

    int number(int bound) {
        return random.nextInt(bound);
    }

    @SafeVarargs
    final <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** The same with one vCPU only. */
    MutatedScenario baseOfOne() {
        vcpu = 0;
        return base(1);
    }

    /**
     * A scenario that works, also where vCPUs need the same tables: every vCPU touches private and shared memory of the
     * program's slot.
     */
    MutatedScenario base() {
        return base(Math.max(vcpu, random.nextInt(3)) + 1);
    }

    private MutatedScenario base(int vcpus) {
        MutatedScenario scenario = new MutatedScenario()
                .ipaBits(one(33, 36, 39, 40))
                .schedule(1 + random.nextInt(1000), one(300, 2_000, 10_000))
                .host("race today");
        for (int i = 0; i < vcpus; i++) {
            long own = 0x80_0000L + 0x10_0000L * i;
            scenario.step(i, "store %d to 0x%x".formatted(i + 1, own + PAGE * random.nextInt(100)));
            scenario.step(i, "store %d to shared 0x%x".formatted(i + 1, own + PAGE * (100 + random.nextInt(100))));
            scenario.step(i, "for p in 0x%x size 0x%x { load p }".formatted(own, PAGE * (1 + random.nextInt(8))));
        }
        return scenario;
    }

    /** An access to an address that one fault can complete; pairs only if {@code pair}. */
    String access(String half, long ipa, boolean pair) {
        String address = half.isEmpty() ? "0x%x".formatted(ipa) : half + " 0x%x".formatted(ipa);
        String atomic = "atomic add 1 to " + address;
        return switch (number(pair ? 5 : 4)) {
            case 0 -> "load " + address;
            case 1 -> "load word " + address;
            case 2 -> "store 1 to " + address;
            case 3 -> pair ? atomic : "store byte 1 to " + address;
            default -> "store pair 1, 2 to " + address;
        };
    }
}
