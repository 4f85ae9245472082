/// The [dev.breakeven.study.Ledger] in SQL.
@NullMarked
package dev.breakeven.store;

import org.jspecify.annotations.NullMarked;
