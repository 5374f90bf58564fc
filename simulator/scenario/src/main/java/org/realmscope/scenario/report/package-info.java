/** Writes what came of a run: as text for people, and as JSON, CSV, JUnit XML and ftrace for programs. */
@NullMarked
package org.realmscope.scenario.report;

import org.jspecify.annotations.NullMarked;
