package dev.breakeven.study;

import dev.breakeven.agent.Purse;
import dev.breakeven.model.Request;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Pays for the calls of one trial: works out the dearest each could become, holds it against the
/// limits of call, trial and study, and notes in the books that it is about to be made.
///
/// Used by one thread at a time: an orchestrator waits for its executor, so at most one call of a
/// trial is under way.
final class TrialPurse implements Purse {
  private final Trial trial;
  private final Limits limits;
  private final TrialWatch watch;
  private final TrialWatch.Books books;
  private final InstantSource clock;
  private final Map<String, Known> known = new HashMap<>();
  private Open open = Open.NONE;

  /// What an agent's last call told of its prompt.
  ///
  /// @param messages how many messages it had
  /// @param tokens the tokens of the prompt and the answer
  private record Known(int messages, long tokens) {}

  /// A call under way.
  ///
  /// @param most what is set aside for it
  /// @param before what the trial had spent before it
  private record Open(String agent, int messages, Usd most, Usd before) {
    static final Open NONE = new Open("", 0, Usd.ZERO, Usd.ZERO);
  }

  /// @param clock tells the day whose prices hold
  TrialPurse(
      Trial trial, Limits limits, TrialWatch watch, TrialWatch.Books books, InstantSource clock) {
    this.trial = trial;
    this.limits = limits;
    this.watch = watch;
    this.books = books;
    this.clock = clock;
  }

  @Override
  public Optional<String> reserve(Agent agent, Request request) throws InterruptedException {
    var dearest = dearest(agent, request);
    if (dearest.isEmpty() && limits.any()) {
      throw new IllegalStateException(
          "expected a model with a price where there is a budget, got " + agent.model());
    }
    var most = dearest.orElse(Usd.ZERO);
    var before = watch.spent().usd();
    if (!Limits.within(limits.call(), most)) {
      return Optional.of(Limits.CALL);
    }
    if (!Limits.within(limits.trial(), before.plus(most))) {
      return Optional.of(Limits.TRIAL);
    }
    if (!books.spending().reserve(most)) {
      return Optional.of(Limits.STUDY);
    }
    open = new Open(agent.id(), request.messages().size(), most, before);
    books.ledger().asking(trial, new Ledger.Asked(agent.role(), agent.model()), dearest);
    return Optional.empty();
  }

  /// The dearest the call could become: all of the prompt at the dearest class a prompt can have,
  /// and an answer of full length; empty if the model has no price.
  private Optional<Usd> dearest(Agent agent, Request request) {
    long prompt = prompt(agent, request);
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var now = books.pricing().tariff(agent.model(), today).dearest(prompt, request.maxTokens());
    // The call may be sent after midnight.
    var soon =
        books
            .pricing()
            .tariff(agent.model(), today.plusDays(1))
            .dearest(prompt, request.maxTokens());
    return now.flatMap(one -> soon.map(other -> one.compareTo(other) > 0 ? one : other));
  }

  /// A conversation only grows: by the last answer and what was said to it.
  private long prompt(Agent agent, Request request) {
    var last = known.get(agent.id());
    if (last == null) {
      return PromptBound.whole(request);
    }
    var messages = request.messages();
    return last.tokens() + PromptBound.of(messages.subList(last.messages(), messages.size()));
  }

  @Override
  public void settle(Usage usage) {
    long output = usage.count(TokenClass.OUTPUT);
    known.put(open.agent(), new Known(open.messages(), Math.addExact(usage.prompt(), output)));
    books.spending().settle(open.most(), watch.spent().usd().minus(open.before()));
    open = Open.NONE;
  }

  @Override
  public void lost() {
    books.spending().settle(open.most(), open.most());
    open = Open.NONE;
  }
}
