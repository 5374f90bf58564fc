/**
 * What controls that draw their content themselves tell assistive technology.
 */
@NonNullByDefault
package org.realmscope.ui.access;

import org.eclipse.jdt.annotation.NonNullByDefault;
