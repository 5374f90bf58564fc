/**
 * How a REC is entered and left: completion of the last exit, exceptions of the realm, abort decisions, exit records.
 */
@NullMarked
package org.realmscope.rmm.run;

import org.jspecify.annotations.NullMarked;
