/// Studies that others ran: reads their records, takes them over into a ledger, and says what in
/// them is suspicious and what they show beyond their own tables.
@NullMarked
package dev.breakeven.study.records;

import org.jspecify.annotations.NullMarked;
