package dev.breakeven.study;

import dev.breakeven.agent.CallBudget;
import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.Attempts;
import dev.breakeven.model.LostAttempt;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Pays for the calls of one trial: works out the dearest each could become, holds it against the
/// limits of call, trial and study, and notes in the books that it is about to be made.
///
/// Every attempt at a call is set aside for and charged by itself: what its provider reported, or
/// all that was set aside where it may have been billed and nobody told how much.
///
/// Used by one thread at a time: an orchestrator waits for its executor, so at most one call of a
/// trial is under way.
final class TrialBudget implements CallBudget, Attempts {
  private final Trial trial;
  private final Limits limits;
  private final TrialWatch watch;
  private final TrialWatch.Books books;
  private final InstantSource clock;
  private final Map<String, Known> known = new HashMap<>();

  /// The attempt under way; null if none is.
  private @Nullable Open open;

  /// The newest attempt, whether it is under way or over.
  private @Nullable Open newest;

  /// What the trial's calls cost; at most, where that is not known.
  private Usd spent = Usd.ZERO;

  /// What an agent's last call told of its prompt.
  ///
  /// @param messages how many messages it had
  /// @param tokens the tokens of the prompt and the answer
  private record Known(int messages, long tokens) {}

  /// An attempt at a call.
  ///
  /// @param agent whose
  /// @param bound what will be known after it: here the most it can be
  /// @param dearest the most it can cost; empty if the model has no price
  /// @param before what answered calls had cost before it
  private record Open(Agent agent, Known bound, Optional<Usd> dearest, Spent before) {
    Usd most() {
      return dearest.orElse(Usd.ZERO);
    }

    Ledger.Asked by() {
      return new Ledger.Asked(agent.role(), agent.model());
    }
  }

  /// @param clock tells the day whose prices hold
  TrialBudget(
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
    var bound = new Known(request.messages().size(), prompt + request.maxTokens());
    return setAside(new Open(agent, bound, dearest, watch.spent()));
  }

  /// Sets the dearest of `next` aside and notes that it is about to be made; or says which limit it
  /// could break.
  private Optional<String> setAside(Open next) throws InterruptedException {
    if (!Limits.within(limits.call(), next.most())) {
      return Optional.of(Limits.CALL);
    }
    if (!Limits.within(limits.trial(), spent.plus(next.most()))) {
      return Optional.of(Limits.TRIAL);
    }
    if (!books.spending().reserve(next.most())) {
      return Optional.of(Limits.STUDY);
    }
    open = next;
    newest = next;
    books.ledger().asking(trial, next.by(), next.dearest());
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
    var done = Objects.requireNonNull(open, "no call is under way");
    boolean told =
        usage.reported(TokenClass.UNCACHED).isPresent()
            && usage.reported(TokenClass.OUTPUT).isPresent();
    long tokens = Math.addExact(usage.prompt(), usage.count(TokenClass.OUTPUT));
    known.put(done.agent().id(), told ? new Known(done.bound().messages(), tokens) : done.bound());
    boolean priced = watch.spent().unpriced() == done.before().unpriced();
    paid(done, priced ? watch.spent().usd().minus(done.before().usd()) : done.most());
  }

  @Override
  public void lost(LostAttempt attempt) {
    var gone = Objects.requireNonNull(open, "no call is under way");
    var charged =
        switch (attempt.charge()) {
          case AttemptCharge.Nothing _ -> new Charged(Spent.NONE, Spent.NONE);
          case AttemptCharge.Unknown _ -> new Charged(Spent.NONE, most(gone));
          case AttemptCharge.Reported(var usage) -> {
            var cost = cost(attempt, usage);
            yield new Charged(cost, cost.unpriced() == 0 ? Spent.NONE : most(gone));
          }
          case AttemptCharge.AtLeast(var usage) -> {
            var cost = cost(attempt, usage);
            yield new Charged(cost, beyond(cost, most(gone)));
          }
        };
    books
        .ledger()
        .lost(new Ledger.Lost(trial, gone.by(), attempt, charged.spent(), charged.unanswered()));
    paid(gone, charged.spent().usd().plus(charged.unanswered().usd()));
  }

  /// What a lost attempt cost as far as is known, and the most it may have cost beyond that.
  private record Charged(Spent spent, Spent unanswered) {}

  private static Spent most(Open attempt) {
    return new Spent(attempt.most(), attempt.dearest().isPresent() ? 0 : 1);
  }

  private Spent cost(LostAttempt attempt, Usage usage) {
    var day = LocalDate.ofInstant(attempt.at(), ZoneOffset.UTC);
    return Spent.of(books.pricing().cost(attempt.model(), day, usage));
  }

  private static Spent beyond(Spent cost, Spent most) {
    var rest = most.usd().minus(cost.usd());
    return new Spent(rest.picodollars() > 0 ? rest : Usd.ZERO, most.unpriced());
  }

  @Override
  public void again() throws InterruptedException {
    var limit = setAside(Objects.requireNonNull(newest, "no call was made"));
    if (limit.isPresent()) {
      throw new Refused(limit.get());
    }
  }

  @Override
  public void lost() {
    if (open != null) {
      paid(open, open.most());
    }
  }

  private void paid(Open attempt, Usd cost) {
    spent = spent.plus(cost);
    books.spending().settle(attempt.most(), cost);
    open = null;
  }
}
