/**
 * The points where the specification leaves a choice or the reference implementation deviates, as named switches, and
 * the profiles that set them.
 */
@NullMarked
package org.realmscope.rmm.choices;

import org.jspecify.annotations.NullMarked;
