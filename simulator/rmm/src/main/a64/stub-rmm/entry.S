/* Boot, the loop that serves RMI calls, vectors, world entry and exit, and the copy loop that may meet a GPF. */
#include "layout.h"

    .equ    E_RMM_BOOT_VERSION_MISMATCH, -2
    .equ    E_RMM_BOOT_CPUS_OUT_OF_RANGE, -3
    .equ    E_RMM_BOOT_CPU_ID_OUT_OF_RANGE, -4
    .equ    E_RMM_BOOT_INVALID_SHARED_BUFFER, -5
    .equ    E_RMM_BOOT_MANIFEST_VERSION_NOT_SUPPORTED, -6

    .equ    CALLEE_SAVED_SIZE, 112
    .equ    CALLEE_SAVED_CONTEXT, 96

    .macro  address register, symbol
    adrp    \register, \symbol
    add     \register, \register, :lo12:\symbol
    .endm

    .macro  constant register, value
    movz    \register, #(\value & 0xffff)
    movk    \register, #(\value >> 16), lsl #16
    .endm

/* x0 CPU index; cold boot: x1 interface version, x2 number of CPUs, x3 shared buffer with the manifest; warm boot:
 * zeroes. */
    .section .boot, "ax"
    .global rmm_entry
    .type   rmm_entry, %function
rmm_entry:
    msr     daifset, #15
    msr     spsel, #1
    mov     x19, #E_RMM_BOOT_CPU_ID_OUT_OF_RANGE
    cmp     x0, #MAX_CPUS
    b.hs    boot_failed
    msr     tpidr_el2, x0
    address x4, stacks
    add     x5, x0, #1
    mov     x6, #STACK_SIZE
    madd    x4, x5, x6, x4
    mov     sp, x4
    address x4, vectors
    msr     vbar_el2, x4
    isb
    address x4, booted
    ldrb    w5, [x4]
    cbnz    w5, warm_boot

    mov     x19, #E_RMM_BOOT_VERSION_MISMATCH
    lsr     x5, x1, #16
    cbnz    x5, boot_failed
    mov     x19, #E_RMM_BOOT_CPUS_OUT_OF_RANGE
    cmp     x0, x2
    b.hs    boot_failed
    mov     x19, #E_RMM_BOOT_INVALID_SHARED_BUFFER
    cbz     x3, boot_failed
    tst     x3, #(PAGE_SIZE - 1)
    b.ne    boot_failed
    mov     x19, #E_RMM_BOOT_MANIFEST_VERSION_NOT_SUPPORTED
    ldr     w5, [x3]
    lsr     w5, w5, #16
    cbnz    w5, boot_failed

    address x5, __bss_start
    address x6, __bss_end
1:  stp     xzr, xzr, [x5], #16
    cmp     x5, x6
    b.lo    1b
    mov     w5, #1
    strb    w5, [x4]
    bl      stage1_build
warm_boot:
    bl      stage1_enable
    mov     x19, #0
    sub     sp, sp, #128
boot_failed:
    mov     x1, x19
    constant x0, SMC_BOOT_COMPLETE

