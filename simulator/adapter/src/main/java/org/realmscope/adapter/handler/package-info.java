/** One class for each request of a client. */
@NullMarked
package org.realmscope.adapter.handler;

import org.jspecify.annotations.NullMarked;
