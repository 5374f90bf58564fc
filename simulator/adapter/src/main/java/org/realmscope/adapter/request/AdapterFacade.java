package org.realmscope.adapter.request;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.BreakpointLocationsArguments;
import org.eclipse.lsp4j.debug.BreakpointLocationsResponse;
import org.eclipse.lsp4j.debug.CancelArguments;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.CompletionsArguments;
import org.eclipse.lsp4j.debug.CompletionsResponse;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.ContinueResponse;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;
import org.eclipse.lsp4j.debug.DisassembleArguments;
import org.eclipse.lsp4j.debug.DisassembleResponse;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.ExceptionInfoArguments;
import org.eclipse.lsp4j.debug.ExceptionInfoResponse;
import org.eclipse.lsp4j.debug.GotoArguments;
import org.eclipse.lsp4j.debug.GotoTargetsArguments;
import org.eclipse.lsp4j.debug.GotoTargetsResponse;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.LoadedSourcesArguments;
import org.eclipse.lsp4j.debug.LoadedSourcesResponse;
import org.eclipse.lsp4j.debug.LocationsArguments;
import org.eclipse.lsp4j.debug.LocationsResponse;
import org.eclipse.lsp4j.debug.ModulesArguments;
import org.eclipse.lsp4j.debug.ModulesResponse;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.ReadMemoryArguments;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;
import org.eclipse.lsp4j.debug.RestartArguments;
import org.eclipse.lsp4j.debug.RestartFrameArguments;
import org.eclipse.lsp4j.debug.ReverseContinueArguments;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetDataBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetDataBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetExpressionArguments;
import org.eclipse.lsp4j.debug.SetExpressionResponse;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.SourceArguments;
import org.eclipse.lsp4j.debug.SourceResponse;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.eclipse.lsp4j.debug.StepBackArguments;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepInTargetsArguments;
import org.eclipse.lsp4j.debug.StepInTargetsResponse;
import org.eclipse.lsp4j.debug.StepOutArguments;
import org.eclipse.lsp4j.debug.TerminateArguments;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesResponse;
import org.eclipse.lsp4j.debug.WriteMemoryArguments;
import org.eclipse.lsp4j.debug.WriteMemoryResponse;
import org.realmscope.protocol.CloseMomentArguments;
import org.realmscope.protocol.CompareArguments;
import org.realmscope.protocol.CompareResponse;
import org.realmscope.protocol.ExplainArguments;
import org.realmscope.protocol.Explanation;
import org.realmscope.protocol.FaultsArguments;
import org.realmscope.protocol.FaultsResponse;
import org.realmscope.protocol.GoToArguments;
import org.realmscope.protocol.GranulesArguments;
import org.realmscope.protocol.GranulesResponse;
import org.realmscope.protocol.HistoryArguments;
import org.realmscope.protocol.HistoryResponse;
import org.realmscope.protocol.IpaRangeArguments;
import org.realmscope.protocol.MachineSummary;
import org.realmscope.protocol.MomentArguments;
import org.realmscope.protocol.MomentInfo;
import org.realmscope.protocol.OpenMomentArguments;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.protocol.RipasMapResponse;
import org.realmscope.protocol.RmiCallsArguments;
import org.realmscope.protocol.RmiCallsResponse;
import org.realmscope.protocol.RttEntriesArguments;
import org.realmscope.protocol.RttEntriesResponse;
import org.realmscope.protocol.RttMapResponse;
import org.realmscope.protocol.RttWalkArguments;
import org.realmscope.protocol.RunToArguments;
import org.realmscope.protocol.SetRichBreakpointsArguments;
import org.realmscope.protocol.SetRichBreakpointsResponse;
import org.realmscope.protocol.VersionInfo;

/** What a client talks to: passes each request on. */
public final class AdapterFacade implements RealmscopeServer {
    private final RequestDispatcher requests;

    public AdapterFacade(RequestDispatcher requests) {
        this.requests = requests;
    }

    @Override
    public CompletableFuture<Void> cancel(CancelArguments arguments) {
        return requests.send(Commands.CANCEL, arguments);
    }

    @Override
    public CompletableFuture<Capabilities> initialize(InitializeRequestArguments arguments) {
        return requests.send(Commands.INITIALIZE, arguments);
    }

    @Override
    public CompletableFuture<Void> configurationDone(ConfigurationDoneArguments arguments) {
        return requests.send(Commands.CONFIGURATION_DONE, arguments);
    }

    @Override
    public CompletableFuture<Void> launch(Map<String, Object> arguments) {
        return requests.send(Commands.LAUNCH, arguments);
    }

    @Override
    public CompletableFuture<Void> attach(Map<String, Object> arguments) {
        return requests.send(Commands.ATTACH, arguments);
    }

