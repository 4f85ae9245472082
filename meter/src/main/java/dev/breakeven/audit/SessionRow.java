package dev.breakeven.audit;

import dev.breakeven.pricing.Bill;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.time.Instant;

/// A session in a list of them.
///
/// @param id the tool's id of the session
/// @param about what its log tells of it as a whole
/// @param begun when its first call was sent; [Instant#MAX] if no call has a time
/// @param worked from the first call's beginning to the last one's end
/// @param calls how many calls were billed
/// @param bill what they cost
/// @param subAgents what of that its sub-agents cost
public record SessionRow(
    String id, About about, Instant begun, Duration worked, long calls, Bill bill, Usd subAgents) {
  /// Whether what its sub-agents cost is not known, because none of their calls is in the log.
  public boolean subAgentsUnknown() {
    return Family.SUB_AGENTS.unknown(subAgents, bill);
  }

  /// What a log tells of a session as a whole.
  ///
  /// @param source the tool whose log it is
  /// @param version the tool's version, empty if it does not say
  /// @param project the folder it worked in, `unknown` if it does not say
  /// @param title what it is called, empty if it does not say
  /// @param file the log
  /// @param model the model that the most was paid for
  public record About(
      String source, String version, String project, String title, String file, String model) {}
}
