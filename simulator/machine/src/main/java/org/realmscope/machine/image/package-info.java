/** Executable files that users bring, checked and put into physical memory. */
@NullMarked
package org.realmscope.machine.image;

import org.jspecify.annotations.NullMarked;