    @Override
    public CompletableFuture<Void> restart(RestartArguments arguments) {
        return requests.send(Commands.RESTART, arguments);
    }

    @Override
    public CompletableFuture<Void> disconnect(DisconnectArguments arguments) {
        return requests.send(Commands.DISCONNECT, arguments);
    }

    @Override
    public CompletableFuture<Void> terminate(TerminateArguments arguments) {
        return requests.send(Commands.TERMINATE, arguments);
    }

    @Override
    public CompletableFuture<BreakpointLocationsResponse> breakpointLocations(BreakpointLocationsArguments arguments) {
        return requests.send(Commands.BREAKPOINT_LOCATIONS, arguments);
    }

    @Override
    public CompletableFuture<SetBreakpointsResponse> setBreakpoints(SetBreakpointsArguments arguments) {
        return requests.send(Commands.SET_BREAKPOINTS, arguments);
    }

    @Override
    public CompletableFuture<SetFunctionBreakpointsResponse> setFunctionBreakpoints(
            SetFunctionBreakpointsArguments arguments) {
        return requests.send(Commands.SET_FUNCTION_BREAKPOINTS, arguments);
    }

    @Override
    public CompletableFuture<SetExceptionBreakpointsResponse> setExceptionBreakpoints(
            SetExceptionBreakpointsArguments arguments) {
        return requests.send(Commands.SET_EXCEPTION_BREAKPOINTS, arguments);
    }

    @Override
    public CompletableFuture<DataBreakpointInfoResponse> dataBreakpointInfo(DataBreakpointInfoArguments arguments) {
        return requests.send(Commands.DATA_BREAKPOINT_INFO, arguments);
    }

    @Override
    public CompletableFuture<SetDataBreakpointsResponse> setDataBreakpoints(SetDataBreakpointsArguments arguments) {
        return requests.send(Commands.SET_DATA_BREAKPOINTS, arguments);
    }

    @Override
    public CompletableFuture<SetInstructionBreakpointsResponse> setInstructionBreakpoints(
            SetInstructionBreakpointsArguments arguments) {
        return requests.send(Commands.SET_INSTRUCTION_BREAKPOINTS, arguments);
    }

    @Override
    public CompletableFuture<ContinueResponse> continue_(ContinueArguments arguments) {
        return requests.send(Commands.CONTINUE, arguments);
    }

    @Override
    public CompletableFuture<Void> next(NextArguments arguments) {
        return requests.send(Commands.NEXT, arguments);
    }

    @Override
    public CompletableFuture<Void> stepIn(StepInArguments arguments) {
        return requests.send(Commands.STEP_IN, arguments);
    }

    @Override
    public CompletableFuture<Void> stepOut(StepOutArguments arguments) {
        return requests.send(Commands.STEP_OUT, arguments);
    }

    @Override
    public CompletableFuture<Void> stepBack(StepBackArguments arguments) {
        return requests.send(Commands.STEP_BACK, arguments);
    }

    @Override
    public CompletableFuture<Void> reverseContinue(ReverseContinueArguments arguments) {
        return requests.send(Commands.REVERSE_CONTINUE, arguments);
    }

    @Override
    public CompletableFuture<Void> restartFrame(RestartFrameArguments arguments) {
        return requests.send(Commands.RESTART_FRAME, arguments);
    }

    @Override
    public CompletableFuture<StepInTargetsResponse> stepInTargets(StepInTargetsArguments arguments) {
        return requests.send(Commands.STEP_IN_TARGETS, arguments);
    }

    @Override
    public CompletableFuture<LocationsResponse> locations(LocationsArguments arguments) {
        return requests.send(Commands.LOCATIONS, arguments);
    }

    @Override
    public CompletableFuture<GotoTargetsResponse> gotoTargets(GotoTargetsArguments arguments) {
        return requests.send(Commands.GOTO_TARGETS, arguments);
    }

    @Override
    public CompletableFuture<Void> goto_(GotoArguments arguments) {
        return requests.send(Commands.GOTO, arguments);
    }

    @Override
    public CompletableFuture<Void> pause(PauseArguments arguments) {
        return requests.send(Commands.PAUSE, arguments);
    }

    @Override
    public CompletableFuture<StackTraceResponse> stackTrace(StackTraceArguments arguments) {
        return requests.send(Commands.STACK_TRACE, arguments);
    }

    @Override
    public CompletableFuture<ScopesResponse> scopes(ScopesArguments arguments) {
        return requests.send(Commands.SCOPES, arguments);
    }

    @Override
    public CompletableFuture<VariablesResponse> variables(VariablesArguments arguments) {
        return requests.send(Commands.VARIABLES, arguments);
    }

    @Override
    public CompletableFuture<SetVariableResponse> setVariable(SetVariableArguments arguments) {
        return requests.send(Commands.SET_VARIABLE, arguments);
    }

