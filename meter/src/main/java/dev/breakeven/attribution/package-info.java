/// Whose doing it was: every billed token of a trace assigned to one block of content, one price
/// class and one cause, so that the parts add up to the provider's own counts and to the bill.
///
/// Read [Walk] first: it takes one agent's calls in order, sizes what is new in each prompt, lays
/// it on a [PromptStack], and charges the stack by prefix. docs/method-attribution.md has the
/// formulas, the proofs and worked examples.
@NullMarked
package dev.breakeven.attribution;

import org.jspecify.annotations.NullMarked;
