/**
 * What debug adapter and clients say to each other beyond the Debug Adapter Protocol: requests and events with the
 * prefix {@code realmscope/}, and their arguments and answers. Addresses and 64-bit values are hexadecimal texts
 * ({@code 0x...}), because JSON numbers lose bits in many clients; moments are texts as {@code 1234.2}.
 * {@code docs/protocol.md} has an example of each.
 */
@NullMarked
package org.realmscope.protocol;

import org.jspecify.annotations.NullMarked;
