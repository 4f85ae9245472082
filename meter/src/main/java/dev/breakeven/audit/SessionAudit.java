package dev.breakeven.audit;

import dev.breakeven.pricing.Bill;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is kept of one session: sums, no contents.
///
/// @param id the tool's id of the session
/// @param project the folder it worked in, `unknown` if the log does not say
/// @param source the tool whose log it is
/// @param begun when its first call was sent
/// @param calls how many calls were billed
/// @param usage what the providers counted
/// @param bill what they cost
/// @param sums the bill by each view
/// @param dearest its dearest blocks, the dearest first, at most [Period#DEAREST]
/// @param delegations how many delegations it has
/// @param balance what delegating saved, negative if it lost; empty where a price is not known
/// @param savings what could have been saved, those that are worth nothing left out
public record SessionAudit(
    String id,
    String project,
    String source,
    Instant begun,
    long calls,
    Usage usage,
    Bill bill,
    Map<View, Map<String, Bill>> sums,
    List<DearBlock> dearest,
    int delegations,
    Optional<Usd> balance,
    Map<Advice, Usd> savings) {
  /// Takes immutable copies.
  public SessionAudit {
    sums = Map.copyOf(sums);
    dearest = List.copyOf(dearest);
    savings = Map.copyOf(savings);
  }
}
