package org.realmscope.debug.ui.disassembly;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.protocol.ProtocolJoin;

/** Reads the listing around an address, and more of it when its ends come into sight. Confined to the UI thread. */
final class ListingReader {
    /** Instructions up to which what is known is read again as a whole; more begin anew around what is in sight. */
    private static final int MOST_READ_AGAIN = 16 * Listing.PAGE;

    private final Pages pages;
    private final Executor ui;
    private final Shown shown;
    private final Listing listing = new Listing();
    private boolean isReading;
    private boolean isOutOfDate;
    private boolean isClosed;

    /** Is told what is read, on the UI thread. */
    interface Shown {
        /** The listing has begun. */
        void begun(Listing listing);

        /** More rows are known, of which {@code before} stand before those that there were. */
        void grown(Listing listing, int before);

        /** The rows are others. */
        void changed(Listing listing);

        /** Nothing can be read. */
        void refused(String why);
    }

    /** @param ui runs what it is given on the UI thread */
    ListingReader(Pages pages, Executor ui, Shown shown) {
        this.pages = pages;
        this.ui = ui;
        this.shown = shown;
    }

    /** What is known. */
    Listing listing() {
        return listing;
    }

    /** Tells nobody anything more. */
    void close() {
        isClosed = true;
    }

    /** Reads a page around the address. */
    void begin() {
        read(-Listing.PAGE / 2, Listing.PAGE, page -> {
            listing.begin(-Listing.PAGE / 2, page);
            shown.begun(listing);
        });
    }

    /** An end of what is known has come into sight. */
    void edge(boolean atTop) {
        if (isReading || listing.rows().isEmpty() || !(atTop ? listing.hasBefore() : listing.hasBehind())) {
            return;
        }
        read(atTop ? listing.first() - Listing.PAGE : listing.end(), Listing.PAGE, page -> {
            int known = listing.rows().size();
            if (atTop) {
                listing.before(page);
            } else {
                listing.behind(page);
            }
            shown.grown(listing, atTop ? listing.rows().size() - known : 0);
        });
    }

    /** The machine has moved: what is known may be other code now. */
    void refresh() {
        if (isReading) {
            isOutOfDate = true;
            return;
        }
        isOutOfDate = false;
        int count = listing.end() - listing.first();
        if (listing.rows().isEmpty() || count > MOST_READ_AGAIN) {
            begin();
            return;
        }
        int first = listing.first();
        read(first, count, page -> {
            if (!page.equals(listing.rows())) {
                listing.again(page);
                shown.changed(listing);
            }
        });
    }

    private void read(int first, int count, Consumer<List<Row>> done) {
        isReading = true;
        pages.read(first, count).whenCompleteAsync((page, failure) -> answered(page, failure, done), ui);
    }

    private void answered(@Nullable List<Row> page, @Nullable Throwable failure, Consumer<List<Row>> done) {
        if (isClosed) {
            return;
        }
        isReading = false;
        if (page != null) {
            done.accept(page);
        } else if (failure != null && listing.rows().isEmpty()) {
            shown.refused(ProtocolJoin.message(failure));
        }
        if (isOutOfDate) {
            refresh();
        }
    }
}
