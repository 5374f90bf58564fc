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
 * @param sort name of the component of {@link FaultInfo} or {@link FaultInfo.Cost} by which they are sorted; with it or
 *     {@code offset}, {@code start} means nothing. Null for the order of the run
 * @param descending whether what is greatest in {@code sort} comes first
 * @param offset place of the first fault that is answered within those that the filter leaves, from 0
 */
public record FaultsArguments(
        @Nullable Long start,
        @Nullable Integer count,
        @Nullable Boolean newestFirst,
        @Nullable Filter filter,
        @Nullable String sort,
        @Nullable Boolean descending,
        @Nullable Long offset) {
    /**
     * What is null is not looked at.
     *
     * @param realm number of the realm in the order of creation, from 0
     * @param base first IPA
     * @param end first IPA behind them
     * @param half {@code protected} or {@code unprotected}
     * @param access {@code read}, {@code write} or {@code execute}
     * @param resolution how it ended, as {@link FaultInfo#resolution}
     * @param text words separated by spaces; each has to be in one of the texts of a fault, in any case of letters
     */
    public record Filter(
            @Nullable Integer realm,
            @Nullable Integer vcpu,
            @Nullable String base,
            @Nullable String end,
            @Nullable String half,
            @Nullable String access,
            @Nullable String resolution,
            @Nullable String text) {}
}
