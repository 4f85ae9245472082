package dev.breakeven.study;

import dev.breakeven.cache.CacheRules;
import dev.breakeven.cache.PromptCache;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.judge.JudgeDoor;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.Request;
import dev.breakeven.model.played.Bill;
import dev.breakeven.model.played.PlayedProvider;
import dev.breakeven.model.rehearsal.Billing;
import dev.breakeven.model.rehearsal.CachedBilling;
import dev.breakeven.model.rehearsal.EditStep;
import dev.breakeven.model.rehearsal.Profiles;
import dev.breakeven.model.rehearsal.RehearsedModel;
import dev.breakeven.model.rehearsal.Script;
import dev.breakeven.model.rehearsal.TokenCounter;
import dev.breakeven.model.rehearsal.VirtualClock;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.time.Instant;
import java.util.List;

/// Plays every model behind a provider by a profile, along the reference solution of [NotePack],
/// billed by the cache model.
final class RehearsedPlayer implements PlayedProvider.Player {
  private static final TokenCounter COUNTER = new TokenCounter();
  private static final Script SCRIPT =
      new Script(
          List.of(new EditStep.Create("a.txt", "done"), new EditStep.Create("b.txt", "done")),
          JudgeDoor.COMMAND);

  private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final PromptCache cache = new PromptCache(CacheRules.of(Catalog.bundled(), "anthropic"));

  @Override
  public ModelAnswer answer(Bill.Payer by, Request request) {
    var profile =
        switch (by.model()) {
          case "claude-opus-4-7" -> "opus-like";
          case "claude-haiku-4-5" -> "haiku-like";
          default -> "small-local-like";
        };
    var billing =
        by.model().startsWith("claude-") ? new CachedBilling(cache, by.arm()) : Billing.NO_CACHE;
    var answer =
        new RehearsedModel(
                Profiles.bundled(profile),
                SCRIPT,
                7,
                clock,
                new RehearsedModel.Meter(COUNTER, billing))
            .ask(request);
    return by.arm().equals("C") && by.role() == Role.ORCHESTRATOR ? hour(answer) : answer;
  }

  /// The same with what was written to the cache written for an hour, as that arm asks for.
  private static ModelAnswer hour(ModelAnswer answer) {
    var usage = answer.usage();
    return new ModelAnswer(
        answer.content(),
        answer.stop(),
        Usage.of(
            usage.count(TokenClass.UNCACHED),
            0,
            usage.count(TokenClass.WRITE_5M),
            usage.count(TokenClass.READ),
            usage.count(TokenClass.OUTPUT)),
        answer.known(),
        answer.timing(),
        answer.sizes());
  }
}
