package org.realmscope.machine.el3;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.Smccc;
import org.realmscope.machine.event.EventChannel;
import org.realmscope.machine.schedule.RunState;
import org.realmscope.machine.schedule.Scheduler;
import org.realmscope.platform.Platform;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/** PSCI 1.1 for the host: one affinity level, a PE's MPIDR is its index. */
public final class PowerControl implements Stateful {
    /** MPIDR_EL1.Aff3, Aff2, Aff1, Aff0. */
    private static final long AFFINITY = 0xff_00ff_ffffL;

    private static final int GPRS = 31;

    private final Platform platform;
    private final Scheduler scheduler;
    private final EventChannel events;
    private PlatformPower state = PlatformPower.ON;

    public PowerControl(Platform platform, Scheduler scheduler, EventChannel events) {
        this.platform = platform;
        this.scheduler = scheduler;
        this.events = events;
    }

    public PlatformPower state() {
        return state;
    }

    /**
     * Turns a PE on: first its Realm world boots, then the host starts at {@code entry} in NS-EL2h with interrupts
     * masked, MMU off and {@code context} in X0.
     */
    public void powerOn(Pe pe, long entry, long context) {
        Arrays.fill(pe.x, 0, GPRS, 0);
        pe.system.resetEl2(SecurityState.NON_SECURE, entry);
        pe.x[0] = context;
        scheduler.setState(pe.index, RunState.RUNNING);
        platform.realmWorld().boot(pe);
    }

    void call(Pe pe, long functionId) {
        Psci function = Psci.of(functionId);
        long argument = pe.x[1];
        if (function == null) {
            events.smcTaken(pe, functionId);
            pe.x[0] = Smccc.result(functionId, Psci.NOT_SUPPORTED);
            return;
        }
        long result = Smccc.result(functionId, perform(pe, function, argument));
        if (function != Psci.CPU_OFF) {
            pe.x[0] = result;
        }
        events.psciCalled(pe, function, argument, result);
    }

    private long perform(Pe pe, Psci function, long argument) {
        return switch (function) {
            case VERSION -> Psci.VERSION_1_1;
            case FEATURES ->
                Psci.of(argument & 0xffff_ffffL) != null || argument == Smccc.VERSION
                        ? Psci.SUCCESS
                        : Psci.NOT_SUPPORTED;
            case CPU_ON -> turnOn(argument, pe.x[2], pe.x[3], pe.instructions);
            case CPU_OFF -> {
                scheduler.setState(pe.index, RunState.OFF);
                yield Psci.SUCCESS;
            }
            case CPU_SUSPEND -> {
                scheduler.setState(pe.index, RunState.WAITING_FOR_INTERRUPT);
                yield Psci.SUCCESS;
            }
            case AFFINITY_INFO -> affinityInfo(argument, pe.x[2]);
            case SYSTEM_OFF -> {
                state = PlatformPower.OFF;
                yield Psci.SUCCESS;
            }
            case SYSTEM_RESET -> {
                state = PlatformPower.RESET;
                yield Psci.SUCCESS;
            }
        };
    }

    private long turnOn(long target, long entry, long context, long now) {
        Pe pe = find(target);
        if (pe == null) {
            return Psci.INVALID_PARAMETERS;
        }
        if (scheduler.state(pe.index) != RunState.OFF) {
            return Psci.ALREADY_ON;
        }
        if (entry % 4 != 0 || !platform.memory.isBacked(entry)) {
            return Psci.INVALID_ADDRESS;
        }
        pe.instructions = now;
        powerOn(pe, entry, context);
        return Psci.SUCCESS;
    }

    private long affinityInfo(long target, long lowestLevel) {
        Pe pe = find(target);
        if (pe == null || lowestLevel != 0) {
            return Psci.INVALID_PARAMETERS;
        }
        return scheduler.state(pe.index) == RunState.OFF ? Psci.AFFINITY_OFF : Psci.AFFINITY_ON;
    }

    private @Nullable Pe find(long target) {
        boolean exists = (target & ~AFFINITY) == 0 && target < platform.peCount();
        return exists ? platform.pe((int) target) : null;
    }

    @Override
    public void save(StateSink sink) {
        sink.put(state.code());
    }

    @Override
    public void load(StateSource source) {
        state = PlatformPower.of((int) source.next());
    }
}
