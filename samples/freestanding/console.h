/* Text on the PL011, and the end of the run. */
#ifndef FREESTANDING_CONSOLE_H
#define FREESTANDING_CONSOLE_H

#include <stdint.h>

void print(const char *text);

/* Prints 0x and 16 hexadecimal digits. */
void print_hex(uint64_t value);

/* Prints `label`, `=`, the value as print_hex does and a line feed. */
void print_value(const char *label, uint64_t value);

/* Ends the run with an exit code: semihosting SYS_EXIT through HLT #0xF000. */
_Noreturn void stop(int code);

#endif
