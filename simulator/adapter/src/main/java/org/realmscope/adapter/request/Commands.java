package org.realmscope.adapter.request;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** The requests that have handlers. */
public final class Commands {
    public static final Command<CancelArguments, Void> CANCEL = Command.of("cancel", CancelArguments::new);
    public static final Command<InitializeRequestArguments, Capabilities> INITIALIZE =
            Command.of("initialize", InitializeRequestArguments::new);
    public static final Command<ConfigurationDoneArguments, Void> CONFIGURATION_DONE =
            Command.of("configurationDone", ConfigurationDoneArguments::new);
    public static final Command<Map<String, Object>, Void> LAUNCH = Command.of("launch");
    public static final Command<Map<String, Object>, Void> ATTACH = Command.of("attach", TreeMap::new);
    public static final Command<RestartArguments, Void> RESTART = Command.of("restart", RestartArguments::new);
    public static final Command<DisconnectArguments, Void> DISCONNECT =
            Command.of("disconnect", DisconnectArguments::new);
    public static final Command<TerminateArguments, Void> TERMINATE = Command.of("terminate", TerminateArguments::new);
    public static final Command<BreakpointLocationsArguments, BreakpointLocationsResponse> BREAKPOINT_LOCATIONS =
            Command.of("breakpointLocations");
    public static final Command<SetBreakpointsArguments, SetBreakpointsResponse> SET_BREAKPOINTS =
            Command.of("setBreakpoints");
    public static final Command<SetFunctionBreakpointsArguments, SetFunctionBreakpointsResponse>
            SET_FUNCTION_BREAKPOINTS = Command.of("setFunctionBreakpoints");
    public static final Command<SetExceptionBreakpointsArguments, SetExceptionBreakpointsResponse>
            SET_EXCEPTION_BREAKPOINTS = Command.of("setExceptionBreakpoints");
    public static final Command<DataBreakpointInfoArguments, DataBreakpointInfoResponse> DATA_BREAKPOINT_INFO =
            Command.of("dataBreakpointInfo");
    public static final Command<SetDataBreakpointsArguments, SetDataBreakpointsResponse> SET_DATA_BREAKPOINTS =
            Command.of("setDataBreakpoints");
    public static final Command<SetInstructionBreakpointsArguments, SetInstructionBreakpointsResponse>
            SET_INSTRUCTION_BREAKPOINTS = Command.of("setInstructionBreakpoints");
    public static final Command<ContinueArguments, ContinueResponse> CONTINUE = Command.of("continue");
    public static final Command<NextArguments, Void> NEXT = Command.of("next");
    public static final Command<StepInArguments, Void> STEP_IN = Command.of("stepIn");
    public static final Command<StepOutArguments, Void> STEP_OUT = Command.of("stepOut");
    public static final Command<StepBackArguments, Void> STEP_BACK = Command.of("stepBack");
    public static final Command<ReverseContinueArguments, Void> REVERSE_CONTINUE = Command.of("reverseContinue");
    public static final Command<RestartFrameArguments, Void> RESTART_FRAME = Command.of("restartFrame");
    public static final Command<StepInTargetsArguments, StepInTargetsResponse> STEP_IN_TARGETS =
            Command.of("stepInTargets");
    public static final Command<GotoTargetsArguments, GotoTargetsResponse> GOTO_TARGETS = Command.of("gotoTargets");
    public static final Command<GotoArguments, Void> GOTO = Command.of("goto");
    public static final Command<PauseArguments, Void> PAUSE = Command.of("pause", PauseArguments::new);
    public static final Command<StackTraceArguments, StackTraceResponse> STACK_TRACE = Command.of("stackTrace");
    public static final Command<ScopesArguments, ScopesResponse> SCOPES = Command.of("scopes");
    public static final Command<VariablesArguments, VariablesResponse> VARIABLES = Command.of("variables");
    public static final Command<SetVariableArguments, SetVariableResponse> SET_VARIABLE = Command.of("setVariable");
    public static final Command<SetExpressionArguments, SetExpressionResponse> SET_EXPRESSION =
            Command.of("setExpression");
    public static final Command<LocationsArguments, LocationsResponse> LOCATIONS = Command.of("locations");
    public static final Command<SourceArguments, SourceResponse> SOURCE = Command.of("source");
    /** Has no arguments. */
    public static final Command<List<Void>, ThreadsResponse> THREADS = Command.of("threads", List::of);

