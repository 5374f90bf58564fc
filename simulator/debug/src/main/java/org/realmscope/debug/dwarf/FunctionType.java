package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;

/** The type of a function, which pointers point to. */
public final class FunctionType implements Type {
    private final LazyType result;
    private final List<LazyType> parameters;
    private final boolean isVariadic;
    private final TypeTable types;

    private FunctionType(LazyType result, List<LazyType> parameters, boolean isVariadic, TypeTable types) {
        this.result = result;
        this.parameters = parameters;
        this.isVariadic = isVariadic;
        this.types = types;
    }

    static FunctionType of(Die die) {
        List<LazyType> parameters = new ArrayList<>();
        boolean variadic = false;
        for (Die child : die.children()) {
            if (child.tag() == Tag.FORMAL_PARAMETER) {
                parameters.add(LazyType.of(child));
            } else if (child.tag() == Tag.UNSPECIFIED_PARAMETERS) {
                variadic = true;
            }
        }
        return new FunctionType(
                LazyType.of(die), parameters, variadic, die.unit().units().types());
    }

    public Type result() {
        return result.get();
    }

    public List<Type> parameters() {
        return parameters.stream().map(LazyType::get).toList();
    }

    @Override
    public long size() {
        return -1;
    }

    /** Functions that take functions that take functions, and so on, end in dots. */
    @Override
    public String declare(String declarator) {
        if (!types.beginName()) {
            return Type.join("...", declarator);
        }
        try {
            List<String> names = new ArrayList<>();
            parameters().forEach(type -> names.add(type.name()));
            if (isVariadic) {
                names.add("...");
            }
            String list = names.isEmpty() ? "void" : String.join(", ", names);
            return result().declare(declarator + "(" + list + ")");
        } finally {
            types.endName();
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
