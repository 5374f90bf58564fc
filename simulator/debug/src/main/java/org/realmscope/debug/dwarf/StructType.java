package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A structure or a union. */
public final class StructType implements Type {
    private final Die die;
    private final String keyword;
    private @Nullable List<Member> members;

    StructType(Die die) {
        this.die = die;
        this.keyword = die.tag() == Tag.UNION_TYPE ? "union" : die.tag() == Tag.CLASS_TYPE ? "class" : "struct";
    }

    public boolean isUnion() {
        return die.tag() == Tag.UNION_TYPE;
    }

    /** Its tag; null if anonymous. */
    public @Nullable String tag() {
        return die.name();
    }

    /** Whether the file has no definition of it. */
    public boolean isIncomplete() {
        return die.has(At.DECLARATION);
    }

    /** In the order of the source. */
    public List<Member> members() {
        List<Member> known = members;
        if (known == null) {
            List<Member> read = new ArrayList<>();
            for (Die child : die.children()) {
                if (child.tag() == Tag.MEMBER || child.tag() == Tag.INHERITANCE) {
                    read.add(Member.of(child));
                }
            }
            known = List.copyOf(read);
            members = known;
        }
        return known;
    }

    @Override
    public long size() {
        return isIncomplete() ? -1 : die.constant(At.BYTE_SIZE, -1);
    }

    @Override
    public String declare(String declarator) {
        String tag = tag();
        return Type.join(keyword + " " + (tag == null ? "{...}" : tag), declarator);
    }

    @Override
    public String toString() {
        return name();
    }
}
