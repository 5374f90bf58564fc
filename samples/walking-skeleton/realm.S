/* The Realm's program, one page at IPA 0, entered at its first byte with the MMU off. */

    .section .rodata.realm, "a"
    .balign 4096
    .global realm_program
    .type   realm_program, %function
realm_program:
    mov     x0, #0
    mov     x1, #1
1:  add     x0, x0, x1
    add     x1, x1, #1
    cmp     x1, #100
    b.ls    1b
    mov     x20, #0x8000
    str     x20, [x20]              // no page there until the host creates one
    ldr     x2, [x20]
    add     x0, x0, x2
    mov     x21, #(1 << 35)         // the first unprotected IPA: the host emulates a device there
    str     x0, [x21, #8]
    ldrsh   w3, [x21, #16]
    str     x3, [x21, #24]
    b       .
    .size   realm_program, . - realm_program
    .balign 4096

/* Names the object's file symbol, which the linker would else take from a temporary file's name. */
    .file   "realm.S"
