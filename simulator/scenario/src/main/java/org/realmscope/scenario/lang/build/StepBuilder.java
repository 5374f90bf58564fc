package org.realmscope.scenario.lang.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.syntax.AtomicStep;
import org.realmscope.scenario.lang.syntax.AwaitStep;
import org.realmscope.scenario.lang.syntax.BufferArgument;
import org.realmscope.scenario.lang.syntax.CallArgument;
import org.realmscope.scenario.lang.syntax.CallStep;
import org.realmscope.scenario.lang.syntax.EntryArgument;
import org.realmscope.scenario.lang.syntax.FetchStep;
import org.realmscope.scenario.lang.syntax.ForStep;
import org.realmscope.scenario.lang.syntax.GetRipasStep;
import org.realmscope.scenario.lang.syntax.HostCallStep;
import org.realmscope.scenario.lang.syntax.LoadStep;
import org.realmscope.scenario.lang.syntax.NumberArgument;
import org.realmscope.scenario.lang.syntax.Place;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.RepeatStep;
import org.realmscope.scenario.lang.syntax.SetRipasStep;
import org.realmscope.scenario.lang.syntax.Step;
import org.realmscope.scenario.lang.syntax.StoreStep;
import org.realmscope.scenario.lang.syntax.VcpuArgument;
import org.realmscope.scenario.lang.syntax.WaitStep;
import org.realmscope.scenario.lang.syntax.WordsStep;
import org.realmscope.scenario.lang.vocabulary.CallNames;
import org.realmscope.scenario.lang.vocabulary.StateNames;
import org.realmscope.scenario.model.Address;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.GuestStep.Argument;
import org.realmscope.scenario.model.GuestStep.Atomic.Operation;
import org.realmscope.scenario.model.GuestStep.Outcome;
import org.realmscope.scenario.model.Position;

/** Builds what vCPUs do. */
final class StepBuilder {
    private final SourceText source;
    private final long unprotectedBit;

    StepBuilder(SourceText source, Realm realm) {
        this.source = source;
        this.unprotectedBit = Elements.unprotectedBit(realm);
    }

    List<GuestStep> build(List<Step> steps) {
        return steps.stream().map(this::build).toList();
    }

    private GuestStep build(Step step) {
        Position position = source.position(step);
        String text = SourceText.text(step);
        return switch (step) {
            case LoadStep load -> load(position, text, load);
            case StoreStep store -> store(position, text, store);
            case FetchStep fetch ->
                new GuestStep.Fetch(position, text, address(fetch.getPlace()), outcome(fetch.getOutcome()));
            case AtomicStep atomic -> atomic(position, text, atomic);
            case AwaitStep await -> new GuestStep.Await(position, text, await.getValue(), address(await.getPlace()));
            case SetRipasStep set -> setRipas(position, text, set);
            case GetRipasStep get ->
                new GuestStep.GetRipas(position, text, address(get.getPlace()), outcome(get.getOutcome()));
            case HostCallStep call -> hostCall(position, text, call);
            case CallStep call -> call(position, text, call);
            case WaitStep wait -> new GuestStep.Wait(position, text, wait.isEvent());
            case WordsStep words ->
                new GuestStep.Words(
                        position,
                        text,
                        words.getWords().stream().map(Long::intValue).toList());
            case ForStep loop -> forEach(position, text, loop);
            case RepeatStep repeat ->
                new GuestStep.Repeat(
                        position,
                        text,
                        repeat.isForever() ? Long.MAX_VALUE : repeat.getCount(),
                        build(repeat.getBody()));
            default -> throw new IllegalStateException("no such step: " + text);
        };
    }

    private GuestStep load(Position position, String text, LoadStep load) {
        Address address = address(load.getPlace());
        Outcome outcome = outcome(load.getOutcome());
        return load.isPair()
                ? new GuestStep.LoadPair(position, text, address, outcome)
                : new GuestStep.Load(position, text, Sizes.bytes(load.getSize()), address, outcome);
    }

    private GuestStep store(Position position, String text, StoreStep store) {
        Address address = address(store.getPlace());
        Outcome outcome = outcome(store.getOutcome());
        return store.isPair()
                ? new GuestStep.StorePair(position, text, store.getValue(), store.getSecond(), address, outcome)
                : new GuestStep.Store(position, text, Sizes.bytes(store.getSize()), store.getValue(), address, outcome);
    }

    private GuestStep atomic(Position position, String text, AtomicStep atomic) {
        Operation operation = Operation.values()[StateNames.ATOMICS.indexOf(atomic.getOperation())];
        List<Long> values = atomic.getValues();
        return new GuestStep.Atomic(
                position,
                text,
                operation,
                operation == Operation.COMPARE_AND_SWAP ? OptionalLong.of(values.getFirst()) : OptionalLong.empty(),
                values.getLast(),
                address(atomic.getPlace()),
                outcome(atomic.getOutcome()));
    }

    private GuestStep setRipas(Position position, String text, SetRipasStep set) {
        return new GuestStep.SetRipas(
                position,
                text,
                Elements.range(set.getRange()).orElseThrow(),
                set.getState().equals("ram"),
                set.getOption() != null,
                outcome(set.getOutcome()));
    }

    private GuestStep hostCall(Position position, String text, HostCallStep call) {
        return new GuestStep.HostCall(
                position, text, call.getImmediate().intValue(), call.getArguments(), outcome(call.getOutcome()));
    }

    private GuestStep call(Position position, String text, CallStep call) {
        String name = call.getCommand();
        long functionId = call.getKind().equals("rsi")
                ? CallNames.rsi(name).orElseThrow().functionId()
                : CallNames.psci(name).orElseThrow().functionId();
        List<Argument> arguments =
                call.getArguments().stream().map(StepBuilder::argument).toList();
        return new GuestStep.Call(position, text, name, functionId, arguments, outcome(call.getOutcome()));
    }

    private static Argument argument(CallArgument argument) {
        return switch (argument) {
            case NumberArgument number -> new Argument.Value(number.getNumber());
            case VcpuArgument vcpu -> new Argument.VcpuMpidr(vcpu.getVcpu().getName());
            case EntryArgument entry -> new Argument.VcpuEntry(entry.getVcpu().getName());
            case BufferArgument buffer -> new Argument.Buffer();
            default -> throw new IllegalStateException("no such argument");
        };
    }

    private GuestStep forEach(Position position, String text, ForStep loop) {
        AddressRange range = Elements.range(loop.getRange()).orElseThrow();
        long half = loop.isShared() ? unprotectedBit : 0;
        return new GuestStep.ForEach(
                position,
                text,
                loop.getName(),
                new AddressRange(range.base() | half, range.end() + half),
                Optional.ofNullable(loop.getStep()).orElse(Elements.PAGE),
                build(loop.getBody()));
    }

    private Address address(Place place) {
        long half = place.isShared() ? unprotectedBit : 0;
        ForStep variable = place.getVariable();
        return new Address(Elements.value(place.getOffset()) | half, variable == null ? null : variable.getName());
    }

    private static @Nullable Outcome outcome(org.realmscope.scenario.lang.syntax.@Nullable Outcome outcome) {
        if (outcome == null) {
            return null;
        }
        List<Long> values = new ArrayList<>();
        for (var value : outcome.getValues()) {
            Outcomes.Meaning meaning = Outcomes.meaning(value).orElseThrow();
            if (meaning.kind() != Outcome.Kind.VALUES) {
                return new Outcome(meaning.kind(), List.of());
            }
            values.add(meaning.value());
        }
        return new Outcome(Outcome.Kind.VALUES, values);
    }
}
