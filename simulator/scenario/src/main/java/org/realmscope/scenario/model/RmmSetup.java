package org.realmscope.scenario.model;

import org.jspecify.annotations.Nullable;

/**
 * What runs at R-EL2.
 *
 * @param image path of an RMM image as written, null for the built-in RMM
 * @param profile of the built-in RMM: {@code specification} or {@code tf-rmm-rel0}
 * @param patternContent whether RMI_DATA_CREATE_UNKNOWN fills pages with a pattern instead of zeros
 */
public record RmmSetup(@Nullable String image, String profile, boolean patternContent) {}
