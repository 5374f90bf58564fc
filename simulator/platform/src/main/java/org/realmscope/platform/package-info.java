/**
 * What every layer of the simulated RME platform shares: security states, and the one error type for users' mistakes.
 */
@NullMarked
package org.realmscope.platform;

import org.jspecify.annotations.NullMarked;
