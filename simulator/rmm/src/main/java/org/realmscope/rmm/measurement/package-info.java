/** Realm measurements: the initial measurement (RIM) and the extensible ones (REMs). */
@NullMarked
package org.realmscope.rmm.measurement;

import org.jspecify.annotations.NullMarked;
