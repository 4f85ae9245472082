/// Task packs: a repository, and tasks to be done in it.
@NullMarked
package dev.breakeven.task;

import org.jspecify.annotations.NullMarked;
