/* To be included last: functions from here on are part of every fault, but not what people debug, so they are
 * optimised. */
#ifndef HOST_KVM_UNDEBUGGED_H
#define HOST_KVM_UNDEBUGGED_H

#pragma GCC optimize("O2")

#endif
