package dev.breakeven.audit;

import dev.breakeven.pricing.Bill;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.DelegatingThreshold;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
/// @param delegating from where on its delegations have paid
/// @param savings what could have been saved, those that are worth nothing left out
/// @param row what a list of sessions says of it
/// @param families the bill by family
/// @param frame what of the bill is for reading again what stands in every prompt, by its origin
/// @param findings what was paid for and need not have been, and where doing otherwise loses
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
    DelegatingThreshold delegating,
    Map<Advice, Usd> savings,
    SessionRow row,
    Map<Family, Usd> families,
    Map<Origin, Usd> frame,
    List<Finding> findings) {
  /// Takes immutable copies.
  public SessionAudit {
    sums = Map.copyOf(sums);
    dearest = List.copyOf(dearest);
    savings = Map.copyOf(savings);
    families = Map.copyOf(families);
    frame = Map.copyOf(frame);
    findings = List.copyOf(findings);
  }
}