/* EL3 resumes here with the Host's x0 to x7. */
serve:
    smc     #0
    stp     x0, x1, [sp]
    stp     x2, x3, [sp, #16]
    stp     x4, x5, [sp, #32]
    stp     x6, x7, [sp, #48]
    mov     x0, sp
    add     x1, sp, #64
    bl      rmi_call
    ldp     x1, x2, [sp, #64]
    ldp     x3, x4, [sp, #80]
    ldr     x5, [sp, #96]
    constant x0, SMC_RMI_REQ_COMPLETE
    b       serve
    .size   rmm_entry, . - rmm_entry

    .text
    .global smc
    .type   smc, %function
smc:
    smc     #0
    ret
    .size   smc, . - smc

/* Semihosting SYS_EXIT: the machine stops with code 70 and PE state as it is. */
    .global panic
    .type   panic, %function
panic:
    constant x1, 0x20026
    mov     x2, #70
    stp     x1, x2, [sp, #-16]!
    mov     x0, #0x18
    mov     x1, sp
    hlt     #0xf000
    b       panic
    .size   panic, . - panic

/* bool ns_copy(to, from, length): copies `length` bytes, a multiple of 8; false when a granule protection fault ended
 * it. */
    .global ns_copy
    .type   ns_copy, %function
ns_copy:
    cbz     x2, 2f
1:  ldr     x3, [x1], #8
    str     x3, [x0], #8
    subs    x2, x2, #8
    b.ne    1b
2:  mov     w0, #1
    ret
ns_copy_failed:
    mov     w0, #0
    ret
    .size   ns_copy, . - ns_copy

/* unsigned run_realm(context): enters the Realm at EL1; returns with the context updated when an exception comes to
 * EL2. */
    .global run_realm
    .type   run_realm, %function
run_realm:
    stp     x29, x30, [sp, #-CALLEE_SAVED_SIZE]!
    stp     x19, x20, [sp, #16]
    stp     x21, x22, [sp, #32]
    stp     x23, x24, [sp, #48]
    stp     x25, x26, [sp, #64]
    stp     x27, x28, [sp, #80]
    str     x0, [sp, #CALLEE_SAVED_CONTEXT]
    ldr     x1, [x0, #CONTEXT_PC]
    ldr     x2, [x0, #CONTEXT_PSTATE]
    msr     elr_el2, x1
    msr     spsr_el2, x2
    ldp     x2, x3, [x0, #16]
    ldp     x4, x5, [x0, #32]
    ldp     x6, x7, [x0, #48]
    ldp     x8, x9, [x0, #64]
    ldp     x10, x11, [x0, #80]
    ldp     x12, x13, [x0, #96]
    ldp     x14, x15, [x0, #112]
    ldp     x16, x17, [x0, #128]
    ldp     x18, x19, [x0, #144]
    ldp     x20, x21, [x0, #160]
    ldp     x22, x23, [x0, #176]
    ldp     x24, x25, [x0, #192]
    ldp     x26, x27, [x0, #208]
    ldp     x28, x29, [x0, #224]
    ldr     x30, [x0, #240]
    ldp     x0, x1, [x0]
    eret
    sb

realm_exit:
    ldr     x0, [sp, #(16 + CALLEE_SAVED_CONTEXT)]
    stp     x2, x3, [x0, #16]
    stp     x4, x5, [x0, #32]
    stp     x6, x7, [x0, #48]
    stp     x8, x9, [x0, #64]
    stp     x10, x11, [x0, #80]
    stp     x12, x13, [x0, #96]
    stp     x14, x15, [x0, #112]
    stp     x16, x17, [x0, #128]
    stp     x18, x19, [x0, #144]
    stp     x20, x21, [x0, #160]
    stp     x22, x23, [x0, #176]
    stp     x24, x25, [x0, #192]
    stp     x26, x27, [x0, #208]
    stp     x28, x29, [x0, #224]
    str     x30, [x0, #240]
    ldp     x2, x3, [sp], #16
    stp     x2, x3, [x0]
    mrs     x2, elr_el2
    mrs     x3, spsr_el2
    str     x2, [x0, #CONTEXT_PC]
    str     x3, [x0, #CONTEXT_PSTATE]
    mov     x0, x1
    ldp     x19, x20, [sp, #16]
    ldp     x21, x22, [sp, #32]
    ldp     x23, x24, [sp, #48]
    ldp     x25, x26, [sp, #64]
    ldp     x27, x28, [sp, #80]
    ldp     x29, x30, [sp], #CALLEE_SAVED_SIZE
    ret
    .size   run_realm, . - run_realm

    .macro  unexpected
    .balign 0x80
    b       panic
    .endm

    .macro  lower_el kind
    .balign 0x80
    stp     x0, x1, [sp, #-16]!
    mov     x1, #\kind
    b       realm_exit
    .endm

    .balign 0x800
    .type   vectors, %function
vectors:
    unexpected
    unexpected
    unexpected
    unexpected
    .balign 0x80
/* The only exception of our own that may happen: a granule protection fault in ns_copy, which uses x0 to x3 only. */
    mrs     x3, elr_el2
    address x4, ns_copy
    address x5, ns_copy_failed
    cmp     x3, x4
    ccmp    x3, x5, #2, hs
    b.hs    panic
    mrs     x3, esr_el2
    and     x3, x3, #0x3f
    cmp     x3, #0x28
    b.ne    panic
    msr     elr_el2, x5
    eret
    unexpected
    unexpected
    unexpected
    lower_el REALM_SYNC
    lower_el REALM_IRQ
    lower_el REALM_FIQ
    lower_el REALM_SERROR
    unexpected
    unexpected
    unexpected
    unexpected
    .balign 0x80
    .size   vectors, . - vectors

    .data
booted:
    .byte   0

    .section .bss.stacks, "aw", %nobits
    .balign 16
stacks:
    .skip   STACK_SIZE * MAX_CPUS

/* Names the object's file symbol, which the linker would else take from a temporary file's name. */
    .file   "entry.S"
