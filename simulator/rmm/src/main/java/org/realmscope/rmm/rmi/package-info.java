/** The commands of the Realm Management Interface, one class each. */
@NullMarked
package org.realmscope.rmm.rmi;

import org.jspecify.annotations.NullMarked;
