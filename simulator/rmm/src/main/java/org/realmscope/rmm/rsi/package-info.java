/** The commands of the Realm Services Interface, one class each. */
@NullMarked
package org.realmscope.rmm.rsi;

import org.jspecify.annotations.NullMarked;
