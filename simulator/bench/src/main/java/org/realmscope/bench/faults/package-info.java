/**
 * How fast a realm's stage 2 faults are handled, end to end: guest, RMM, EL3 and the KVM fault code of the host image.
 */
@NullMarked
package org.realmscope.bench.faults;

import org.jspecify.annotations.NullMarked;
