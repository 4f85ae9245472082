/// A directory an agent works in, and the processes in it: check out, run, kill, compare, sandbox.
@NullMarked
package dev.breakeven.workspace;

import org.jspecify.annotations.NullMarked;
