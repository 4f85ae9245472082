/// Arms against each other: what each cell costs and how often it succeeds, whether pairs differ,
/// where a difference comes from, and what other prices would make of it.
@NullMarked
package dev.breakeven.study.comparison;

import org.jspecify.annotations.NullMarked;
