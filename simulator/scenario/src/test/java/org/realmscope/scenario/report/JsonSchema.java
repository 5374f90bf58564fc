package org.realmscope.scenario.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks JSON against a JSON Schema, as far as our schema uses them. What it does not know is an error. */
final class JsonSchema {
    private final JsonObject schema;
    private final List<String> violations = new ArrayList<>();

    private JsonSchema(JsonObject schema) {
        this.schema = schema;
    }

    /** What of {@code value} is not as {@code schema} says. */
    static List<String> check(JsonObject schema, JsonElement value) {
        JsonSchema check = new JsonSchema(schema);
        check.check(schema, value, "");
        return check.violations;
    }

    private boolean matches(JsonObject rule, JsonElement value) {
        JsonSchema inner = new JsonSchema(schema);
        inner.check(rule, value, "");
        return inner.violations.isEmpty();
    }

    private void require(boolean condition, String path, String problem) {
        if (!condition) {
            violations.add(path + ": " + problem);
        }
    }

    private void check(JsonObject rule, JsonElement value, String path) {
        for (String keyword : rule.keySet()) {
            JsonElement operand = rule.get(keyword);
            switch (keyword) {
                case "$schema", "title", "description", "$defs" -> {}
                case "$ref" -> {
                    String name = operand.getAsString().substring("#/$defs/".length());
                    check(schema.getAsJsonObject("$defs").getAsJsonObject(name), value, path);
                }
                case "type" -> require(isOfType(operand, value), path, value + " is not of type " + operand);
                case "const" -> require(operand.equals(value), path, value + " is not " + operand);
                case "enum" -> require(operand.getAsJsonArray().contains(value), path, value + " is not in " + operand);
                case "minimum" ->
                    require(
                            !isNumber(value) || value.getAsLong() >= operand.getAsLong(),
                            path,
                            value + " is below " + operand);
                case "maximum" ->
                    require(
                            !isNumber(value) || value.getAsLong() <= operand.getAsLong(),
                            path,
                            value + " is above " + operand);
                case "pattern" ->
                    require(
                            !isString(value)
                                    || Pattern.compile(operand.getAsString())
                                            .matcher(value.getAsString())
                                            .find(),
                            path,
                            value + " does not match " + operand);
                case "anyOf" ->
                    require(
                            operand.getAsJsonArray().asList().stream()
                                    .anyMatch(choice -> matches(choice.getAsJsonObject(), value)),
                            path,
                            value + " matches none of " + operand);
                case "items" -> items(operand.getAsJsonObject(), value, path);
                case "required" -> required(operand.getAsJsonArray(), value, path);
                case "properties", "additionalProperties" -> {}
                default -> throw new AssertionError("keyword " + keyword + " is not known");
            }
        }
        if (value.isJsonObject()) {
            members(rule, value.getAsJsonObject(), path);
        }
    }

    private void items(JsonObject rule, JsonElement value, String path) {
        JsonArray items = value.isJsonArray() ? value.getAsJsonArray() : new JsonArray();
        for (int i = 0; i < items.size(); i++) {
            check(rule, items.get(i), path + "[" + i + "]");
        }
    }

    private void required(JsonArray names, JsonElement value, String path) {
        for (JsonElement name : names) {
            boolean there = !value.isJsonObject() || value.getAsJsonObject().has(name.getAsString());
            require(there, path, name + " is missing");
        }
    }

    private void members(JsonObject rule, JsonObject value, String path) {
        JsonObject properties = rule.has("properties") ? rule.getAsJsonObject("properties") : new JsonObject();
        JsonElement others = rule.get("additionalProperties");
        for (String name : value.keySet()) {
            String at = path + "." + name;
            if (properties.has(name)) {
                check(properties.getAsJsonObject(name), value.get(name), at);
            } else if (others != null && others.isJsonObject()) {
                check(others.getAsJsonObject(), value.get(name), at);
            } else {
                require(others == null, at, "is not expected");
            }
        }
    }

    private static boolean isOfType(JsonElement types, JsonElement value) {
        if (types.isJsonArray()) {
            return types.getAsJsonArray().asList().stream().anyMatch(type -> isOfType(type, value));
        }
        return switch (types.getAsString()) {
            case "object" -> value.isJsonObject();
            case "array" -> value.isJsonArray();
            case "null" -> value.isJsonNull();
            case "string" -> isString(value);
            case "boolean" -> value instanceof JsonPrimitive primitive && primitive.isBoolean();
            case "integer" ->
                isNumber(value) && value.getAsBigDecimal().stripTrailingZeros().scale() <= 0;
            default -> throw new AssertionError("type " + types + " is not known");
        };
    }

    private static boolean isString(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean isNumber(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isNumber();
    }
}
