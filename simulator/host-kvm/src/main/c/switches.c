#include "switches.h"

struct switches switches;

static void set_behaviour(enum behaviour behaviour)
{
    bool today = behaviour == BEHAVIOUR_TODAY;

    switches.behaviour = behaviour;
    switches.readonly_unprotected = today ? READONLY_TODAY : READONLY_RFC;
    switches.block_mappings = today ? BLOCKS_PAGES : BLOCKS_OFF;
    switches.age_unprotected = false;
    switches.race = today ? RACE_TODAY : RACE_RFC;
    switches.unmap_alias = today ? UNMAP_ALIAS_BOTH : UNMAP_ALIAS_RFC;
}

int set_switch(u64 number, u64 value)
{
    static const u64 largest[] = {BEHAVIOUR_TODAY, READONLY_TODAY, BLOCKS_PAGES,    1,
                                  RACE_TODAY,      1,              UNMAP_ALIAS_BOTH};

    if (number > SWITCH_UNMAP_ALIAS || value > largest[number]) {
        return -EINVAL;
    }
    switch ((enum switch_number)number) {
    case SWITCH_BEHAVIOUR:
        set_behaviour((enum behaviour)value);
        break;
    case SWITCH_READONLY_UNPROTECTED:
        switches.readonly_unprotected = (enum readonly_unprotected)value;
        break;
    case SWITCH_BLOCK_MAPPINGS:
        switches.block_mappings = (enum block_mappings)value;
        break;
    case SWITCH_AGE_UNPROTECTED:
        switches.age_unprotected = value != 0;
        break;
    case SWITCH_RACE:
        switches.race = (enum race)value;
        break;
    case SWITCH_DEBUG_VM:
        switches.debug_vm = value != 0;
        break;
    case SWITCH_UNMAP_ALIAS:
        switches.unmap_alias = (enum unmap_alias)value;
        break;
    }
    return 0;
}
