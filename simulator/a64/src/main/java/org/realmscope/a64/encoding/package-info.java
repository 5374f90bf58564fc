/**
 * Facts about A64 instruction words that do not depend on any instruction: fields, encoding diagrams, condition codes
 * and the bitmask immediates. Imports nothing but the JDK.
 */
@NullMarked
package org.realmscope.a64.encoding;

import org.jspecify.annotations.NullMarked;
