#include "console.h"

#include "exception.h"

#define PL011_BASE 0x09000000ul
#define PL011_DR 0x000
#define PL011_FR 0x018
#define PL011_FR_TXFF (1u << 5)

#define SYS_EXIT 0x18
#define ADP_STOPPED_APPLICATION_EXIT 0x20026

static volatile uint32_t *pl011(uint64_t offset)
{
    return (volatile uint32_t *)(PL011_BASE + offset);
}

void print(const char *text)
{
    for (; *text != '\0'; text++) {
        while (*pl011(PL011_FR) & PL011_FR_TXFF) {
        }
        *pl011(PL011_DR) = (uint8_t)*text;
    }
}

void print_hex(uint64_t value)
{
    char text[19];

    text[0] = '0';
    text[1] = 'x';
    for (int digit = 0; digit < 16; digit++) {
        text[2 + digit] = "0123456789abcdef"[value >> (60 - 4 * digit) & 15];
    }
    text[18] = '\0';
    print(text);
}

void print_value(const char *label, uint64_t value)
{
    print(label);
    print("=");
    print_hex(value);
    print("\n");
}

_Noreturn void stop(int code)
{
    const uint64_t parameters[2] = {ADP_STOPPED_APPLICATION_EXIT, (uint64_t)code};
    register uint64_t operation __asm__("x0") = SYS_EXIT;
    register const uint64_t *block __asm__("x1") = parameters;

    for (;;) {
        __asm__ volatile("hlt #0xf000" : "+r"(operation) : "r"(block) : "memory");
    }
}

_Noreturn void exception_fatal(const struct exception_frame *frame)
{
    print("unexpected exception\n");
    print_value("vector", frame->vector);
    print_value("esr", frame->esr);
    print_value("elr", frame->elr);
    print_value("far", frame->far);
    stop(1);
}

__attribute__((weak)) void exception(struct exception_frame *frame)
{
    exception_fatal(frame);
}
