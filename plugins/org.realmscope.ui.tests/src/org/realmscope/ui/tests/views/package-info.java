/**
 * Tests of the views of a realm's state, over a machine that is made up.
 */
@NonNullByDefault
package org.realmscope.ui.tests.views;

import org.eclipse.jdt.annotation.NonNullByDefault;
