/**
 * What fills a grid from futures: a long list page by page, or a tree level by level.
 */
@NonNullByDefault
package org.realmscope.ui.rows;

import org.eclipse.jdt.annotation.NonNullByDefault;
