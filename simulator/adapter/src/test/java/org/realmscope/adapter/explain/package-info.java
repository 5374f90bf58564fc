/** Scenarios with one known mistake each, and what explanations say of it. */
package org.realmscope.adapter.explain;
