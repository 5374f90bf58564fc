package org.realmscope.scenario.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.history.RttState;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.run.ScenarioResult;

/** The faults as comma-separated values (RFC 4180, lines end with LF): a header, then a line per fault. */
public final class CsvReport {
    private static final List<String> HEADER = List.of(
            "number",
            "instructions",
            "ordinal",
            "pe",
            "vcpu",
            "pc",
            "file",
            "line",
            "ipa",
            "protected",
            "access",
            "slot",
            "esr",
            "far",
            "hpfar",
            "level",
            "host_esr",
            "host_far",
            "host_hpfar",
            "decision",
            "before_level",
            "before_hipas",
            "before_ripas",
            "after_level",
            "after_hipas",
            "after_ripas",
            "resolution",
            "rmi",
            "return_code",
            "repeats",
            "rmi_calls",
            "tlbis",
            "gpt_changes",
            "host_instructions",
            "estimated_rmm",
            "estimated_el3",
            "source");

    private final Names names;
    private final Appendable out;

    private CsvReport(Names names, Appendable out) {
        this.names = names;
        this.out = out;
    }

    /** Writes the faults of a run. What is not known is an empty field. */
    public static void write(ScenarioResult result, Appendable out) throws IOException {
        CsvReport report = new CsvReport(new Names(result), out);
        report.line(HEADER);
        FaultHistory faults = result.history().faults();
        for (long number = faults.firstKept(); number <= faults.count(); number++) {
            report.line(report.fields(faults.fault(number)));
        }
    }

    private List<String> fields(FaultRecord fault) {
        List<String> fields = new ArrayList<>(HEADER.size());
        Position position = names.position(fault).orElse(null);
        fields.add(Long.toString(fault.number()));
        fields.add(Long.toString(fault.moment().instructions()));
        fields.add(Integer.toString(fault.moment().ordinal()));
        fields.add(Integer.toString(fault.guest().pe()));
        fields.add(names.vcpu(fault));
        fields.add(JsonReport.hex(fault.guest().pc()));
        fields.add(position == null ? "" : position.file());
        fields.add(position == null ? "" : Integer.toString(position.line()));
        fields.add(JsonReport.hex(fault.ipa()));
        fields.add(text(fault.isProtected()));
        fields.add(fault.access().text());
        fields.add(text(names.slot(fault)));
        seen(fields, fault);
        fields.add(fault.decision() == null ? "" : fault.decision().row());
        state(fields, fault.before());
        state(fields, fault.after());
        fields.add(FaultJson.resolution(fault));
        fields.add(fault.rmi().stream().map(CsvReport::call).collect(Collectors.joining("; ")));
        fields.add(text(fault.returnCode()));
        fields.add(Boolean.toString(fault.repeats()));
        cost(fields, fault.cost());
        fields.add(FaultJson.source(fault));
        return fields;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static void seen(List<String> fields, FaultRecord fault) {
        FaultRecord.SeenByPe pe = fault.seenByPe();
        fields.add(pe == null ? "" : JsonReport.hex(pe.esr()));
        fields.add(pe == null ? "" : JsonReport.hex(pe.far()));
        fields.add(pe == null ? "" : JsonReport.hex(pe.hpfar()));
        fields.add(pe == null ? "" : Integer.toString(pe.level()));
        FaultRecord.SeenByHost host = fault.seenByHost();
        fields.add(host == null ? "" : JsonReport.hex(host.esr()));
        fields.add(host == null ? "" : JsonReport.hex(host.far()));
        fields.add(host == null ? "" : JsonReport.hex(host.hpfar()));
    }

    private static void state(List<String> fields, @Nullable RttState state) {
        fields.add(state == null ? "" : Integer.toString(state.level()));
        fields.add(state == null ? "" : state.hipas());
        fields.add(state == null ? "" : text(state.ripas()));
    }

    private static String call(RmiCallRecord call) {
        String result = call.resultText();
        return result == null ? call.name() : call.name() + " " + result;
    }

    private static void cost(List<String> fields, FaultRecord.Cost cost) {
        fields.add(Long.toString(cost.rmiCalls()));
        fields.add(Long.toString(cost.tlbInvalidations()));
        fields.add(Long.toString(cost.gptChanges()));
        fields.add(cost.hostInstructions() < 0 ? "" : Long.toString(cost.hostInstructions()));
        fields.add(Long.toString(cost.estimate().rmm()));
        fields.add(Long.toString(cost.estimate().el3()));
    }

    private void line(List<String> fields) throws IOException {
        String separator = "";
        for (String field : fields) {
            out.append(separator).append(quoted(field));
            separator = ",";
        }
        out.append('\n');
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
