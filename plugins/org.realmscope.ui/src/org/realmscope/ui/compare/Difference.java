package org.realmscope.ui.compare;

import org.eclipse.jdt.annotation.Nullable;

/** A row of the Compare view. */
sealed interface Difference {
    /** What is compared. */
    enum Subject {
        RTT("Translation table entries"),
        RIPAS("RIPAS"),
        GRANULES("Granules"),
        REGISTERS("Registers");

        private final String title;

        Subject(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** All differences of a kind. */
    record Group(Subject subject, int count) implements Difference {
        @Override
        public String name() {
            return subject.title();
        }

        @Override
        public @Nullable String before() {
            return count == 0 ? "no difference" : count == 1 ? "1 difference" : count + " differences";
        }

        @Override
        public @Nullable String after() {
            return null;
        }
    }

    /** One of them. */
    record Item(
            Subject subject,
            String name,
            @Nullable String before,
            @Nullable String after) implements Difference {}

    Subject subject();

    /** What differs. */
    String name();

    /** What it was; null if nothing is known. */
    @Nullable
    String before();

    /** What it is; null if nothing is known. */
    @Nullable
    String after();
}
