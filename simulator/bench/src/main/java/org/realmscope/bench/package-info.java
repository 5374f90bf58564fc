/**
 * The measured workloads behind {@code realmscope bench}: each gives figures with stable names, printed as a table or
 * written as one flat JSON object.
 */
@NullMarked
package org.realmscope.bench;

import org.jspecify.annotations.NullMarked;
