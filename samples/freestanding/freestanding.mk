# Rules shared by every freestanding A64 program of this repository. A folder's Makefile sets REPOSITORY (the relative
# path of the repository's root), includes this file and compiles all sources of a program in one command, so that no
# object files are left behind and the ELF depends on nothing but its sources and the compiler version.

CROSS_COMPILE ?= aarch64-linux-gnu-
CC = $(CROSS_COMPILE)gcc

FREESTANDING := $(REPOSITORY)/samples/freestanding
ROOT := $(abspath $(REPOSITORY))
COMPILER_INCLUDE := $(shell $(CC) -print-file-name=include)

A64_FLAGS := -std=c11 -ffreestanding -fno-builtin -fno-tree-loop-distribute-patterns -mgeneral-regs-only \
    -fno-pic -fno-pie -fno-stack-protector -fno-asynchronous-unwind-tables -ffunction-sections -fdata-sections \
    -mno-outline-atomics -Wall -Wextra -Werror \
    -g -gdwarf-4 -gno-record-gcc-switches -ffile-prefix-map=$(ROOT)/= \
    -ffile-prefix-map=$(COMPILER_INCLUDE)=compiler
A64_LINK_FLAGS := -nostdlib -static -no-pie -Wl,--build-id=none -Wl,--gc-sections -Wl,-z,max-page-size=4096 \
    -Wl,--no-warn-rwx-segments

RUNTIME := $(addprefix $(FREESTANDING)/,boot.S console.c mmu.c)
RUNTIME_HEADERS := $(addprefix $(FREESTANDING)/,console.h mmu.h sysreg.h exception.h)
RUNTIME_FLAGS := -I$(FREESTANDING)
RUNTIME_SCRIPT := $(FREESTANDING)/freestanding.ld
