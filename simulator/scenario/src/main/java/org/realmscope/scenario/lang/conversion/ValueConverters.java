package org.realmscope.scenario.lang.conversion;

import com.google.inject.Inject;
import org.eclipse.xtext.conversion.IValueConverter;
import org.eclipse.xtext.conversion.ValueConverter;
import org.eclipse.xtext.conversion.ValueConverterException;
import org.eclipse.xtext.conversion.impl.AbstractDeclarativeValueConverterService;
import org.eclipse.xtext.conversion.impl.AbstractNullSafeConverter;
import org.eclipse.xtext.conversion.impl.STRINGValueConverter;
import org.eclipse.xtext.nodemodel.INode;
import org.jspecify.annotations.Nullable;

/** Values of the grammar's numbers and strings. Found by reflection, by their annotations. */
public class ValueConverters extends AbstractDeclarativeValueConverterService {
    private final STRINGValueConverter strings;

    @Inject
    ValueConverters(STRINGValueConverter strings) {
        this.strings = strings;
    }

    @ValueConverter(rule = "Number")
    public IValueConverter<Long> number() {
        return new NumberConverter();
    }

    @ValueConverter(rule = "Quantity")
    public IValueConverter<Long> quantity() {
        return new NumberConverter();
    }

    @ValueConverter(rule = "STRING")
    public IValueConverter<String> string() {
        return strings;
    }

    private static final class NumberConverter extends AbstractNullSafeConverter<Long> {
        @Override
        protected String internalToString(Long value) {
            return value < 0 ? Long.toString(value) : Numbers.address(value);
        }

        @Override
        protected Long internalToValue(String text, @Nullable INode node) {
            try {
                return Numbers.parse(text);
            } catch (NumberFormatException tooLarge) {
                throw new ValueConverterException(String.valueOf(tooLarge.getMessage()), node, tooLarge);
            }
        }
    }
}
