/**
 * Numbers of the interfaces between the worlds: SMCCC, PSCI, RMI, RSI and the interface between an RMM and EL3, with
 * their status codes and in-memory structures (DEN0028, DEN0022, DEN0137 1.0).
 */
@NullMarked
package org.realmscope.abi;

import org.jspecify.annotations.NullMarked;
