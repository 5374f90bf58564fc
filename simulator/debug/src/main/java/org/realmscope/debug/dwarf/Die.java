package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.DataCursor;
import org.realmscope.debug.elf.MalformedFileException;
import org.realmscope.debug.elf.SectionData;

/** A debugging information entry (DWARF 5, section 2.1). Its attributes are read when they are asked for. */
final class Die {
    /** An abstract origin or specification refers to another; the standard knows no longer chains than two. */
    private static final int LONGEST_CHAIN = 8;

    private final Unit unit;
    private final int offset;
    private final Abbreviation abbreviation;
    private final int attributes;
    private final @Nullable Die parent;
    private List<Die> children = List.of();

    Die(Unit unit, int offset, Abbreviation abbreviation, int attributes, @Nullable Die parent) {
        this.unit = unit;
        this.offset = offset;
        this.abbreviation = abbreviation;
        this.attributes = attributes;
        this.parent = parent;
    }

    Unit unit() {
        return unit;
    }

    /** Offset in the section. */
    int offset() {
        return offset;
    }

    Abbreviation abbreviation() {
        return abbreviation;
    }

    int tag() {
        return abbreviation.tag();
    }

    @Nullable
    Die parent() {
        return parent;
    }

    List<Die> children() {
        return children;
    }

    void addChild(Die child) {
        if (children.isEmpty()) {
            children = new ArrayList<>(4);
        }
        children.add(child);
    }

    /** The attribute of this entry itself. */
    @Nullable
    FormValue value(int attribute) {
        for (int i = 0; i < abbreviation.size(); i++) {
            if (abbreviation.attribute(i) == attribute) {
                DataCursor cursor = unit.data().cursor(attributes, unit.header().end() - attributes);
                for (int j = 0; j < i; j++) {
                    FormValue.skip(cursor, abbreviation.form(j), unit.header().format());
                }
                return FormValue.read(
                        cursor,
                        abbreviation.form(i),
                        abbreviation.constant(i),
                        unit.header().format());
            }
        }
        return null;
    }

    boolean has(int attribute) {
        for (int i = 0; i < abbreviation.size(); i++) {
            if (abbreviation.attribute(i) == attribute) {
                return true;
            }
        }
        return false;
    }

    /**
     * The entry that has an attribute: this one, or the first that has it along abstract origins and specifications.
     *
     * @return null if none has it
     */
    @Nullable
    Die holder(int attribute) {
        Die die = this;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            if (die.has(attribute)) {
                return die;
            }
            Die next = die.origin();
            if (next == null) {
                return null;
            }
            die = next;
        }
        throw malformed("abstract origins and specifications go round in circles");
    }

    /** The abstract origin or specification of this entry. */
    @Nullable
    Die origin() {
        Die origin = reference(At.ABSTRACT_ORIGIN);
        return origin == null ? reference(At.SPECIFICATION) : origin;
    }

    /** The last of the chain of origins: what all inlined and concrete instances of a function share. */
    Die root() {
        Die die = this;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Die next = die.origin();
            if (next == null) {
                return die;
            }
            die = next;
        }
        throw malformed("abstract origins and specifications go round in circles");
    }

    /** DW_AT_name, also of the origins; null if anonymous. */
    @Nullable
    String name() {
        return inheritedString(At.NAME);
    }

    @Nullable
    String inheritedString(int attribute) {
        Die holder = holder(attribute);
        return holder == null ? null : holder.string(attribute);
    }

    @Nullable
    String string(int attribute) {
        FormValue value = value(attribute);
        return value == null ? null : unit.string(this, value);
    }

    /** A number, zero-extended where its form does not say how; also of the origins. */
    long constant(int attribute, long otherwise) {
        Die holder = holder(attribute);
        FormValue value = holder == null ? null : holder.value(attribute);
        return value == null || !value.isConstant() ? otherwise : value.raw();
    }

    boolean flag(int attribute) {
        Die holder = holder(attribute);
        FormValue value = holder == null ? null : holder.value(attribute);
        return value != null && value.raw() != 0;
    }

    /** The entry that an attribute of this entry refers to. */
    @Nullable
    Die reference(int attribute) {
        FormValue value = value(attribute);
        return value == null ? null : unit.entry(this, value);
    }

    /** DW_AT_type, also of the origins; null stands for void. */
    @Nullable
    Die type() {
        Die holder = holder(At.TYPE);
        return holder == null ? null : holder.reference(At.TYPE);
    }

    /** Bytes of a block attribute of this entry; null if it has none or it is no block. */
    byte @Nullable [] block(int attribute) {
        FormValue value = value(attribute);
        return value == null || !value.isBlock() ? null : unit.data().bytes(value.raw(), value.size());
    }

    /** The code that it stands for; empty if none. */
    List<AddressRange> ranges() {
        return RangeReader.ranges(this);
    }

    SectionData data() {
        return unit.data();
    }

    /** The exception for something wrong with this entry. */
    MalformedFileException malformed(String what) {
        return unit.data().malformed(offset, what);
    }

    @Override
    public String toString() {
        return "DIE 0x%x tag 0x%x".formatted(offset, tag());
    }
}
