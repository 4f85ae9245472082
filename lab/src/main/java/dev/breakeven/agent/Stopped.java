package dev.breakeven.agent;

import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelFailure;
import java.util.List;
import java.util.stream.Collectors;

/// Why an agent stopped.
public sealed interface Stopped {
  /// It says the work is done.
  record Done(String text) implements Stopped {}

  /// It says it cannot go on.
  record Blocked(String text) implements Stopped {}

  /// It stopped calling tools without saying DONE or BLOCKED.
  record Silent(String text) implements Stopped {}

  /// Its answer was cut or refused, or ended for a reason that nobody knows.
  ///
  /// @param reason the model's reason for stopping
  /// @param text what it had said
  record Cut(ModelAnswer.Stop reason, String text) implements Stopped {}

  /// It made all the calls it may.
  ///
  /// @param turns how many that is
  /// @param text the last it said
  record Capped(int turns, String text) implements Stopped {}

  /// A further call could have broken a budget.
  ///
  /// @param limit whose: `study`, `trial` or `call`
  record OutOfBudget(String limit) implements Stopped {}

  /// Its conversation no longer fits its model's context.
  ///
  /// @param detail what the provider said
  /// @param text the last it said
  record OutOfContext(String detail, String text) implements Stopped {}

  /// Its model's provider cannot be reached or does not answer.
  record ProviderLost(String detail) implements Stopped {}

  /// Whether no other agent of the trial can go on either.
  default boolean endsTrial() {
    return this instanceof OutOfBudget || this instanceof ProviderLost;
  }

  /// The last it said; empty where that is not kept.
  default String lastText() {
    return switch (this) {
      case Done(var text) -> text;
      case Blocked(var text) -> text;
      case Silent(var text) -> text;
      case Cut(var _, var text) -> text;
      case Capped(var _, var text) -> text;
      case OutOfContext(var _, var text) -> text;
      case OutOfBudget _, ProviderLost _ -> "";
    };
  }

  /// How an answer that calls no tool ends the agent.
  static Stopped of(ModelAnswer answer) {
    var text = text(answer.content());
    return switch (answer.stop()) {
      case MAX_TOKENS, REFUSAL, PAUSE, UNKNOWN -> new Cut(answer.stop(), text);
      case END_TURN, TOOL_USE -> {
        if (text.contains("BLOCKED")) {
          yield new Blocked(text);
        }
        yield text.contains("DONE") ? new Done(text) : new Silent(text);
      }
    };
  }

  /// How a call without an answer ends the agent.
  ///
  /// @param text the last the agent said
  static Stopped of(ModelFailure failure, String text) {
    var detail = String.valueOf(failure.getMessage());
    return switch (failure.kind()) {
      case TOO_LONG, TRUNCATED -> new OutOfContext(detail, text);
      default -> new ProviderLost(detail);
    };
  }

  /// The text among `content`, one paragraph a piece.
  static String text(List<Content> content) {
    return content.stream()
        .filter(Content.Text.class::isInstance)
        .map(piece -> ((Content.Text) piece).text())
        .collect(Collectors.joining("\n\n"));
  }
}
