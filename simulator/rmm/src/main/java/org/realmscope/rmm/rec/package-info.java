/**
 * Realm Execution Contexts: the fields of a REC granule, entry to and exit from a realm, and what an exception of a
 * realm leads to.
 */
@NullMarked
package org.realmscope.rmm.rec;

import org.jspecify.annotations.NullMarked;
