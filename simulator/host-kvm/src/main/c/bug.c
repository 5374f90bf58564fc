#include "bug.h"

#include "setup.h"
#include "spinlock.h"
#include "vmm_port.h"

struct report reports[MAX_REPORTS];
u64 report_functions[MAX_REPORTS];
u64 nr_reports;

static spinlock_t report_lock;

/* The oldest report makes room when there are too many; the VMM hears of each by its doorbell. */
void warn_slowpath(enum report_kind kind, struct report_place place, const char *text, const u64 *values)
{
    struct report *report;
    u64 index;

    spin_lock(&report_lock);
    index = nr_reports++;
    report = &reports[index % MAX_REPORTS];
    report->kind = kind;
    report->file = (u64)place.file;
    report->line = (u64)place.line;
    report->text = (u64)text;
    for (int i = 0; i < REPORT_VALUES; i++) {
        report->values[i] = values[i];
    }
    report_functions[index % MAX_REPORTS] = (u64)place.function;
    spin_unlock(&report_lock);
    vmm_ring(DOORBELL_REPORT, index);
}

_Noreturn void bug_slowpath(struct report_place place, const char *text, const u64 *values)
{
    warn_slowpath(REPORT_BUG, place, text, values);
    thread_is_gone();
}
