/* Start-up at NS-EL2 on every PE, and the exception vectors. Interrupts stay masked throughout. */

    .equ    FRAME_SIZE, 36 * 8
    .equ    FRAME_ELR, 31 * 8
    .equ    FRAME_ESR, 33 * 8
    .equ    FRAME_VECTOR, 35 * 8
    .equ    STACK_SHIFT, 14
    .equ    MAX_PES, 8

    .section .boot, "ax"
    .global _start
    .type   _start, %function
_start:
    msr     daifset, #15
    msr     spsel, #1
    adrp    x0, __bss_start
    add     x0, x0, :lo12:__bss_start
    adrp    x1, __bss_end
    add     x1, x1, :lo12:__bss_end
    b       2f
1:  stp     xzr, xzr, [x0], #16
2:  cmp     x0, x1
    b.lo    1b
    mov     x0, #0
    bl      set_stack
    mov     x29, xzr
    bl      mmu_build
    bl      mmu_enable
    bl      vmm_main
    b       .
    .size   _start, . - _start

    .section .text.secondary_start, "ax"
    .global secondary_start
    .type   secondary_start, %function
secondary_start:
    msr     daifset, #15
    msr     spsel, #1
    mov     x19, x0
    bl      set_stack
    mov     x29, xzr
    bl      mmu_enable
    mov     x0, x19
    bl      vcpu_main
    b       .
    .size   secondary_start, . - secondary_start

/* x0: index of the PE. Also installs the vectors. */
    .section .text.set_stack, "ax"
    .type   set_stack, %function
set_stack:
    adrp    x1, stacks
    add     x1, x1, :lo12:stacks
    add     x0, x0, #1
    add     x1, x1, x0, lsl #STACK_SHIFT
    mov     sp, x1
    adrp    x1, vectors
    add     x1, x1, :lo12:vectors
    msr     vbar_el2, x1
    isb
    ret
    .size   set_stack, . - set_stack

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
    mrs     x0, elr_el2
    mrs     x1, spsr_el2
    mrs     x2, esr_el2
    mrs     x3, far_el2
    stp     x0, x1, [sp, #FRAME_ELR]
    stp     x2, x3, [sp, #FRAME_ESR]
    mov     x0, sp
    bl      exception
    ldp     x0, x1, [sp, #FRAME_ELR]
    msr     elr_el2, x0
    msr     spsr_el2, x1
    ldp     x2, x3, [sp, #16]
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

    .section .bss.stacks, "aw", %nobits
    .balign 16
stacks:
    .skip   MAX_PES << STACK_SHIFT

/* Names the object's file symbol, which the linker would else take from a temporary file's name. */
    .file   "entry.S"
