package org.realmscope.adapter.debuggee;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.Condition;
import org.realmscope.debug.control.HitCount;
import org.realmscope.debug.control.LogMessage;
import org.realmscope.debug.stack.ExpressionCondition;
import org.realmscope.platform.UserError;

/** Makes requests for the debug engine of breakpoints with conditions, hit conditions and log messages. */
public final class HitRules {
    private static final Pattern HITS = Pattern.compile("\\s*(>=|>|==|=|%)?\\s*(\\d{1,18})\\s*");

    private final Target target;

    /** @param target whose variables and types conditions may name */
    public HitRules(Target target) {
        this.target = target;
    }

    /**
     * A breakpoint with what clients say besides.
     *
     * @param condition an expression; null or empty for none
     * @param hitCondition {@code N}, {@code >= N}, {@code > N} or {@code % N}; null or empty to stop at every hit
     * @param logMessage null or empty to stop
     * @throws UserError if a condition means nothing
     */
    public BreakpointRequest request(
            Breakpoint breakpoint,
            @Nullable String condition,
            @Nullable String hitCondition,
            @Nullable String logMessage) {
        LogMessage log = logMessage == null || logMessage.isEmpty() ? null : new LogTemplate(target, logMessage);
        Condition holds =
                condition == null || condition.isBlank() ? Condition.ALWAYS : condition(breakpoint, condition.strip());
        return new BreakpointRequest(breakpoint, holds, hits(hitCondition), log);
    }

    private Condition condition(Breakpoint breakpoint, String text) {
        ExpressionCondition.check(target.debuggee().programs().symbols(), breakpoint, text);
        return new TargetCondition(target, text);
    }

    private static HitCount hits(@Nullable String condition) {
        if (condition == null || condition.isBlank()) {
            return HitCount.EVERY;
        }
        Matcher matcher = HITS.matcher(condition);
        if (!matcher.matches()) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "hit condition '%s' is not understood; 3, >= 3, > 3 and %% 3 are".formatted(condition));
        }
        long number = Long.parseLong(matcher.group(2));
        return switch (matcher.group(1)) {
            case ">=" -> new HitCount(HitCount.Rule.AT_LEAST, number);
            case ">" -> new HitCount(HitCount.Rule.AT_LEAST, number + 1);
            case "%" -> new HitCount(HitCount.Rule.MULTIPLE, number);
            case null, default -> new HitCount(HitCount.Rule.EQUAL, number);
        };
    }
}
