/** A Realm world that is an RMM image: A64 code that the PE executes at R-EL2. */
@NullMarked
package org.realmscope.rmm.image;

import org.jspecify.annotations.NullMarked;
