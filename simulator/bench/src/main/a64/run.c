#include "console.h"
#include "workload.h"

int main(void)
{
    uint64_t checksum = 0;

    workload_prepare();
    for (uint64_t index = 0; index < workload_args.iterations; index++) {
        checksum = (checksum << 7 | checksum >> 57) ^ workload_iteration(index);
    }
    print(workload_name);
    print(" ");
    print_value("checksum", checksum);
    return 0;
}
