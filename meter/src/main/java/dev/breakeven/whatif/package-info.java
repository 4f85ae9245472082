/// What would have cost less: from where on delegating pays, computed from prices and cache rules
/// ([BreakEven]).
///
/// Three kinds of statement are kept apart. *Measured*: both were run. *Replayed*: the calls are
/// those recorded, and one rule of billing or of the context is another. *Modelled*: only rates are
/// taken from records, or assumed.
@NullMarked
package dev.breakeven.whatif;

import org.jspecify.annotations.NullMarked;
