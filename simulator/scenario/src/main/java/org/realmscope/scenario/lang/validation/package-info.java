/** What a scenario must hold beyond its syntax, with messages that say what would be right. */
@NullMarked
package org.realmscope.scenario.lang.validation;

import org.jspecify.annotations.NullMarked;
