package org.realmscope.platform.sysreg;

/** The pair of FEAT_FGT registers that holds a register's trap bits. */
enum FineGrainedTrap {
    NONE,
    /** HFGRTR_EL2 and HFGWTR_EL2. */
    GENERAL,
    /** HDFGRTR_EL2 and HDFGWTR_EL2. */
    DEBUG
}
