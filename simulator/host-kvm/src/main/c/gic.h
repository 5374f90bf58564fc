/* The GICv3 CPU interface: interrupts stay masked at EL2 and are taken where the host looks for them. */
#ifndef HOST_KVM_GIC_H
#define HOST_KVM_GIC_H

#include "types.h"

#define SGI_MAILBOX 1 /* the VMM has written a command */
#define SGI_KICK 2    /* look at the vCPU again */

void gic_init_pe(void);
void gic_handle_irqs(void);
void gic_send_sgi(u32 intid, u64 pe);

#endif
