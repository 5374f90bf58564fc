package org.realmscope.debug.core.model;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.ReverseContinueArguments;
import org.eclipse.lsp4j.debug.StepBackArguments;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepOutArguments;
import org.eclipse.lsp4j.debug.SteppingGranularity;
import org.realmscope.protocol.RealmscopeServer;

/** What moves the machine. All its threads move together; the event is that of the thread that was asked. */
enum Movement {
    CONTINUE(ModelEvent.RESUMED),
    STEP_INTO(ModelEvent.STEPPING_INTO),
    STEP_OVER(ModelEvent.STEPPING_OVER),
    STEP_OUT(ModelEvent.STEPPING_OUT),
    /** The platform has no event of its own for a step towards the past. */
    STEP_BACK(ModelEvent.STEPPING_OVER),
    REVERSE_CONTINUE(ModelEvent.RESUMED),
    /** What the adapter does by itself, or was asked to do by other requests. */
    OTHER(ModelEvent.RESUMED);

    private final ModelEvent event;

    Movement(ModelEvent event) {
        this.event = event;
    }

    /** The event that says that a thread moves. */
    ModelEvent event() {
        return event;
    }

    boolean isStep() {
        return event != ModelEvent.RESUMED;
    }

    /** Asks the adapter for it; completes when the machine moves. */
    CompletableFuture<?> request(RealmscopeServer server, int thread, boolean byInstruction) {
        SteppingGranularity granularity = byInstruction ? SteppingGranularity.INSTRUCTION : SteppingGranularity.LINE;
        return switch (this) {
            case CONTINUE -> {
                ContinueArguments arguments = new ContinueArguments();
                arguments.setThreadId(thread);
                yield server.continue_(arguments);
            }
            case STEP_INTO -> {
                StepInArguments arguments = new StepInArguments();
                arguments.setThreadId(thread);
                arguments.setGranularity(granularity);
                yield server.stepIn(arguments);
            }
            case STEP_OVER -> {
                NextArguments arguments = new NextArguments();
                arguments.setThreadId(thread);
                arguments.setGranularity(granularity);
                yield server.next(arguments);
            }
            case STEP_OUT -> {
                StepOutArguments arguments = new StepOutArguments();
                arguments.setThreadId(thread);
                arguments.setGranularity(granularity);
                yield server.stepOut(arguments);
            }
            case STEP_BACK -> {
                StepBackArguments arguments = new StepBackArguments();
                arguments.setThreadId(thread);
                arguments.setGranularity(granularity);
                yield server.stepBack(arguments);
            }
            case REVERSE_CONTINUE -> {
                ReverseContinueArguments arguments = new ReverseContinueArguments();
                arguments.setThreadId(thread);
                yield server.reverseContinue(arguments);
            }
            case OTHER -> CompletableFuture.completedFuture(null);
        };
    }
}
