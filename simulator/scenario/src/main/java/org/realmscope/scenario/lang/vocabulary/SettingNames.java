package org.realmscope.scenario.lang.vocabulary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.realmscope.scenario.model.HostSwitch;

/** The settings of each section, with the words that they take. */
public final class SettingNames {
    /** Settings of {@code platform}; all take numbers. */
    public static final List<Setting> PLATFORM = List.of(
            Setting.number("pes"),
            Setting.number("dram"),
            Setting.number("seed"),
            Setting.number("quantum"),
            Setting.number("limit"));

    /** Settings of {@code rmm}. */
    public static final List<Setting> RMM = List.of(
            Setting.words("profile", List.of("specification", "tf-rmm-rel0")),
            Setting.words("unknown_content", List.of("zero", "pattern")),
            Setting.text("image"));

    /** Settings of {@code host}: its switches, and an image instead of the one that comes with Realmscope. */
    public static final List<Setting> HOST = host();

    /** Settings of a realm. */
    public static final List<Setting> REALM = List.of(
            Setting.number("ipa_bits"),
            Setting.number("start_level"),
            Setting.words("lpa2", List.of("on", "off")),
            Setting.words("hash", List.of("sha256", "sha512")));

    private SettingNames() {}

    /** What a setting takes. */
    public enum Kind {
        NUMBER,
        WORD,
        TEXT
    }

    /**
     * A setting.
     *
     * @param words that it may have, for {@link Kind#WORD}
     */
    public record Setting(String name, Kind kind, List<String> words) {
        static Setting number(String name) {
            return new Setting(name, Kind.NUMBER, List.of());
        }

        static Setting text(String name) {
            return new Setting(name, Kind.TEXT, List.of());
        }

        static Setting words(String name, List<String> words) {
            return new Setting(name, Kind.WORD, words);
        }

        /** How it is written: bars for choices, capitals for what is to be written. */
        public String form() {
            return name + " "
                    + switch (kind) {
                        case NUMBER -> "N";
                        case TEXT -> "\"FILE\"";
                        case WORD -> String.join("|", words);
                    };
        }
    }

    public static Optional<Setting> find(List<Setting> settings, String name) {
        return settings.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    public static List<String> names(List<Setting> settings) {
        return settings.stream().map(Setting::name).toList();
    }

    public static Optional<HostSwitch> hostSwitch(String name) {
        return Arrays.stream(HostSwitch.values())
                .filter(found -> found.text().equals(name))
                .findFirst();
    }

    /** Settings of the host that can change while it runs. */
    public static List<Setting> switches() {
        return HOST.stream().filter(setting -> setting.kind() == Kind.WORD).toList();
    }

    private static List<Setting> host() {
        List<Setting> settings = new ArrayList<>();
        for (HostSwitch hostSwitch : HostSwitch.values()) {
            settings.add(Setting.words(hostSwitch.text(), hostSwitch.valueNames()));
        }
        settings.add(Setting.text("image"));
        return List.copyOf(settings);
    }
}
