/// What the sessions of a period cost, by cause, and what could have been saved: [SessionAudit]
/// keeps of one session what [Period] sums.
@NullMarked
package dev.breakeven.audit;

import org.jspecify.annotations.NullMarked;
