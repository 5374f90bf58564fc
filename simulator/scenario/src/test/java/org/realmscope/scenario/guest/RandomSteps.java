package org.realmscope.scenario.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.realmscope.scenario.model.Address;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.VcpuSetup;

/** Realms with steps of every sort, in loops of every sort. */
final class RandomSteps {
    private static final int MAX_DEPTH = 5;

    private final Random random;
    private final Steps steps = new Steps();

    RandomSteps(long seed) {
        random = new Random(seed);
    }

    RealmSetup realm() {
        VcpuSetup[] vcpus = new VcpuSetup[1 + random.nextInt(4)];
        for (int i = 0; i < vcpus.length; i++) {
            vcpus[i] = steps.vcpu(i, body(new ArrayList<>(), vcpus.length).toArray(GuestStep[]::new));
        }
        return steps.realm(vcpus);
    }

    private List<GuestStep> body(List<String> variables, int vcpus) {
        List<GuestStep> body = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            body.add(step(variables, vcpus));
        }
        return body;
    }

    private GuestStep step(List<String> variables, int vcpus) {
        if (variables.size() < MAX_DEPTH && random.nextInt(4) == 0) {
            return loop(variables, vcpus);
        }
        return random.nextBoolean() ? access(variables) : call(variables, vcpus);
    }

    private GuestStep loop(List<String> variables, int vcpus) {
        var position = steps.position();
        List<String> inner = new ArrayList<>(variables);
        inner.add("v" + variables.size());
        if (random.nextBoolean()) {
            long base = value();
            AddressRange range = new AddressRange(base, base + random.nextInt(0x1_0000));
            long step = 1L + random.nextInt(0x2000);
            return new GuestStep.ForEach(position, "for", inner.getLast(), range, step, body(inner, vcpus));
        }
        inner.set(inner.size() - 1, inner.getFirst());
        long count = random.nextInt(4) == 0 ? Long.MAX_VALUE : random.nextInt(3);
        return new GuestStep.Repeat(position, "repeat", count, body(variables.isEmpty() ? variables : inner, vcpus));
    }

    private long value() {
        return random.nextLong() >>> random.nextInt(64);
    }

    private Address address(List<String> variables) {
        boolean plain = variables.isEmpty() || random.nextBoolean();
        return new Address(
                random.nextInt(3) == 0 ? 0 : value(), plain ? null : variables.get(random.nextInt(variables.size())));
    }

    private GuestStep access(List<String> variables) {
        var position = steps.position();
        Address address = address(variables);
        return switch (random.nextInt(9)) {
            case 0 -> new GuestStep.Load(position, "load", 8, address, Steps.values(value()));
            case 1 -> new GuestStep.Load(position, "load", 1 << random.nextInt(4), address, Steps.externalAbort());
            case 2 -> new GuestStep.Store(position, "store", 8, value(), address, null);
            case 3 -> new GuestStep.LoadPair(position, "load pair", address, Steps.values(value(), value()));
            case 4 -> new GuestStep.StorePair(position, "store pair", value(), value(), address, Steps.externalAbort());
            case 5 -> new GuestStep.Fetch(position, "fetch", address, null);
            case 6 ->
                new GuestStep.Atomic(
                        position,
                        "atomic",
                        GuestStep.Atomic.Operation.COMPARE_AND_SWAP,
                        OptionalLong.of(value()),
                        value(),
                        address,
                        Steps.values(value()));
            case 7 ->
                new GuestStep.Atomic(
                        position,
                        "atomic",
                        GuestStep.Atomic.Operation.ADD,
                        OptionalLong.empty(),
                        value(),
                        address,
                        null);
            default -> new GuestStep.Await(position, "await", value(), address);
        };
    }

    private GuestStep call(List<String> variables, int vcpus) {
        return switch (random.nextInt(6)) {
            case 0 -> steps.setRipas(value(), value(), random.nextBoolean(), random.nextBoolean(), 0);
            case 1 -> new GuestStep.GetRipas(steps.position(), "get_ripas", address(variables), Steps.values(1));
            case 2 -> steps.hostCall(random.nextInt(0xffff), List.of(value(), 0L), value());
            case 3 -> {
                String other = "vcpu" + random.nextInt(vcpus);
                yield steps.call(
                        "call",
                        value(),
                        List.of(
                                new GuestStep.Argument.VcpuMpidr(other),
                                new GuestStep.Argument.VcpuEntry(other),
                                new GuestStep.Argument.Buffer()),
                        value(),
                        value());
            }
            case 4 -> steps.waitFor(random.nextBoolean());
            default -> random.nextBoolean() ? steps.words() : steps.words(0xd503201f, 0x14000002, 0xd503201f);
        };
    }
}
