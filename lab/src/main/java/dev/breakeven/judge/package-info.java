/// Is the work good: a task's checks and rules, run on a clean copy, make a [Verdict].
@NullMarked
package dev.breakeven.judge;

import org.jspecify.annotations.NullMarked;
