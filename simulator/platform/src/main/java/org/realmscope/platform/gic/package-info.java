/**
 * The GICv3 CPU interface of a PE, physical and virtual, and the interrupts that reach it (GIC architecture IHI 0069).
 */
@NullMarked
package org.realmscope.platform.gic;

import org.jspecify.annotations.NullMarked;
