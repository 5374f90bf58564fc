package org.realmscope.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.HexFormat;

/** Numbers and bytes as traces write them. */
final class Hex {
    private Hex() {}

    /** A number: a string such as {@code "0x1f"}, or a JSON number. */
    static long parse(JsonElement element) {
        String text = element.getAsString();
        return text.startsWith("0x") ? Long.parseUnsignedLong(text, 2, text.length(), 16) : Long.parseLong(text);
    }

    static byte[] bytes(JsonElement element) {
        return HexFormat.of().parseHex(element.getAsString());
    }

    static String bytes(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static String format(long value) {
        return "0x" + Long.toHexString(value);
    }

    /** Element {@code i} of an array of which trailing zeros have been left out. */
    static long element(JsonArray array, int i) {
        return i < array.size() ? parse(array.get(i)) : 0;
    }
}
