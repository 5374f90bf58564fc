package org.realmscope.protocol;

/**
 * How much has been recorded.
 *
 * @param moment that the machine has come to
 * @param faults stage 2 faults so far
 * @param hostReports warnings and other reports of the host so far
 */
public record HistoryEvent(String moment, long faults, long hostReports) {}
