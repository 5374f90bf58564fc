package org.realmscope.scenario.report;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.ExitCounts;
import org.realmscope.machine.history.ForgottenFaults;
import org.realmscope.machine.history.HostReport;
import org.realmscope.machine.history.RealmTables;
import org.realmscope.machine.history.RmiTotals;
import org.realmscope.machine.history.RunHistory;
import org.realmscope.machine.time.Moment;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.model.VmmRule;
import org.realmscope.scenario.run.ActionOutcome;
import org.realmscope.scenario.run.ExpectationResult;
import org.realmscope.scenario.run.GuestException;
import org.realmscope.scenario.run.LeakedGranule;
import org.realmscope.scenario.run.ScenarioResult;
import org.realmscope.scenario.run.VcpuEnd;

/**
 * The complete report for programs, as {@code docs/run-report.md} and {@code docs/run-report.schema.json} describe it.
 * It is written as it is read from the history, so that its size does not matter.
 */
public final class JsonReport {
    /** Number of the format; it changes when a reader of the old one would misunderstand the new one. */
    public static final int VERSION = 1;

    private static final String INDENT = "  ";

    private final ScenarioResult result;
    private final RunHistory history;
    private final Names names;
    private final JsonWriter json;

    private JsonReport(ScenarioResult result, Writer out) {
        this.result = result;
        this.history = result.history();
        this.names = new Names(result);
        this.json = new JsonWriter(out);
        json.setStrictness(Strictness.STRICT);
        json.setIndent(INDENT);
        json.setSerializeNulls(true);
        json.setHtmlSafe(false);
    }

    /** Writes the report of a run. */
    public static void write(ScenarioResult result, Writer out) throws IOException {
        new JsonReport(result, out).write();
        out.write('\n');
        out.flush();
    }

    /** An address or register as text: JSON's readers have no 64-bit integers. */
    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    private void write() throws IOException {
        json.beginObject();
        json.name("version").value(VERSION);
        json.name("scenario").value(result.scenario().file());
        json.name("title").value(result.scenario().title());
        json.name("seed").value(result.seed());
        json.name("instructions").value(result.instructions());
        json.name("end").value(result.end().name().toLowerCase(Locale.ROOT));
        json.name("endText").value(result.endText());
        json.name("met").value(result.isMet());
        texts("failedRealms", result.failedRealms());
        texts("places", result.places());
        vcpus();
        guestExceptions();
        faults();
        rmiCalls();
        exits();
        json.name("worldSwitches").value(history.worldSwitches());
        reports();
        ripas();
        rtt();
        measurements();
        actions();
        expectations();
        json.name("console").value(result.console());
        json.endObject();
        json.flush();
    }

    private void vcpus() throws IOException {
        json.name("vcpus").beginArray();
        for (VcpuEnd vcpu : result.vcpus()) {
            RealmSetup realm = result.scenario().realms().get(vcpu.realm());
            line(() -> {
                json.name("vcpu").value(realm.name() + "." + vcpu.vcpu().name());
                json.name("pe").value(vcpu.pe());
                json.name("end").value(vcpu.status().text());
                json.name("error").value(vcpu.error());
            });
        }
        json.endArray();
    }

    private void guestExceptions() throws IOException {
        json.name("guestExceptions").beginArray();
        for (GuestException exception : result.guestExceptions()) {
            line(() -> {
                json.name("vcpu").value(names.vcpu(exception.vcpu()));
                json.name("text").value(exception.text());
                json.name("pc").value(hex(exception.pc()));
                json.name("exceptionClass").value(exception.exceptionClass());
                json.name("description").value(exception.description());
                json.name("count").value(exception.count());
                position(exception.position());
            });
        }
        json.endArray();
    }

    private void faults() throws IOException {
        json.name("faultCount").value(history.faults().count());
        forgotten(history.faults().forgotten());
        json.name("faults").beginArray();
        FaultJson faults = new FaultJson(json, names);
        long count = history.faults().count();
        for (long number = history.faults().firstKept(); number <= count; number++) {
            long n = number;
            line(() -> faults.write(history.faults().fault(n)));
        }
        json.endArray();
    }

    private void forgotten(ForgottenFaults forgotten) throws IOException {
        json.name("forgottenFaults").beginObject();
        json.name("count").value(forgotten.count());
        json.name("protected").value(forgotten.isProtected());
        json.name("unprotected").value(forgotten.unprotected());
        json.name("rmiCalls").value(forgotten.rmiCalls());
        json.endObject();
    }

    private void rmiCalls() throws IOException {
        PhaseTotals phases = new PhaseTotals(history);
        json.name("rmiCalls").beginArray();
        for (RmiTotals.Line total : history.totals().lines()) {
            line(() -> {
                json.name("command").value(total.command());
                json.name("status").value(total.status() == null ? hex(total.result()) : total.status());
                json.name("index").value(total.index());
                json.name("count").value(total.count());
                json.name("sinceStart").value(phases.sinceStart(total));
                json.name("whileRunning").value(phases.running(total));
            });
        }
        json.endArray();
    }

    private void exits() throws IOException {
        json.name("exits").beginArray();
        for (ExitCounts.Line exit : Exits.of(result)) {
            line(() -> {
                json.name("kind").value(exit.kind());
                json.name("count").value(exit.count());
            });
        }
        json.endArray();
    }

