/// Controlled trials: a [Study] says what is compared, a [StudyRunner] runs it, a [Ledger] keeps
/// what came of it.
@NullMarked
package dev.breakeven.study;

import org.jspecify.annotations.NullMarked;
