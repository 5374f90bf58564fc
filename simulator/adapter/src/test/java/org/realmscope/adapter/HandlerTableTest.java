package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.junit.jupiter.api.Test;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.Launcher;
import org.realmscope.adapter.debuggee.Runner;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.ErrorCode;
import org.realmscope.adapter.request.HandlerTable;
import org.realmscope.adapter.request.MachineThread;
import org.realmscope.protocol.RealmscopeServer;

class HandlerTableTest {
    /** Requests of the protocol by the capability that tells clients of them; those without are always allowed. */
    private static final TreeMap<String, String> REQUEST_OF_CAPABILITY = new TreeMap<>();

    static {
        String[] pairs = {
            "SupportsConfigurationDoneRequest",
            "configurationDone",
            "SupportsConditionalBreakpoints",
            "setBreakpoints",
            "SupportsFunctionBreakpoints",
            "setFunctionBreakpoints",
            "SupportsHitConditionalBreakpoints",
            "setBreakpoints",
            "SupportsLogPoints",
            "setBreakpoints",
            "SupportsEvaluateForHovers",
            "evaluate",
            "ExceptionBreakpointFilters",
            "setExceptionBreakpoints",
            "SupportsExceptionFilterOptions",
            "setExceptionBreakpoints",
            "SupportsStepBack",
            "stepBack",
            "SupportsSetVariable",
            "setVariable",
            "SupportsRestartFrame",
            "restartFrame",
            "SupportsGotoTargetsRequest",
            "gotoTargets",
            "SupportsStepInTargetsRequest",
            "stepInTargets",
            "SupportsCompletionsRequest",
            "completions",
            "CompletionTriggerCharacters",
            "completions",
            "SupportsModulesRequest",
            "modules",
            "SupportsRestartRequest",
            "restart",
            "SupportsExceptionInfoRequest",
            "exceptionInfo",
            "SupportTerminateDebuggee",
            "disconnect",
            "SupportsDelayedStackTraceLoading",
            "stackTrace",
            "SupportsLoadedSourcesRequest",
            "loadedSources",
            "SupportsTerminateThreadsRequest",
            "terminateThreads",
            "SupportsSetExpression",
            "setExpression",
            "SupportsTerminateRequest",
            "terminate",
            "SupportsDataBreakpoints",
            "setDataBreakpoints",
            "SupportsDataBreakpointBytes",
            "dataBreakpointInfo",
            "SupportsReadMemoryRequest",
            "readMemory",
            "SupportsWriteMemoryRequest",
            "writeMemory",
            "SupportsDisassembleRequest",
            "disassemble",
            "SupportsCancelRequest",
            "cancel",
            "SupportsBreakpointLocationsRequest",
            "breakpointLocations",
            "SupportsSteppingGranularity",
            "next",
            "SupportsInstructionBreakpoints",
            "setInstructionBreakpoints",
            "SupportsValueFormattingOptions",
            "variables",
        };
        for (int i = 0; i < pairs.length; i += 2) {
            REQUEST_OF_CAPABILITY.put(pairs[i], pairs[i + 1]);
        }
    }

    static HandlerTable table() {
        MachineThread thread = new MachineThread();
        Target target = new Target();
        Client client = new Client();
        Runner runner = new Runner(target, thread, client);
        Launcher launcher = new Launcher(target, runner, client, () -> {
            throw new IllegalStateException();
        });
        return DebugAdapter.table(new DebugAdapter.Parts(target, client, runner, launcher, () -> {}));
    }

    private static Set<String> requests(Class<?>... interfaces) {
        return Stream.of(interfaces)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.isAnnotationPresent(JsonRequest.class))
                .map(HandlerTableTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Method method) {
        String value = method.getAnnotation(JsonRequest.class).value();
        return value.isEmpty() ? method.getName() : value;
    }

    @Test
    void everyRequestHasAHandlerOrIsListedAsNotSupported() {
        TreeSet<String> known = new TreeSet<>(table().commands());
        known.addAll(Commands.NOT_SUPPORTED);

        assertEquals(requests(RealmscopeServer.class), known);
    }

    @Test
    void nothingIsBothSupportedAndNot() {
        TreeSet<String> both = new TreeSet<>(table().commands());
        both.retainAll(Commands.NOT_SUPPORTED);

        assertEquals(Set.of(), both);
    }

    @Test
    void capabilityIsAnnouncedIfAndOnlyIfItsRequestHasAHandler() throws ReflectiveOperationException {
        HandlerTable table = table();
        Capabilities capabilities = table.capabilities();
        TreeSet<String> announced = new TreeSet<>();
        for (Method getter : Capabilities.class.getMethods()) {
            if (getter.getName().startsWith("get") && !getter.getName().equals("getClass")) {
                Object value = getter.invoke(capabilities);
                if (value != null && !Boolean.FALSE.equals(value)) {
                    announced.add(getter.getName().substring(3));
                }
            }
        }

        TreeSet<String> due = REQUEST_OF_CAPABILITY.entrySet().stream()
                .filter(entry -> table.commands().contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(due, announced);
    }

    @Test
    void facadeOnlyForwards() throws IOException {
        List<String> lines =
                Files.readAllLines(Path.of("src/main/java/org/realmscope/adapter/request/AdapterFacade.java"));
        int methods = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("    public CompletableFuture<")) {
                methods++;
                int end = i;
                while (!lines.get(end).equals("    }")) {
                    end++;
                }
                int body = i;
                while (!lines.get(body).endsWith("{")) {
                    body++;
                }
                assertTrue(end - body - 1 <= 3, lines.get(i));
            }
        }
        assertEquals(table().commands().size(), methods);
    }

    @Test
    void errorCodesAreUnique() {
        assertEquals(
                ErrorCode.values().length,
                Arrays.stream(ErrorCode.values())
                        .map(ErrorCode::number)
                        .distinct()
                        .count());
    }
}
