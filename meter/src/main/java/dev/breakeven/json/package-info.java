/// JSON as trees, without what makes values of other kinds of them.
@NullMarked
package dev.breakeven.json;

import org.jspecify.annotations.NullMarked;
