/* The points that the review of the series left open, each a switch. */
#ifndef HOST_KVM_SWITCHES_H
#define HOST_KVM_SWITCHES_H

#include "types.h"

enum readonly_unprotected {
    READONLY_RFC = 0,
    READONLY_NAIVE = 1,
    READONLY_FIXED = 2,
    READONLY_TODAY = 3,
};

enum block_mappings {
    BLOCKS_OFF = 0,
    BLOCKS_FOLLOW_USER = 1,
    BLOCKS_OPPORTUNISTIC = 2,
    BLOCKS_PAGES = 3, /* pages only, whatever backs the memory: today's series */
};

enum race {
    RACE_RFC = 0,
    RACE_TODAY = 1,
};

enum unmap_alias {
    UNMAP_ALIAS_RFC = 0,
    UNMAP_ALIAS_BOTH = 1,
};

enum behaviour {
    BEHAVIOUR_RFC = 0,
    BEHAVIOUR_TODAY = 1,
};

/* Numbers by which the VMM sets them; SWITCH_BEHAVIOUR sets all. */
enum switch_number {
    SWITCH_BEHAVIOUR = 0,
    SWITCH_READONLY_UNPROTECTED = 1,
    SWITCH_BLOCK_MAPPINGS = 2,
    SWITCH_AGE_UNPROTECTED = 3,
    SWITCH_RACE = 4,
    SWITCH_DEBUG_VM = 5,
    SWITCH_UNMAP_ALIAS = 6,
};

struct switches {
    enum behaviour behaviour; /* what has no switch of its own: guest_memfd, RIPAS changes, exits of a REC */
    enum readonly_unprotected readonly_unprotected;
    enum block_mappings block_mappings;
    bool age_unprotected;
    enum race race;
    bool debug_vm;
    enum unmap_alias unmap_alias;
};

extern struct switches switches;

/* 0, or -EINVAL if there is no such switch or value. */
int set_switch(u64 number, u64 value);

#endif
