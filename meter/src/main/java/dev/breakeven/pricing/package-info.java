/// What it cost: a [Cost] is [Cost.Priced] or [Cost.Unpriced] with a reason, and a [Bill] is a sum
/// of both that hides neither.
@NullMarked
package dev.breakeven.pricing;

import org.jspecify.annotations.NullMarked;
