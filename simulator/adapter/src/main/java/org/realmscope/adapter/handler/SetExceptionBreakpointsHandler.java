package org.realmscope.adapter.handler;

import java.util.TreeSet;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ExceptionBreakpointsFilter;
import org.eclipse.lsp4j.debug.ExceptionFilterOptions;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsResponse;
import org.realmscope.adapter.debuggee.BreakpointBuilder;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.ExceptionFilter;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.HitRules;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.EventVocabulary;

/** {@code setExceptionBreakpoints}: kinds of stage 2 faults, and hazards. */
public final class SetExceptionBreakpointsHandler
        implements RequestHandler<SetExceptionBreakpointsArguments, SetExceptionBreakpointsResponse> {
    private final Target target;
    private final Client client;
    private final HitRules rules;

    public SetExceptionBreakpointsHandler(Target target, Client client) {
        this.target = target;
        this.client = client;
        this.rules = new HitRules(target);
    }

    @Override
    public Command<SetExceptionBreakpointsArguments, SetExceptionBreakpointsResponse> command() {
        return Commands.SET_EXCEPTION_BREAKPOINTS;
    }

    @Override
    public Lane lane() {
        return Lane.ANY_TIME;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsExceptionFilterOptions(true);
        capabilities.setExceptionBreakpointFilters(ExceptionFilter.ALL.stream()
                .map(SetExceptionBreakpointsHandler::filter)
                .toArray(ExceptionBreakpointsFilter[]::new));
    }

    private static ExceptionBreakpointsFilter filter(ExceptionFilter each) {
        ExceptionBreakpointsFilter filter = new ExceptionBreakpointsFilter();
        filter.setFilter(each.id());
        filter.setLabel(each.label());
        filter.setDescription(each.description());
        filter.setDefault_(false);
        filter.setSupportsCondition(true);
        filter.setConditionDescription(condition(each));
        return filter;
    }

    private static String condition(ExceptionFilter each) {
        EventVocabulary event = EventVocabulary.of(each.breakpoint());
        String names = event == null ? "" : "; it may use " + String.join(", ", new TreeSet<>(event.names()));
        return "an expression in C" + names;
    }

    @Override
    public Answer<SetExceptionBreakpointsResponse> handle(SetExceptionBreakpointsArguments arguments) {
        BreakpointBuilder builder = new BreakpointBuilder();
        for (String id : Given.elements(arguments.getFilters(), "filters")) {
            builder.add(() -> rules.request(ExceptionFilter.of(id).breakpoint(), null, null, null));
        }
        for (ExceptionFilterOptions each : Given.elements(arguments.getFilterOptions(), "filterOptions")) {
            builder.add(() -> rules.request(
                    ExceptionFilter.of(Given.text(each.getFilterId(), "filterId"))
                            .breakpoint(),
                    each.getCondition(),
                    null,
                    null));
        }
        SetExceptionBreakpointsResponse response = new SetExceptionBreakpointsResponse();
        response.setBreakpoints(
                builder.set(target.debuggee(), client, "exceptions").toArray(Breakpoint[]::new));
        return Answer.of(response);
    }
}
