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

  /// What the trial's calls cost; at most, where that is not known.
  private Usd spent = Usd.ZERO;

  /// What an agent's last call told of its prompt.
  ///
  /// @param messages how many messages it had
  /// @param tokens the tokens of the prompt and the answer
  private record Known(int messages, long tokens) {}

  /// A call under way.
  ///
  /// @param bound what will be known after it: here the most it can be
  /// @param most what is set aside for it
  /// @param before what the books had of the trial before it
  private record Open(String agent, Known bound, Usd most, Spent before) {
    static final Open NONE = new Open("", new Known(0, 0), Usd.ZERO, Spent.NONE);
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
    long prompt = prompt(agent, request);
    var dearest = dearest(agent.model(), prompt, request.maxTokens());
    if (dearest.isEmpty() && limits.any()) {
      throw new IllegalStateException(
          "expected a model with a price where there is a budget, got " + agent.model());
    }
    var most = dearest.orElse(Usd.ZERO);
    if (!Limits.within(limits.call(), most)) {
      return Optional.of(Limits.CALL);
    }
    if (!Limits.within(limits.trial(), spent.plus(most))) {
      return Optional.of(Limits.TRIAL);
    }
    if (!books.spending().reserve(most)) {
      return Optional.of(Limits.STUDY);
    }
    var bound = new Known(request.messages().size(), prompt + request.maxTokens());
    open = new Open(agent.id(), bound, most, watch.spent());
    books.ledger().asking(trial, new Ledger.Asked(agent.role(), agent.model()), dearest);
    return Optional.empty();
  }

  /// The dearest the call could become: all of the prompt at the dearest class a prompt can have,
  /// and an answer of full length; empty if the model has no price.
  private Optional<Usd> dearest(String model, long prompt, long answer) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var now = books.pricing().tariff(model, today).dearest(prompt, answer);
    // The call may be sent after midnight.
    var soon = books.pricing().tariff(model, today.plusDays(1)).dearest(prompt, answer);
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
    boolean told =
        usage.reported(TokenClass.UNCACHED).isPresent()
            && usage.reported(TokenClass.OUTPUT).isPresent();
    long tokens = Math.addExact(usage.prompt(), usage.count(TokenClass.OUTPUT));
    known.put(open.agent(), told ? new Known(open.bound().messages(), tokens) : open.bound());
    boolean priced = watch.spent().unpriced() == open.before().unpriced();
    paid(priced ? watch.spent().usd().minus(open.before().usd()) : open.most());
  }

  @Override
  public void lost() {
    paid(open.most());
  }

  private void paid(Usd cost) {
    spent = spent.plus(cost);
    books.spending().settle(open.most(), cost);
    open = Open.NONE;
  }
}
