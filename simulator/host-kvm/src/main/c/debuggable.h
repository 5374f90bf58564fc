/* To be included last: functions from here on keep every variable in memory, so that a debugger reads all of them at
 * any line. It costs instructions, which the fault path can afford. */
#ifndef HOST_KVM_DEBUGGABLE_H
#define HOST_KVM_DEBUGGABLE_H

#pragma GCC optimize("O0")

#endif
