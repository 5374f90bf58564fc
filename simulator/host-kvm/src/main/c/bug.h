/* Reports: failed assertions, leaked granules and what else a developer must hear of. */
#ifndef HOST_KVM_BUG_H
#define HOST_KVM_BUG_H

#include "types.h"

enum report_kind {
    REPORT_WARN = 1,   /* WARN_ON */
    REPORT_BUG = 2,    /* BUG_ON: the thread is gone */
    REPORT_LEAK = 3,   /* a granule that stays delegated and is given up */
    REPORT_SIGBUS = 4, /* user space touched memory that it cannot have */
    REPORT_OOPS = 5,   /* the host took an exception that nothing expects */
};

#define REPORT_VALUES 4
#define MAX_REPORTS 256

/* Layout known to the VMM: docs/vmm-port.md. */
struct report {
    u64 kind;
    u64 file; /* address of a zero-terminated string */
    u64 line;
    u64 text; /* address of a zero-terminated string */
    u64 values[REPORT_VALUES];
};

extern struct report reports[MAX_REPORTS];
extern u64 report_functions[MAX_REPORTS]; /* address of the name of the function that reports[i] is from */
extern u64 nr_reports;

/* Where a report is from. */
struct report_place {
    const char *file;
    const char *function;
    int line;
};

void warn_slowpath(enum report_kind kind, struct report_place place, const char *text, const u64 *values);
_Noreturn void bug_slowpath(struct report_place place, const char *text, const u64 *values);

#define THIS_PLACE ((struct report_place){__FILE__, __func__, __LINE__})

/* Reports `condition`, with up to four values, when it holds. Yields whether it does. */
#define WARN(condition, ...)                                                                                          \
    ({                                                                                                                \
        bool warned_ = !!(condition);                                                                                 \
        if (unlikely(warned_)) {                                                                                      \
            warn_slowpath(REPORT_WARN, THIS_PLACE, #condition, (const u64[REPORT_VALUES]){__VA_ARGS__});              \
        }                                                                                                             \
        warned_;                                                                                                      \
    })

#define WARN_ON(condition) WARN(condition, 0)

#define BUG_ON(condition, ...)                                                                                        \
    do {                                                                                                              \
        if (unlikely(condition)) {                                                                                    \
            bug_slowpath(THIS_PLACE, #condition, (const u64[REPORT_VALUES]){__VA_ARGS__});                            \
        }                                                                                                             \
    } while (0)

#define REPORT(kind, text, ...) \
    warn_slowpath(kind, THIS_PLACE, text, (const u64[REPORT_VALUES]){__VA_ARGS__})

#endif