    private void reports() throws IOException {
        json.name("warnings").beginArray();
        for (HostReport report : history.reports()) {
            if (report.kind() != HostReport.Kind.LEAK) {
                line(() -> report(report));
            }
        }
        json.endArray();
        json.name("leaks").beginArray();
        for (LeakedGranule leak : result.leaks()) {
            line(() -> leak(leak));
        }
        json.endArray();
        json.name("reportCount").value(history.reportCount());
    }

    private void leak(LeakedGranule leak) throws IOException {
        HostReport report = leak.report();
        VmmAction action = leak.action();
        json.name("address").value(hex(leak.address()));
        json.name("state").value(leak.state());
        json.name("reported").value(report != null);
        if (report != null) {
            report(report);
            return;
        }
        json.name("kind").value(HostReport.Kind.LEAK.text());
        json.name("function").nullValue();
        json.name("file").value(action == null ? null : action.position().file());
        json.name("line")
                .value(action == null ? null : (Integer) action.position().line());
        json.name("text").value(leak.text());
        json.name("values").beginArray().value(hex(leak.address())).endArray();
        json.name("moment").nullValue();
        json.name("pe").nullValue();
    }

    private void report(HostReport report) throws IOException {
        json.name("kind").value(report.kind().text());
        json.name("function").value(report.function().isEmpty() ? null : report.function());
        json.name("file").value(report.file());
        json.name("line").value(report.line());
        json.name("text").value(report.text());
        json.name("values").beginArray();
        for (long value : report.values()) {
            json.value(hex(value));
        }
        json.endArray();
        moment(json, "moment", report.moment());
        json.name("pe").value(report.pe() < 0 ? null : (Integer) report.pe());
    }

    /** Writes a moment. */
    static void moment(JsonWriter json, String name, @Nullable Moment moment) throws IOException {
        json.name(name);
        if (moment == null) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("instructions").value(moment.instructions());
        json.name("ordinal").value(moment.ordinal());
        json.endObject();
    }

    private void ripas() throws IOException {
        json.name("ripas").beginArray();
        for (RealmTables realm : history.tables()) {
            for (RealmTables.RipasRange range : realm.ripas()) {
                line(() -> {
                    json.name("realm").value(names.realmName(realm.realm()));
                    json.name("base").value(hex(range.base()));
                    json.name("end").value(hex(range.end()));
                    json.name("ripas").value(range.ripas());
                });
            }
        }
        json.endArray();
    }

    private void rtt() throws IOException {
        json.name("rtt").beginArray();
        for (RealmTables realm : history.tables()) {
            for (RealmTables.RttRange range : realm.rtt()) {
                line(() -> {
                    json.name("realm").value(names.realmName(realm.realm()));
                    json.name("base").value(hex(range.base()));
                    json.name("end").value(hex(range.end()));
                    json.name("level").value(range.state().level());
                    json.name("hipas").value(range.state().hipas());
                    json.name("ripas").value(range.state().ripas());
                    json.name("pa").value(range.pa() == 0 ? null : hex(range.pa()));
                });
            }
        }
        json.endArray();
    }

    private void measurements() throws IOException {
        json.name("measurements").beginArray();
        for (RealmTables realm : history.tables()) {
            line(() -> {
                json.name("realm").value(names.realmName(realm.realm()));
                json.name("rim").value(realm.measurements().getFirst());
                json.name("rems").beginArray();
                for (String rem :
                        realm.measurements().subList(1, realm.measurements().size())) {
                    json.value(rem);
                }
                json.endArray();
            });
        }
        json.endArray();
    }

    private void actions() throws IOException {
        json.name("actions").beginArray();
        for (ActionOutcome action : result.actions()) {
            line(() -> {
                json.name("text").value(action.action().text());
                json.name("times").value(action.times());
                json.name("failures").value(action.failures());
                json.name("result").value(action.actual());
                position(action.action().position());
            });
        }
        json.endArray();
        json.name("untriggered").beginArray();
        for (VmmRule rule : result.untriggered()) {
            line(() -> {
                json.name("trigger").value(Triggers.text(rule.trigger()));
                position(rule.position());
            });
        }
        json.endArray();
    }

    private void position(Position position) throws IOException {
        json.name("file").value(position.file());
        json.name("line").value(position.line());
        json.name("column").value(position.column());
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.name(name).beginArray();
        for (String text : texts) {
            json.value(text);
        }
        json.endArray();
    }

    private void expectations() throws IOException {
        json.name("expectations").beginArray();
        for (ExpectationResult expectation : result.expectations()) {
            line(() -> {
                json.name("text").value(expectation.text());
                json.name("met").value(expectation.met());
                json.name("actual").value(expectation.actual());
                position(expectation.position());
            });
        }
        json.endArray();
    }

    /** Writes members of an object. */
    @FunctionalInterface
    private interface Members {
        void write() throws IOException;
    }

    /** Writes an object in a line of its own. */
    private void line(Members members) throws IOException {
        json.beginObject();
        json.setIndent("");
        members.write();
        json.endObject();
        json.setIndent(INDENT);
    }
}
