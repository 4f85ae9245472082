/// Tests of the project's own shape: who may import whom, and formatting.
@NullMarked
package dev.breakeven.architecture;

import org.jspecify.annotations.NullMarked;
