package org.realmscope.scenario.report;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.machine.history.ExitCounts;
import org.realmscope.scenario.run.ScenarioResult;
import org.realmscope.scenario.run.VcpuEnd;
import org.realmscope.scenario.run.VcpuStatus;

/** REC exits, without taking the host calls that end the steps of vCPUs for some that the scenario makes. */
final class Exits {
    private Exits() {}

    static List<ExitCounts.Line> of(ScenarioResult result) {
        long ends = result.vcpus().stream().filter(Exits::hasDoneAll).count();
        List<ExitCounts.Line> lines = new ArrayList<>();
        for (ExitCounts.Line line : result.history().exits().lines()) {
            boolean isHostCall = line.kind().equals(RmiRecExitReason.HOST_CALL.name()) && ends <= line.count();
            long others = isHostCall ? line.count() - ends : line.count();
            if (others > 0) {
                lines.add(new ExitCounts.Line(line.kind(), others));
            }
            if (isHostCall && ends > 0) {
                lines.add(new ExitCounts.Line(line.kind() + ", end of steps", ends));
            }
        }
        return lines;
    }

    private static boolean hasDoneAll(VcpuEnd vcpu) {
        return vcpu.status() == VcpuStatus.ENDED && !vcpu.turnedOff();
    }
}
