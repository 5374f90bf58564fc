package org.realmscope.scenario.guest;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.model.Address;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Content;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.GuestStep.Outcome;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.SlotSetup;
import org.realmscope.scenario.model.VcpuSetup;

/** Writes realms as tests need them: each thing on the next line of the file. */
final class Steps {
    static final String FILE = "dir/guest.rme";
    static final long SHARED = 1L << 35;
    static final long RAM = 64L << 20;

    private final String file;
    private int line;

    Steps() {
        this(FILE);
    }

    Steps(String file) {
        this.file = file;
    }

    Position position() {
        return new Position(file, ++line, 5);
    }

    static @Nullable Outcome values(long... values) {
        return values.length == 0
                ? null
                : new Outcome(Outcome.Kind.VALUES, Arrays.stream(values).boxed().toList());
    }

    static Outcome externalAbort() {
        return new Outcome(Outcome.Kind.EXTERNAL_ABORT, List.of());
    }

    static Address at(long ipa) {
        return new Address(ipa, null);
    }

    GuestStep.Load load(int size, long ipa, long... expected) {
        return new GuestStep.Load(position(), "load", size, at(ipa), values(expected));
    }

    GuestStep.Store store(int size, long value, long ipa) {
        return new GuestStep.Store(position(), "store", size, value, at(ipa), null);
    }

    GuestStep.LoadPair loadPair(long ipa, long... expected) {
        return new GuestStep.LoadPair(position(), "load pair", at(ipa), values(expected));
    }

    GuestStep.StorePair storePair(long first, long second, long ipa) {
        return new GuestStep.StorePair(position(), "store pair", first, second, at(ipa), null);
    }

    GuestStep.Fetch fetch(long ipa) {
        return new GuestStep.Fetch(position(), "fetch", at(ipa), null);
    }

    GuestStep.Atomic add(long value, long ipa, long... expected) {
        return atomic(GuestStep.Atomic.Operation.ADD, OptionalLong.empty(), value, ipa, expected);
    }

    GuestStep.Atomic swap(long value, long ipa, long... expected) {
        return atomic(GuestStep.Atomic.Operation.SWAP, OptionalLong.empty(), value, ipa, expected);
    }

    GuestStep.Atomic compareAndSwap(long compared, long value, long ipa, long... expected) {
        return atomic(GuestStep.Atomic.Operation.COMPARE_AND_SWAP, OptionalLong.of(compared), value, ipa, expected);
    }

    private GuestStep.Atomic atomic(
            GuestStep.Atomic.Operation operation, OptionalLong compared, long value, long ipa, long[] expected) {
        return new GuestStep.Atomic(position(), "atomic", operation, compared, value, at(ipa), values(expected));
    }

    GuestStep.Await await(long value, long ipa) {
        return new GuestStep.Await(position(), "await", value, at(ipa));
    }

    GuestStep.SetRipas setRipas(long base, long end, boolean ram, boolean destroyed, long... expected) {
        return new GuestStep.SetRipas(
                position(), "set_ripas", new AddressRange(base, end), ram, destroyed, values(expected));
    }

    GuestStep.GetRipas getRipas(long ipa, long... expected) {
        return new GuestStep.GetRipas(position(), "get_ripas", at(ipa), values(expected));
    }

    GuestStep.HostCall hostCall(int immediate, List<Long> arguments, long... expected) {
        return new GuestStep.HostCall(position(), "host_call", immediate, arguments, values(expected));
    }

    GuestStep.Call call(String name, long functionId, List<GuestStep.Argument> arguments, long... expected) {
        return new GuestStep.Call(position(), "call", name, functionId, arguments, values(expected));
    }

    static GuestStep.Argument value(long value) {
        return new GuestStep.Argument.Value(value);
    }

    GuestStep.Wait waitFor(boolean event) {
        return new GuestStep.Wait(position(), "wait", event);
    }

    GuestStep.Words words(Integer... words) {
        return new GuestStep.Words(position(), "words", List.of(words));
    }

    GuestStep.ForEach forEach(String variable, long base, long end, long step, GuestStep... body) {
        return new GuestStep.ForEach(position(), "for", variable, new AddressRange(base, end), step, List.of(body));
    }

    GuestStep.Repeat repeat(long count, GuestStep... body) {
        return new GuestStep.Repeat(position(), "repeat", count, List.of(body));
    }

    VcpuSetup vcpu(int index, GuestStep... steps) {
        return new VcpuSetup(position(), "vcpu" + index, index, index == 0, null, List.of(steps));
    }

    VcpuSetup vcpuWithElf(int index, String elf) {
        return new VcpuSetup(position(), "vcpu" + index, index, index == 0, elf, List.of());
    }

    SlotSetup slot(int number, long base, long end) {
        return new SlotSetup(
                position(), "ram" + number, number, new AddressRange(base, end), SlotSetup.Backing.ANON, false);
    }

    /** 36 bits, 64 MiB of RAM from 0 on, the program at 0. */
    RealmSetup realm(VcpuSetup... vcpus) {
        return realm(List.of(slot(0, 0, RAM)), List.of(), 0, vcpus);
    }

    RealmSetup realm(List<SlotSetup> slots, List<Content> contents, long programBase, VcpuSetup... vcpus) {
        return new RealmSetup(
                position(),
                "realm0",
                36,
                RealmSetup.HOST_CHOOSES,
                false,
                false,
                slots,
                slots.stream().map(SlotSetup::range).toList(),
                contents,
                programBase,
                true,
                List.of(),
                List.of(vcpus));
    }
}
