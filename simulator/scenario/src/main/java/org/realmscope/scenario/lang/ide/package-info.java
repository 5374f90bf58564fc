/** What an editor asks for: proposals, hover texts, outline, quick fixes; and the language server. */
@NullMarked
package org.realmscope.scenario.lang.ide;

import org.jspecify.annotations.NullMarked;
