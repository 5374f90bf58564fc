/**
 * The workbench's side of the language server: one process, the documents that it knows, the problems that it finds.
 *
 * <p>Most methods implement interfaces of the platform, which do not say which parameters may be null; the compiler
 * lets nobody be stricter, so that parameters are checked only where they say something.
 */
@NonNullByDefault({DefaultLocation.RETURN_TYPE, DefaultLocation.FIELD})
package org.realmscope.editor.language;

import org.eclipse.jdt.annotation.DefaultLocation;
import org.eclipse.jdt.annotation.NonNullByDefault;
