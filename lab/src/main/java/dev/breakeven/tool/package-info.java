/// What an agent may do: edit files, run commands, delegate.
@NullMarked
package dev.breakeven.tool;

import org.jspecify.annotations.NullMarked;
