package org.realmscope.machine;

import java.util.List;
import org.realmscope.a64.engine.ExecutionEngine;
import org.realmscope.a64.engine.ThreadedEngine;
import org.realmscope.a64.table.InstructionTable;
import org.realmscope.a64.table.TableTranslator;
import org.realmscope.machine.el3.BankedWorlds;
import org.realmscope.machine.el3.GranuleOwnership;
import org.realmscope.machine.el3.Monitor;
import org.realmscope.machine.el3.PowerControl;
import org.realmscope.machine.event.EventChannel;
import org.realmscope.machine.schedule.Scheduler;
import org.realmscope.machine.time.Moment;
import org.realmscope.machine.vmm.Vmm;
import org.realmscope.machine.vmm.VmmBoard;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.Platform;
import org.realmscope.platform.device.Bus;
import org.realmscope.platform.device.Pl011;
import org.realmscope.platform.device.VmmPort;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.mmu.GranuleProtectionTable;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.SemihostingPort;
import org.realmscope.platform.pe.StopCause;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.rmm.image.RmmLayout;

/** Everything of a machine that has state, put together. Memory is saved apart, in snapshots. */
final class Board implements Stateful, SemihostingPort {
    final PhysicalMemory memory;
    final Platform platform;
    final ExecutionEngine engine;
    final EventChannel events = new EventChannel();
    final Scheduler scheduler;
    final PowerControl power;
    final Monitor monitor;
    final Console console = new Console(events);
    final Pl011 uart = new Pl011(Pl011.BASE, console);
    final VmmPort vmmPort;
    final Vmm vmm;
    final VmmBoard vmmBoard = new VmmActions(this);
    final BankedWorlds worlds;
    /** System counter: instructions executed by all PEs, plus the time in which all of them waited. */
    long instructions;
    /** How the run ended by itself, or null. */
    Ending ending = Ending.NONE;

    Board(MachineConfiguration configuration, PhysicalMemory memory, Vmm vmm) {
        int pes = configuration.pes();
        MemoryMap map = configuration.memoryMap();
        this.memory = memory;
        this.worlds = new BankedWorlds(pes);
        this.vmm = vmm;
        this.vmmPort = new VmmPort(pes, this::doorbell);
        this.platform = new Platform(
                memory,
                new GranuleProtectionTable(memory, MemoryMap.ROOT_SRAM.base()),
                new Bus(List.of(uart, vmmPort)),
                configuration.firmware().create(new RmmLayout(map.rmm(), map.dram(), pes), worlds));
        for (int i = 0; i < pes; i++) {
            platform.addPe();
        }
        platform.observer = events;
        events.setVmm(vmm);
        if (!platform.realmWorld().isNative()) {
            events.followRealmExceptions(pes);
        }
        platform.semihosting = this;
        platform.randomState = ~configuration.seed();
        ExecutionEngine code = new ThreadedEngine(platform, new TableTranslator(InstructionTable.A64));
        ModelledRealm model = configuration.firmware().modelledRealm();
        this.engine = model == null ? code : new ModelledEngine(code, model, memory);
        this.scheduler = new Scheduler(pes, configuration.seed(), configuration.quantum());
        this.power = new PowerControl(platform, scheduler, events);
        this.monitor =
                new Monitor(platform.realmWorld(), power, new GranuleOwnership(map.dram(), map.rmm()), events, pes);
    }

    /** The VMM acts right behind the store, whatever else the engine was asked to execute. */
    private void doorbell(int mailbox, long value) {
        vmm.doorbell(mailbox, value);
        Pe pe = platform.pe(scheduler.current());
        if (vmm.nextAction() != Vmm.NEVER && pe.stop == null) {
            pe.requestStop(StopCause.REQUESTED);
        }
    }

    /** Gives every granule its owner at reset. */
    void initialiseGranules(MemoryMap map) {
        platform.granuleProtection.initialise();
        platform.granuleProtection.assignRange(
                MemoryMap.ROOT_SRAM.base(), MemoryMap.ROOT_SRAM.size(), PhysicalAddressSpace.ROOT);
        platform.granuleProtection.assignRange(map.dram().base(), map.dram().size(), PhysicalAddressSpace.NON_SECURE);
        platform.granuleProtection.assignRange(map.rmm().base(), map.rmm().size(), PhysicalAddressSpace.REALM);
    }

    @Override
    public void write(int character) {
        uart.write(0, 1, character);
    }

    Moment now() {
        return events.momentAt(instructions);
    }

    @Override
    public void save(StateSink sink) {
        sink.put(instructions);
        ending.save(sink);
        events.save(sink);
        scheduler.save(sink);
        monitor.save(sink);
        worlds.save(sink);
        vmm.save(sink);
        sink.put(platform.randomState);
        platform.bus.save(sink);
        for (int i = 0; i < platform.peCount(); i++) {
            platform.pe(i).save(sink);
        }
    }

    @Override
    public void load(StateSource source) {
        instructions = source.next();
        ending = Ending.load(source);
        events.load(source);
        scheduler.load(source);
        monitor.load(source);
        worlds.load(source);
        vmm.load(source);
        platform.randomState = source.next();
        platform.bus.load(source);
        for (int i = 0; i < platform.peCount(); i++) {
            platform.pe(i).load(source);
        }
    }
}
