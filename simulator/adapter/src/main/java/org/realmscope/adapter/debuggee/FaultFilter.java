package org.realmscope.adapter.debuggee;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.protocol.FaultsArguments;

/** Which faults a client asks for. */
final class FaultFilter implements Predicate<FaultRecord> {
    private final FaultColumns columns;
    private final FaultsArguments.Filter filter;
    private final long base;
    private final long end;
    private final @Nullable Boolean isProtected;
    private final List<String> words;

    /** @throws RequestError if it cannot be understood */
    FaultFilter(FaultColumns columns, FaultsArguments.Filter filter) {
        this.columns = columns;
        this.filter = filter;
        this.base = Given.number(filter.base(), 0);
        this.end = Given.number(filter.end(), Long.MAX_VALUE);
        this.isProtected = RichBreakpoints.isProtected(filter.half());
        String text = filter.text();
        this.words = text == null || text.isBlank()
                ? List.of()
                : Stream.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+")).toList();
    }

    @Override
    public boolean test(FaultRecord fault) {
        return is(filter.realm(), fault.guest().realm())
                && is(filter.vcpu(), fault.guest().vcpu())
                && base <= fault.ipa()
                && fault.ipa() < end
                && is(isProtected, fault.isProtected())
                && is(filter.access(), fault.access().text())
                && is(filter.resolution(), fault.resolution().kind().text())
                && hasWords(fault);
    }

    private boolean hasWords(FaultRecord fault) {
        if (words.isEmpty()) {
            return true;
        }
        List<String> texts = columns.texts(fault);
        return words.stream().allMatch(word -> texts.stream().anyMatch(text -> text.contains(word)));
    }

    private static boolean is(@Nullable Object wanted, @Nullable Object actual) {
        return wanted == null || wanted.equals(actual);
    }
}
