/* Start-up at EL1 or EL2, exception vectors, and the entry of a secondary PE. */

    .equ    CURRENT_EL2, 2 << 2
    .equ    FRAME_SIZE, 36 * 8
    .equ    FRAME_ELR, 31 * 8
    .equ    FRAME_ESR, 33 * 8
    .equ    FRAME_VECTOR, 35 * 8
    .equ    STACK_SIZE, 0x4000

    .section .boot, "ax"
    .global _start
    .type   _start, %function
_start:
    b       boot
    .size   _start, . - _start

    .section .text.boot, "ax"
    .type   boot, %function
boot:
    msr     daifset, #15
    mrs     x0, mpidr_el1
    tst     x0, #0xffffff
    b.ne    park
    msr     spsel, #1
    adrp    x0, stack_top
    add     x0, x0, :lo12:stack_top
    mov     sp, x0
    adrp    x0, __bss_start
    add     x0, x0, :lo12:__bss_start
    adrp    x1, __bss_end
    add     x1, x1, :lo12:__bss_end
    b       2f
1:  stp     xzr, xzr, [x0], #16
2:  cmp     x0, x1
    b.lo    1b
    bl      install_vectors
    bl      mmu_build
    bl      mmu_enable
    bl      main
    bl      stop
park:
    wfe
    b       park
    .size   boot, . - boot

/* PSCI CPU_ON's entry point: x0 (the context) is the top of the PE's stack. */
    .section .text.secondary_start, "ax"
    .global secondary_start
    .type   secondary_start, %function
secondary_start:
    msr     daifset, #15
    msr     spsel, #1
    mov     sp, x0
    bl      install_vectors
    bl      mmu_enable
    bl      secondary_main
    b       park
    .size   secondary_start, . - secondary_start
    .weak   secondary_main

    .section .text.install_vectors, "ax"
    .type   install_vectors, %function
install_vectors:
    adrp    x0, vectors
    add     x0, x0, :lo12:vectors
    mrs     x1, CurrentEL
    cmp     x1, #CURRENT_EL2
    b.eq    1f
    msr     vbar_el1, x0
    isb
    ret
1:  msr     vbar_el2, x0
    isb
    ret
    .size   install_vectors, . - install_vectors

    .macro  vector index
    .balign 0x80
    sub     sp, sp, #FRAME_SIZE
    stp     x0, x1, [sp]
    mov     x0, #\index
    b       save_and_call
    .endm

    .section .text.vectors, "ax"
    .balign 0x800
    .type   vectors, %function
vectors:
    .irp    index, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    vector  \index
    .endr

save_and_call:
    str     x0, [sp, #FRAME_VECTOR]
    stp     x2, x3, [sp, #16]
    stp     x4, x5, [sp, #32]
    stp     x6, x7, [sp, #48]
    stp     x8, x9, [sp, #64]
    stp     x10, x11, [sp, #80]
    stp     x12, x13, [sp, #96]
    stp     x14, x15, [sp, #112]
    stp     x16, x17, [sp, #128]
    stp     x18, x19, [sp, #144]
    stp     x20, x21, [sp, #160]
    stp     x22, x23, [sp, #176]
    stp     x24, x25, [sp, #192]
    stp     x26, x27, [sp, #208]
    stp     x28, x29, [sp, #224]
    str     x30, [sp, #240]
    mrs     x19, CurrentEL
    cmp     x19, #CURRENT_EL2
    b.eq    1f
    mrs     x0, elr_el1
    mrs     x1, spsr_el1
    mrs     x2, esr_el1
    mrs     x3, far_el1
    b       2f
1:  mrs     x0, elr_el2
    mrs     x1, spsr_el2
    mrs     x2, esr_el2
    mrs     x3, far_el2
2:  stp     x0, x1, [sp, #FRAME_ELR]
    stp     x2, x3, [sp, #FRAME_ESR]
    mov     x0, sp
    bl      exception
    ldp     x0, x1, [sp, #FRAME_ELR]
    cmp     x19, #CURRENT_EL2
    b.eq    3f
    msr     elr_el1, x0
    msr     spsr_el1, x1
    b       4f
3:  msr     elr_el2, x0
    msr     spsr_el2, x1
4:  ldp     x2, x3, [sp, #16]
    ldp     x4, x5, [sp, #32]
    ldp     x6, x7, [sp, #48]
    ldp     x8, x9, [sp, #64]
    ldp     x10, x11, [sp, #80]
    ldp     x12, x13, [sp, #96]
    ldp     x14, x15, [sp, #112]
    ldp     x16, x17, [sp, #128]
    ldp     x18, x19, [sp, #144]
    ldp     x20, x21, [sp, #160]
    ldp     x22, x23, [sp, #176]
    ldp     x24, x25, [sp, #192]
    ldp     x26, x27, [sp, #208]
    ldp     x28, x29, [sp, #224]
    ldr     x30, [sp, #240]
    ldp     x0, x1, [sp]
    add     sp, sp, #FRAME_SIZE
    eret
    .size   vectors, . - vectors

    .section .bss.stack, "aw", %nobits
    .balign 16
    .skip   STACK_SIZE
stack_top:

/* Names the object's file symbol, which the linker would else take from a temporary file's name. */
    .file   "boot.S"
