package org.realmscope.adapter.explain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.realmscope.debug.explain.Explainer;
import org.realmscope.debug.explain.Explanation;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.HostImages;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.MachineObserver;
import org.realmscope.scenario.lang.ScenarioReader;
import org.realmscope.scenario.lang.ScenarioReading;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.run.ScenarioRun;

/**
 * A scenario that has been run to its end.
 *
 * @param events of the run, in order
 */
record ExplainedRun(ScenarioRun run, List<MachineEvent> events) {
    private static final CheckpointPolicy CHECKPOINTS = new CheckpointPolicy(100_000, 128L << 20);
    private static final ScenarioReader READER = new ScenarioReader();
    private static final SymbolScopes SYMBOLS =
            new SymbolScopes(List.of(ProgramImage.host("host-kvm.elf", HostImages.kvmFile())));

    static ExplainedRun of(String text) {
        ExplainedRun run = standing(text);
        run.run().run();
        return run;
    }

    /** The same at reset, before anything has been executed. */
    static ExplainedRun standing(String text) {
        Scenario scenario = scenario(text);
        ScenarioRun run =
                ScenarioRun.of(scenario, ScenarioRun.Options.of(scenario).withCheckpoints(CHECKPOINTS));
        List<MachineEvent> events = new ArrayList<>();
        run.machine().setObserver(new MachineObserver() {
            @Override
            public void event(MachineEvent event) {
                events.add(event);
            }
        });
        return new ExplainedRun(run, events);
    }

    private static Scenario scenario(String text) {
        return switch (READER.read(text, "mutated.rme", Path.of("."))) {
            case ScenarioReading.Done done -> done.scenario();
            case ScenarioReading.Refused(var errors) -> throw new AssertionError(errors + "\n" + text);
        };
    }

    Explainer explainer() {
        return new Explainer(run.machine(), run.recorder(), SYMBOLS);
    }

    /** One that knows nothing of the host's variables. */
    Explainer explainerWithoutSymbols() {
        return new Explainer(run.machine(), run.recorder(), new SymbolScopes(List.of()));
    }

    Explanation explain(Subject subject) {
        return subject.explain(run, events, explainer());
    }
}
