/** The built-in Realm Management Monitor, RMM 1.0 (DEN0137), written from the specification. */
@NullMarked
package org.realmscope.rmm;

import org.jspecify.annotations.NullMarked;
