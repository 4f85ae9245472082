/// A model played offline: a pure function of conversation, profile and seed that follows a
/// reference solution in the style of a profile. It is no language model and never claims to be;
/// see docs/guide/rehearsal.md.
@NullMarked
package dev.breakeven.model.rehearsal;

import org.jspecify.annotations.NullMarked;