    @Override
    public CompletableFuture<SetExpressionResponse> setExpression(SetExpressionArguments arguments) {
        return requests.send(Commands.SET_EXPRESSION, arguments);
    }

    @Override
    public CompletableFuture<SourceResponse> source(SourceArguments arguments) {
        return requests.send(Commands.SOURCE, arguments);
    }

    @Override
    public CompletableFuture<ThreadsResponse> threads() {
        return requests.send(Commands.THREADS, null);
    }

    @Override
    public CompletableFuture<ModulesResponse> modules(ModulesArguments arguments) {
        return requests.send(Commands.MODULES, arguments);
    }

    @Override
    public CompletableFuture<LoadedSourcesResponse> loadedSources(LoadedSourcesArguments arguments) {
        return requests.send(Commands.LOADED_SOURCES, arguments);
    }

    @Override
    public CompletableFuture<EvaluateResponse> evaluate(EvaluateArguments arguments) {
        return requests.send(Commands.EVALUATE, arguments);
    }

    @Override
    public CompletableFuture<CompletionsResponse> completions(CompletionsArguments arguments) {
        return requests.send(Commands.COMPLETIONS, arguments);
    }

    @Override
    public CompletableFuture<ExceptionInfoResponse> exceptionInfo(ExceptionInfoArguments arguments) {
        return requests.send(Commands.EXCEPTION_INFO, arguments);
    }

    @Override
    public CompletableFuture<ReadMemoryResponse> readMemory(ReadMemoryArguments arguments) {
        return requests.send(Commands.READ_MEMORY, arguments);
    }

    @Override
    public CompletableFuture<WriteMemoryResponse> writeMemory(WriteMemoryArguments arguments) {
        return requests.send(Commands.WRITE_MEMORY, arguments);
    }

    @Override
    public CompletableFuture<DisassembleResponse> disassemble(DisassembleArguments arguments) {
        return requests.send(Commands.DISASSEMBLE, arguments);
    }

    @Override
    public CompletableFuture<VersionInfo> version() {
        return requests.send(Commands.VERSION, null);
    }

    @Override
    public CompletableFuture<MachineSummary> machine(MomentArguments arguments) {
        return requests.send(Commands.MACHINE, arguments);
    }

    @Override
    public CompletableFuture<RttEntriesResponse> rttEntries(RttEntriesArguments arguments) {
        return requests.send(Commands.RTT_ENTRIES, arguments);
    }

    @Override
    public CompletableFuture<RttEntriesResponse> rttWalk(RttWalkArguments arguments) {
        return requests.send(Commands.RTT_WALK, arguments);
    }

    @Override
    public CompletableFuture<RttMapResponse> rttMap(IpaRangeArguments arguments) {
        return requests.send(Commands.RTT_MAP, arguments);
    }

    @Override
    public CompletableFuture<RipasMapResponse> ripasMap(IpaRangeArguments arguments) {
        return requests.send(Commands.RIPAS_MAP, arguments);
    }

    @Override
    public CompletableFuture<GranulesResponse> granules(GranulesArguments arguments) {
        return requests.send(Commands.GRANULES, arguments);
    }

    @Override
    public CompletableFuture<CompareResponse> compare(CompareArguments arguments) {
        return requests.send(Commands.COMPARE, arguments);
    }

    @Override
    public CompletableFuture<FaultsResponse> faults(FaultsArguments arguments) {
        return requests.send(Commands.FAULTS, arguments);
    }

    @Override
    public CompletableFuture<HistoryResponse> history(HistoryArguments arguments) {
        return requests.send(Commands.HISTORY, arguments);
    }

    @Override
    public CompletableFuture<RmiCallsResponse> rmiCalls(RmiCallsArguments arguments) {
        return requests.send(Commands.RMI_CALLS, arguments);
    }

    @Override
    public CompletableFuture<Explanation> explain(ExplainArguments arguments) {
        return requests.send(Commands.EXPLAIN, arguments);
    }

    @Override
    public CompletableFuture<SetRichBreakpointsResponse> setRichBreakpoints(SetRichBreakpointsArguments arguments) {
        return requests.send(Commands.SET_RICH_BREAKPOINTS, arguments);
    }

    @Override
    public CompletableFuture<Void> runTo(RunToArguments arguments) {
        return requests.send(Commands.RUN_TO, arguments);
    }

    @Override
    public CompletableFuture<Void> goTo(GoToArguments arguments) {
        return requests.send(Commands.GO_TO, arguments);
    }

    @Override
    public CompletableFuture<MomentInfo> openMoment(OpenMomentArguments arguments) {
        return requests.send(Commands.OPEN_MOMENT, arguments);
    }

    @Override
    public CompletableFuture<Void> closeMoment(CloseMomentArguments arguments) {
        return requests.send(Commands.CLOSE_MOMENT, arguments);
    }
}
