package org.realmscope.protocol;

import java.util.List;

/** Entries of translation tables. */
public record RttEntriesResponse(List<RttEntryInfo> entries) {}
