/* Entry at EL2 of the machine, with everything off: calls main, and stays where it returns to. */
    .file "start.S"
    .globl _start, finished
    .type _start, %function
_start:
    .cfi_startproc
    .cfi_undefined x30
    mov x29, #0
    mov x30, #0
    adrp x0, stack_top
    add x0, x0, :lo12:stack_top
    mov sp, x0
    bl main
finished:
    b finished
    .cfi_endproc
    .size _start, . - _start

    .bss
    .balign 16
    .space 16384
stack_top:
