/**
 * What instructions do: for every family a translator from words to small immutable objects, one class per form and
 * register width where the form is frequent.
 */
@NullMarked
package org.realmscope.a64.exec;

import org.jspecify.annotations.NullMarked;
