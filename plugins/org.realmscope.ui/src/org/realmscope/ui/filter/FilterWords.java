package org.realmscope.ui.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.map.AddressRange;

/**
 * What a filter asks for: an address or a range of addresses, settings as {@code vcpu=1}, and words.
 *
 * @param range    null for any address
 * @param settings by their names in lower case
 * @param words    all of which are to be found
 */
public record FilterWords(@Nullable AddressRange range, Map<String, @Nullable String> settings, List<String> words) {
    /** Asks for everything. */
    public static final FilterWords ALL = new FilterWords(null, Map.of(), List.of());

    private static final Pattern RANGE =
            Pattern.compile("(0[xX][0-9a-fA-F_]{1,16})(?:(?:-|\\.\\.|\u2013)(0[xX][0-9a-fA-F_]{1,16}))?");
    private static final Pattern SETTING = Pattern.compile("([a-zA-Z]+)[=:](.+)");

    public FilterWords {
        settings = Map.copyOf(settings);
        words = List.copyOf(words);
    }

    /**
     * What a text asks for.
     *
     * @throws IllegalArgumentException with a message for people, if it cannot be understood
     */
    public static FilterWords parse(String text) {
        AddressRange range = null;
        Map<String, @Nullable String> settings = new TreeMap<>();
        List<String> words = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            Matcher setting = SETTING.matcher(word);
            if (word.startsWith("0x") || word.startsWith("0X")) {
                if (range != null) {
                    throw new IllegalArgumentException("Only one address or range, for example 0x200000-0x400000.");
                }
                range = range(word);
            } else if (setting.matches()) {
                settings.put(setting.group(1).toLowerCase(Locale.ROOT), setting.group(2));
            } else if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return new FilterWords(range, settings, words);
    }

    private static AddressRange range(String word) {
        Matcher matcher = RANGE.matcher(word);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(word + " is no address; write 0x200000 or 0x200000-0x400000.");
        }
        long base = AddressRange.parse(matcher.group(1));
        String end = matcher.group(2);
        if (end == null) {
            return AddressRange.page(base);
        }
        if (base < 0 || AddressRange.parse(end) <= base) {
            throw new IllegalArgumentException(
                    "The range " + word + " is empty; its end has to be above its beginning.");
        }
        return new AddressRange(base, AddressRange.parse(end));
    }

    /** Whether it asks for everything. */
    public boolean isAll() {
        return range == null && settings.isEmpty() && words.isEmpty();
    }

    /** A setting that is a number; null if it is not there. */
    public @Nullable Integer number(String name) {
        String value = settings.get(name);
        if (value == null) {
            return null;
        }
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(name + "=" + value + " is no number; write for example " + name + "=1.");
        }
        return Integer.valueOf(value);
    }

    /**
     * Refuses settings that mean nothing.
     *
     * @param instead what can be asked for, for people
     * @param known   names of the settings that mean something
     * @throws IllegalArgumentException if there are others
     */
    public void refuseSettingsBut(String instead, String... known) {
        for (String name : settings.keySet()) {
            if (!List.of(known).contains(name)) {
                throw new IllegalArgumentException("There is no " + name + "= here; " + instead + ".");
            }
        }
    }

    /** Whether a setting has a value, in any case of letters, or is not there. */
    public boolean settingMatches(String name, String value) {
        String wanted = settings.get(name);
        return wanted == null || wanted.equalsIgnoreCase(value);
    }

    /** Whether all words are found in one of {@code texts}, in any case of letters. */
    public boolean wordsMatch(List<String> texts) {
        return words.stream()
                .allMatch(word -> texts.stream()
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))));
    }

    /** Whether a range has addresses that are asked for. */
    public boolean rangeMatches(AddressRange other) {
        AddressRange wanted = range;
        return wanted == null || wanted.intersects(other);
    }
}
