package org.realmscope.adapter;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.realmscope.machine.HostImages;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.scenario.lang.ScenarioReader;

/**
 * Makes what every session needs, on threads of its own while the client introduces itself: the reader of scenarios,
 * which is kept, and a machine, which is given up. What takes long is that the JVM loads their classes, and that the
 * instruction table is built, and that is done only once.
 */
final class Preparation implements Supplier<ScenarioReader> {
    private final CompletableFuture<ScenarioReader> reader;

    private Preparation(CompletableFuture<ScenarioReader> reader) {
        this.reader = reader;
    }

    /** Begins. */
    static Preparation start() {
        CompletableFuture<ScenarioReader> reader =
                CompletableFuture.supplyAsync(ScenarioReader::new, task -> run("scenario reader", task));
        run("machine preparation", () -> new Machine(MachineConfiguration.DEFAULT, List.of(HostImages.kvm())));
        return new Preparation(reader);
    }

    private static void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The reader of scenarios, the same one every time; waits until it is there. */
    @Override
    public ScenarioReader get() {
        return reader.join();
    }
}
