package org.realmscope.bench;

/**
 * One measured value.
 *
 * @param name  stable and dotted, such as {@code pe.core.mips}; the last part says what is measured and in which unit
 * @param value never infinite, never NaN
 */
public record Figure(String name, double value) {

    public Figure {
        if (!name.matches("[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*)+")) {
            throw new IllegalArgumentException("not a figure's name: " + name);
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is not a number: " + value);
        }
    }
}
