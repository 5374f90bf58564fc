/* The memory and string functions that the mem workload measures: our own, word at a time where that pays. */
#ifndef BENCH_STRING_H
#define BENCH_STRING_H

#include <stddef.h>

void *memcpy(void *restrict to, const void *restrict from, size_t length);
void *memmove(void *to, const void *from, size_t length);
void *memset(void *to, int value, size_t length);
int memcmp(const void *a, const void *b, size_t length);
size_t strlen(const char *text);
char *strcpy(char *restrict to, const char *restrict from);
int strcmp(const char *a, const char *b);
char *strchr(const char *text, int c);

#endif
