/// The statistics of small samples: numbers in, numbers out.
///
/// Samples are arrays of finite doubles, from one value to some thousands. What a random draw
/// decides is decided by a seed of the caller, so equal inputs give equal results. Formulas,
/// sources and worked examples stand in docs/method-statistics.md.
@NullMarked
package dev.breakeven.stats;

import org.jspecify.annotations.NullMarked;
