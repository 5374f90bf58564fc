package org.realmscope.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened.
 *
 * @param number in the run, from 1
 * @param moment right after it
 * @param kind {@code fault}, {@code rmiCall}, {@code rmiReturn}, {@code realmCall}, {@code realmReturn},
 *     {@code worldSwitch} or {@code ripasChange}
 * @param realm number of the realm in the order of creation, from 0; null if it is of none, or not known
 * @param vcpu number of the REC in its realm; null if it is of none, or not known
 * @param text in one line
 * @param fault number of the fault
 * @param function of a call, for example {@code RSI_IPA_STATE_SET}
 * @param fields inputs of a call, or outputs of a return, by the specification's names
 * @param result of a return, for example {@code RMI_ERROR_RTT(2)}
 * @param ipa of a fault, or the first one of a RIPAS change
 * @param end first IPA behind a RIPAS change
 * @param before world, or RIPAS
 * @param after world, or RIPAS
 */
public record HistoryEntry(
        long number,
        String moment,
        String kind,
        int pe,
        @Nullable Integer realm,
        @Nullable Integer vcpu,
        String text,
        @Nullable Long fault,
        @Nullable String function,
        @Nullable List<RmiCallInfo.Field> fields,
        @Nullable String result,
        @Nullable String ipa,
        @Nullable String end,
        @Nullable String before,
        @Nullable String after) {}
