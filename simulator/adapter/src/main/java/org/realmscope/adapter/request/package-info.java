/**
 * How a request comes to its handler and its answer to the client: one table of handlers, one thread that owns the
 * machine, one place that makes error responses of exceptions, one lock that keeps responses and events in order.
 */
@NullMarked
package org.realmscope.adapter.request;

import org.jspecify.annotations.NullMarked;
