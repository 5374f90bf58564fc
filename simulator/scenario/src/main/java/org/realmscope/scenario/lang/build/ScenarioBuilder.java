package org.realmscope.scenario.lang.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.scenario.lang.syntax.Document;
import org.realmscope.scenario.lang.syntax.ExpectSection;
import org.realmscope.scenario.lang.syntax.FailAction;
import org.realmscope.scenario.lang.syntax.HostSection;
import org.realmscope.scenario.lang.syntax.PlatformSection;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.RmmSection;
import org.realmscope.scenario.lang.syntax.Rule;
import org.realmscope.scenario.lang.syntax.Section;
import org.realmscope.scenario.lang.syntax.Setting;
import org.realmscope.scenario.lang.syntax.VmmSection;
import org.realmscope.scenario.lang.vocabulary.SettingNames;
import org.realmscope.scenario.model.Expectation;
import org.realmscope.scenario.model.HostSetup;
import org.realmscope.scenario.model.HostSwitch;
import org.realmscope.scenario.model.PlatformSetup;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.RmmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.SwitchSetting;
import org.realmscope.scenario.model.VmmRule;
import org.realmscope.scenario.model.VmmRule.Trigger;

/** Builds the plain scenario from a document that all checks have passed. */
public final class ScenarioBuilder {
    /** Instructions after which a run is stopped when the scenario does not say. */
    public static final long DEFAULT_LIMIT = 1_000_000_000;

    private final Document document;
    private final SourceText source;
    private final Path directory;

    /** @param directory to which the files that the scenario names are relative */
    public ScenarioBuilder(Document document, SourceText source, Path directory) {
        this.document = document;
        this.source = source;
        this.directory = directory;
    }

    /** The scenario. */
    public Scenario build() {
        RealmBuilder realmBuilder = new RealmBuilder(source, directory);
        List<RealmSetup> realms =
                Elements.realms(document).stream().map(realmBuilder::build).toList();
        String title = document.getTitle();
        return new Scenario(
                source.file(),
                title == null ? source.file() : title,
                platform(),
                rmm(),
                host(),
                realms,
                rules(),
                expectations());
    }

    private PlatformSetup platform() {
        List<Setting> settings = settings(PlatformSection.class, PlatformSection::getSettings);
        int vcpus = 0;
        for (Realm realm : Elements.realms(document)) {
            vcpus += Elements.vcpus(realm).size();
        }
        MachineConfiguration defaults = MachineConfiguration.DEFAULT;
        return new PlatformSetup(
                dramPosition(settings),
                (int) Elements.number(settings, "pes").orElse(vcpus + 1L),
                Elements.number(settings, "dram").orElse(defaults.dramSize()),
                Elements.number(settings, "seed").orElse(defaults.seed()),
                Elements.number(settings, "quantum").orElse(defaults.quantum()),
                Elements.number(settings, "limit").orElse(DEFAULT_LIMIT));
    }

    private @Nullable Position dramPosition(List<Setting> settings) {
        Optional<? extends EObject> written = Elements.setting(settings, "dram");
        if (written.isEmpty()) {
            written = EcoreUtil2.typeSelect(document.getSections(), PlatformSection.class).stream()
                    .findFirst();
        }
        return written.map(source::position).orElse(null);
    }

    private RmmSetup rmm() {
        List<Setting> settings = settings(RmmSection.class, RmmSection::getSettings);
        return new RmmSetup(
                Elements.text(settings, "image").orElse(null),
                Elements.word(settings, "profile").orElse("specification"),
                Elements.word(settings, "unknown_content").equals(Optional.of("pattern")));
    }

    private HostSetup host() {
        List<Setting> settings = settings(HostSection.class, HostSection::getSettings);
        List<SwitchSetting> switches = new ArrayList<>();
        for (Setting setting : settings) {
            SettingNames.hostSwitch(setting.getKey()).ifPresent(found -> switches.add(switchSetting(found, setting)));
        }
        return new HostSetup(Elements.text(settings, "image").orElse(null), switches);
    }

    private SwitchSetting switchSetting(HostSwitch hostSwitch, Setting setting) {
        int value = hostSwitch.valueNames().indexOf(Elements.word(setting).orElseThrow());
        return new SwitchSetting(source.position(setting), hostSwitch, value);
    }

    private <S extends Section> List<Setting> settings(Class<S> kind, Function<S, List<Setting>> settings) {
        return EcoreUtil2.typeSelect(document.getSections(), kind).stream()
                .flatMap(section -> settings.apply(section).stream())
                .toList();
    }

    private List<VmmRule> rules() {
        ActionBuilder actions = new ActionBuilder(source);
        List<VmmRule> rules = new ArrayList<>();
        for (Section section : document.getSections()) {
            switch (section) {
                case FailAction fail ->
                    rules.add(new VmmRule(source.position(fail), new Trigger.Start(), List.of(actions.build(fail))));
                case VmmSection vmm -> {
                    for (Rule rule : vmm.getRules()) {
                        rules.add(actions.build(rule));
                    }
                }
                default -> {}
            }
        }
        return rules;
    }

    private List<Expectation> expectations() {
        ExpectationBuilder builder = new ExpectationBuilder(source);
        return EcoreUtil2.typeSelect(document.getSections(), ExpectSection.class).stream()
                .flatMap(section -> section.getExpectations().stream())
                .map(builder::build)
                .toList();
    }
}
