/** The words that are not keywords: settings, states, commands and status codes, each with its meaning as a number. */
@NullMarked
package org.realmscope.scenario.lang.vocabulary;

import org.jspecify.annotations.NullMarked;
