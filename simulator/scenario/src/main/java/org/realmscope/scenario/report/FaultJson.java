package org.realmscope.scenario.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.history.RttState;
import org.realmscope.scenario.guest.StepCode;
import org.realmscope.scenario.model.Position;

/** Writes faults as JSON. */
final class FaultJson {
    private final JsonWriter json;
    private final Names names;

    FaultJson(JsonWriter json, Names names) {
        this.json = json;
        this.names = names;
    }

    /** Writes the members of a fault. */
    void write(FaultRecord fault) throws IOException {
        json.name("number").value(fault.number());
        JsonReport.moment(json, "moment", fault.moment());
        json.name("pe").value(fault.guest().pe());
        json.name("vcpu").value(names.vcpu(fault));
        json.name("pc").value(JsonReport.hex(fault.guest().pc()));
        step(fault);
        json.name("ipa").value(JsonReport.hex(fault.ipa()));
        json.name("protected").value(fault.isProtected());
        json.name("access").value(fault.access().text());
        json.name("slot").value(names.slot(fault));
        json.name("source").value(source(fault));
        seen(fault);
        FaultRecord.Decision decision = fault.decision();
        json.name("decision").value(decision == null ? null : decision.row());
        json.name("decisionResult").value(decision == null ? null : decision.result());
        state("before", fault.before());
        state("after", fault.after());
        json.name("resolution").value(resolution(fault));
        json.name("rmi").beginArray();
        for (RmiCallRecord call : fault.rmi()) {
            call(call);
        }
        json.endArray();
        json.name("returnCode").value(fault.returnCode());
        json.name("repeats").value(fault.repeats());
        cost(fault.cost());
    }

    /** How a fault ended, as {@code resolved by} of an expectation writes it. */
    static String resolution(FaultRecord fault) {
        String command = fault.resolution().command();
        return command == null ? fault.resolution().kind().text() : command;
    }

    /** Who found out about a fault: the PE that took it, or the RMM. */
    static String source(FaultRecord fault) {
        return fault.isReportedByRmm() ? "rmm" : "pe";
    }

    private void step(FaultRecord fault) throws IOException {
        Optional<Position> position = names.position(fault);
        json.name("step");
        if (position.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("file").value(position.get().file());
        json.name("line").value(position.get().line());
        json.name("text").value(names.step(fault).map(FaultJson::text).orElse(null));
        json.endObject();
    }

    private static String text(StepCode code) {
        return code.step().text();
    }

    private void seen(FaultRecord fault) throws IOException {
        FaultRecord.SeenByPe pe = fault.seenByPe();
        json.name("seenByPe");
        if (pe == null) {
            json.nullValue();
        } else {
            json.beginObject();
            json.name("esr").value(JsonReport.hex(pe.esr()));
            json.name("far").value(JsonReport.hex(pe.far()));
            json.name("hpfar").value(JsonReport.hex(pe.hpfar()));
            json.name("level").value(pe.level());
            json.endObject();
        }
        FaultRecord.SeenByHost host = fault.seenByHost();
        json.name("seenByHost");
        if (host == null) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("esr").value(JsonReport.hex(host.esr()));
        json.name("far").value(JsonReport.hex(host.far()));
        json.name("hpfar").value(JsonReport.hex(host.hpfar()));
        json.endObject();
    }

    private void state(String name, @Nullable RttState state) throws IOException {
        json.name(name);
        if (state == null) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("level").value(state.level());
        json.name("hipas").value(state.hipas());
        json.name("ripas").value(state.ripas());
        json.endObject();
    }

    private void call(RmiCallRecord call) throws IOException {
        RmiCommand command = call.command();
        Long result = call.result();
        RmiStatus status = result == null ? null : RmiStatus.of(result);
        json.beginObject();
        json.name("command").value(call.name());
        list("arguments", command == null ? List.of() : command.inputs(), call.arguments());
        json.name("status");
        if (result == null) {
            json.nullValue();
        } else {
            json.value(status == null ? JsonReport.hex(result) : "RMI_" + status);
        }
        json.name("index").value(result == null ? null : (Integer) RmiStatus.index(result));
        list("outputs", command == null ? List.of() : command.outputs(), call.outputs());
        JsonReport.moment(json, "moment", call.moment());
        json.endObject();
    }

    private void list(String name, List<String> keys, List<Long> values) throws IOException {
        json.name(name).beginObject();
        for (int i = 0; i < values.size(); i++) {
            json.name(i < keys.size() ? keys.get(i) : "x" + (i + 1)).value(JsonReport.hex(values.get(i)));
        }
        json.endObject();
    }

    private void cost(FaultRecord.Cost cost) throws IOException {
        json.name("cost").beginObject();
        json.name("rmiCalls").value(cost.rmiCalls());
        json.name("tlbis").value(cost.tlbInvalidations());
        json.name("gptChanges").value(cost.gptChanges());
        json.name("hostInstructions").value(cost.hostInstructions() < 0 ? null : (Long) cost.hostInstructions());
        json.name("estimate").beginObject();
        json.name("rmm").value(cost.estimate().rmm());
        json.name("el3").value(cost.estimate().el3());
        json.name("complete").value(cost.estimate().isComplete());
        json.endObject();
        json.endObject();
    }
}
