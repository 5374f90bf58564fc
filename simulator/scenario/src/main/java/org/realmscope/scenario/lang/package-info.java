/** The scenario language: reading {@code .rme} files into plain scenarios, or into errors with positions. */
@NullMarked
package org.realmscope.scenario.lang;

import org.jspecify.annotations.NullMarked;