    public static final Command<ModulesArguments, ModulesResponse> MODULES =
            Command.of("modules", ModulesArguments::new);
    public static final Command<LoadedSourcesArguments, LoadedSourcesResponse> LOADED_SOURCES =
            Command.of("loadedSources", LoadedSourcesArguments::new);
    public static final Command<EvaluateArguments, EvaluateResponse> EVALUATE = Command.of("evaluate");
    public static final Command<ExceptionInfoArguments, ExceptionInfoResponse> EXCEPTION_INFO =
            Command.of("exceptionInfo");
    public static final Command<CompletionsArguments, CompletionsResponse> COMPLETIONS = Command.of("completions");
    public static final Command<ReadMemoryArguments, ReadMemoryResponse> READ_MEMORY = Command.of("readMemory");
    public static final Command<WriteMemoryArguments, WriteMemoryResponse> WRITE_MEMORY = Command.of("writeMemory");
    public static final Command<DisassembleArguments, DisassembleResponse> DISASSEMBLE = Command.of("disassemble");

    /** Has no arguments. */
    public static final Command<List<Void>, VersionInfo> VERSION = Command.of("realmscope/version", List::of);

    public static final Command<MomentArguments, MachineSummary> MACHINE =
            Command.of("realmscope/machine", () -> new MomentArguments(null));
    public static final Command<RttEntriesArguments, RttEntriesResponse> RTT_ENTRIES =
            Command.of("realmscope/rttEntries");
    public static final Command<RttWalkArguments, RttEntriesResponse> RTT_WALK = Command.of("realmscope/rttWalk");
    public static final Command<IpaRangeArguments, RttMapResponse> RTT_MAP = Command.of("realmscope/rttMap");
    public static final Command<IpaRangeArguments, RipasMapResponse> RIPAS_MAP = Command.of("realmscope/ripasMap");
    public static final Command<GranulesArguments, GranulesResponse> GRANULES = Command.of("realmscope/granules");
    public static final Command<CompareArguments, CompareResponse> COMPARE = Command.of("realmscope/compare");
    public static final Command<FaultsArguments, FaultsResponse> FAULTS = Command.of("realmscope/faults");
    public static final Command<HistoryArguments, HistoryResponse> HISTORY =
            Command.of("realmscope/history", () -> new HistoryArguments(null, null, null, null));
    public static final Command<RmiCallsArguments, RmiCallsResponse> RMI_CALLS = Command.of("realmscope/rmiCalls");
    public static final Command<ExplainArguments, Explanation> EXPLAIN = Command.of("realmscope/explain");
    public static final Command<SetRichBreakpointsArguments, SetRichBreakpointsResponse> SET_RICH_BREAKPOINTS =
            Command.of("realmscope/setBreakpoints");
    public static final Command<RunToArguments, Void> RUN_TO = Command.of("realmscope/runTo");
    public static final Command<GoToArguments, Void> GO_TO = Command.of("realmscope/goTo");
    public static final Command<OpenMomentArguments, MomentInfo> OPEN_MOMENT = Command.of("realmscope/openMoment");
    public static final Command<CloseMomentArguments, Void> CLOSE_MOMENT = Command.of("realmscope/closeMoment");

    /** Requests of the Debug Adapter Protocol that make no sense here, or are not sound. */
    public static final List<String> NOT_SUPPORTED = List.of("terminateThreads");

    private Commands() {}
}
