package org.realmscope.editor.wizards;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * A sample scenario that this plug-in carries.
 *
 * @param path below the samples
 */
public record Sample(String path, URL content) {
    private static final String FOLDER = "/samples/";
    private static final Pattern TITLE = Pattern.compile("(?m)^\\s*scenario\\s+\"([^\"]*)\"");

    /** All of them, by their paths; none if the plug-in was built without them. */
    public static List<Sample> all() {
        Bundle bundle = FrameworkUtil.getBundle(Sample.class);
        var found = bundle.findEntries(FOLDER, "*.rme", true);
        return found == null
                ? List.of()
                : Collections.list(found).stream()
                        .map(each -> new Sample(each.getPath().substring(FOLDER.length()), each))
                        .sorted((first, second) -> first.order().compareTo(second.order()))
                        .toList();
    }

    /** Samples that stand alone come before folders full of them. */
    private String order() {
        return (path.contains("/") ? "1" : "0") + path;
    }

    /** What it is called within, or its path. */
    public String title() {
        Matcher matcher = TITLE.matcher(new String(bytes(), StandardCharsets.UTF_8));
        return matcher.find() ? matcher.group(1) : path;
    }

    byte[] bytes() {
        try (InputStream stream = content.openStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The plug-in's sample " + path + " cannot be read", e);
        }
    }
}
