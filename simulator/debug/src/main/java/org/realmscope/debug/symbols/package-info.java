/**
 * Which program has the code at an address: executable files scoped by world, realm and address range, their functions,
 * lines and source texts, and what line stepping and breakpoints ask of them.
 */
@NullMarked
package org.realmscope.debug.symbols;

import org.jspecify.annotations.NullMarked;
