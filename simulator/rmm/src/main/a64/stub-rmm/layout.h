/* Constants shared by assembly and C. */
#ifndef STUB_RMM_LAYOUT_H
#define STUB_RMM_LAYOUT_H

#define MAX_CPUS 8
#define STACK_SIZE 0x4000
#define PAGE_SIZE 0x1000

/* RMM-EL3 interface. */
#define SMC_RMI_REQ_COMPLETE 0xc400018f
#define SMC_GTSI_DELEGATE 0xc40001b0
#define SMC_GTSI_UNDELEGATE 0xc40001b1
#define SMC_BOOT_COMPLETE 0xc40001cf

/* Registers of EL1 and EL0 in struct realm_context. */
#define EL1_REGISTER_COUNT 22

/* Offsets in struct realm_context. */
#define CONTEXT_PC 248
#define CONTEXT_PSTATE 256

/* Results of run_realm, and the order of the vectors. */
#define REALM_SYNC 0
#define REALM_IRQ 1
#define REALM_FIQ 2
#define REALM_SERROR 3

#endif
