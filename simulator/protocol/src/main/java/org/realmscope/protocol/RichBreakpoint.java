package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A breakpoint. Exactly one of the first four is given.
 *
 * @param hazard as the exception filters of the adapter's capabilities name it
 * @param condition an expression over registers ({@code $x0}) and fields of the call; null for none
 * @param hitCondition {@code N}, {@code >= N}, {@code > N} or {@code % N}; null to stop at every hit
 * @param logMessage what to write instead of stopping; null to stop
 */
public record RichBreakpoint(
        @Nullable Call call,
        @Nullable Fault fault,
        @Nullable Data data,
        @Nullable String hazard,
        @Nullable String condition,
        @Nullable String hitCondition,
        @Nullable String logMessage) {
    /**
     * An RMI, RSI or PSCI call. What is null is not looked at.
     *
     * @param function the specification's name, in which {@code *} stands for anything and {@code ?} for a character
     * @param outcome stop after the call took effect instead of before
     * @param status bits 7:0 of the return code
     * @param index bits 15:8 of the return code
     * @param realm as it is written in addresses
     * @param base first IPA, with {@code end}
     * @param end first IPA behind them
     */
    public record Call(
            String function,
            @Nullable Boolean outcome,
            @Nullable Integer status,
            @Nullable Integer index,
            @Nullable String realm,
            @Nullable Integer vcpu,
            @Nullable String base,
            @Nullable String end,
            @Nullable Integer pe) {}

    /**
     * A stage 2 fault of a realm. What is null is not looked at.
     *
     * @param base first IPA, with {@code end}
     * @param end first IPA behind them
     * @param half {@code protected} or {@code unprotected}
     * @param access {@code read}, {@code write} or {@code fetch}
     * @param level lookup level
     * @param kind what failed, for example {@code translation}
     * @param realm as it is written in addresses
     */
    public record Fault(
            @Nullable String base,
            @Nullable String end,
            @Nullable String half,
            @Nullable String access,
            @Nullable Integer level,
            @Nullable String kind,
            @Nullable String realm,
            @Nullable Integer pe) {}

    /**
     * A watch.
     *
     * @param dataId as {@code dataBreakpointInfo} answers it
     * @param access {@code read}, {@code write} or {@code readWrite}; null for {@code write}
     */
    public record Data(String dataId, @Nullable String access) {}
}
