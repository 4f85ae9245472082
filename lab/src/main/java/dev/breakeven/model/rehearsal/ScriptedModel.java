package dev.breakeven.model.rehearsal;

import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.Request;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A model that makes fixed tool calls, whatever the tools answer, and then says `DONE`. For tests
/// of what surrounds a model. Its usage is estimated from sizes, nothing cached; it takes no time.
public final class ScriptedModel implements ModelClient {
  private static final Profile.Tokenizer PLAIN = new Profile.Tokenizer(1, 0, 0, 0, 0);

  private final List<List<Content>> turns;
  private final Sizes sizes;
  private final InstantSource clock;

  /// A model whose answer to a conversation with `n` answers in it is the `n`-th of `turns`, and
  /// `DONE` after the last.
  public ScriptedModel(List<List<Content>> turns, TokenCounter counter, InstantSource clock) {
    this.turns = turns.stream().map(List::copyOf).toList();
    this.sizes = new Sizes(counter, PLAIN);
    this.clock = clock;
  }

  /// A model that makes one call an answer; `calls` name tool and arguments, their ids are ignored.
  public static ScriptedModel calling(
      List<Content.ToolCall> calls, TokenCounter counter, InstantSource clock) {
    var turns = new ArrayList<List<Content>>();
    for (Content.ToolCall call : calls) {
      turns.add(
          List.of(new Content.ToolCall("call_" + (turns.size() + 1), call.tool(), call.input())));
    }
    return new ScriptedModel(turns, counter, clock);
  }

  @Override
  public ModelAnswer ask(Request request) {
    int turn = History.of(request.messages(), Dialect.of(request)).turns();
    List<Content> content =
        turn < turns.size() ? turns.get(turn) : List.of(new Content.Text("DONE"));
    boolean calls = content.stream().anyMatch(Content.ToolCall.class::isInstance);
    List<Long> prompt = sizes.of(request).stream().map(Sizes.Sized::tokens).toList();
    List<Long> answer = content.stream().map(piece -> sizes.of(piece).tokens()).toList();
    return new ModelAnswer(
        content,
        calls ? ModelAnswer.Stop.TOOL_USE : ModelAnswer.Stop.END_TURN,
        Usage.of(sum(prompt), 0, 0, 0, sum(answer)),
        Known.ESTIMATED,
        new Call.Timing(clock.instant(), Duration.ZERO, Duration.ZERO),
        new ModelAnswer.Sizes(prompt, answer));
  }

  private static long sum(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).sum();
  }
}
