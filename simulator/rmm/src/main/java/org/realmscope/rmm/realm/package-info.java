/** Realms: the fields of a Realm Descriptor granule, and the VMIDs in use. */
@NullMarked
package org.realmscope.rmm.realm;

import org.jspecify.annotations.NullMarked;
