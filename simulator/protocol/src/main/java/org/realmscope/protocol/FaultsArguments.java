package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Which faults.
 *
 * @param start number of the first fault that is looked at, from 1; null for the oldest that is kept, or with
 *     {@code newestFirst} the newest
 * @param count how many to answer at most; null for 100
 * @param newestFirst from {@code start} on towards the past
 * @param filter null for all
 */
public record FaultsArguments(
        @Nullable Long start,
        @Nullable Integer count,
        @Nullable Boolean newestFirst,
        @Nullable Filter filter) {
    /**
     * What is null is not looked at.
     *
     * @param realm number of the realm in the order of creation, from 0
     * @param base first IPA
     * @param end first IPA behind them
     * @param half {@code protected} or {@code unprotected}
     * @param access {@code read}, {@code write} or {@code execute}
     * @param resolution how it ended, as {@link FaultInfo#resolution}
     */
    public record Filter(
            @Nullable Integer realm,
            @Nullable Integer vcpu,
            @Nullable String base,
            @Nullable String end,
            @Nullable String half,
            @Nullable String access,
            @Nullable String resolution) {}
}
