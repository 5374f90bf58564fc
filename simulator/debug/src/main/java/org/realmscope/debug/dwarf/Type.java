package org.realmscope.debug.dwarf;

/** A type of C. */
public sealed interface Type
        permits BaseType,
                EnumType,
                PointerType,
                StructType,
                ArrayType,
                FunctionType,
                TypedefType,
                QualifiedType,
                VoidType {
    /** Bytes of a value; -1 if the type is incomplete or its size is not constant. */
    long size();

    /**
     * Its declaration in C around a declarator, such as {@code int (*f)(void)} around {@code f}.
     *
     * @param declarator a name, with stars and brackets of the types around; may be empty
     */
    String declare(String declarator);

    /** Its name as a cast in C has it. */
    default String name() {
        return declare("");
    }

    /** The type without typedefs and qualifiers around it. */
    default Type stripped() {
        Type type = this;
        while (true) {
            if (type instanceof TypedefType typedef) {
                type = typedef.target();
            } else if (type instanceof QualifiedType qualified) {
                type = qualified.target();
            } else {
                return type;
            }
        }
    }

    /** A specifier in front of a declarator. */
    static String join(String specifier, String declarator) {
        return declarator.isEmpty() ? specifier : specifier + " " + declarator;
    }
}
