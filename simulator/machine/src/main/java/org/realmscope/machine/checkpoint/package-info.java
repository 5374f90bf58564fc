/** States of a machine to go back to, the policy that keeps them within memory, and the hash that compares them. */
@NullMarked
package org.realmscope.machine.checkpoint;

import org.jspecify.annotations.NullMarked;
