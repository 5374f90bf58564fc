/**
 * The command line behind the {@code realmscope} script: one class per subcommand, and the one place that turns an
 * exception into an exit code.
 */
@NullMarked
package org.realmscope.cli;

import org.jspecify.annotations.NullMarked;
