package dev.breakeven.agent;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.Message.Speaker;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.model.Request;
import dev.breakeven.model.ToolSpec;
import dev.breakeven.model.http.ToolInput;
import dev.breakeven.tool.Tool;
import dev.breakeven.tool.Toolbox;
import dev.breakeven.tool.Truncation;
import dev.breakeven.trace.Agent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One agent at work: it asks its model, does what the model calls for, shows it the results, and
/// goes on until the model stops calling tools or a limit is reached.
///
/// Everything said is recorded before anything reads it. An agent that stopped can be told more:
/// then it goes on in the same conversation, within the same limit of calls.
public final class AgentLoop {
  private final AgentSpec agent;
  private final ModelClient client;
  private final Toolbox tools;
  private final String system;
  private final List<ToolSpec> specs;
  private final Recorder.Tape tape;
  private final CallBudget purse;
  private final List<Message> conversation = new ArrayList<>();
  private int turns;
  private int most;

  /// An agent that has not begun.
  ///
  /// @param agent who it is and how long it may go on
  /// @param client asks its model
  /// @param tools what it may do
  /// @param recorder keeps what happens
  /// @param purse pays for its calls
  public AgentLoop(
      AgentSpec agent, ModelClient client, Toolbox tools, Recorder recorder, CallBudget purse) {
    this.agent = agent;
    this.client = client;
    this.tools = tools;
    this.system = agent.system();
    this.specs = agent.prompts().tools(tools);
    this.tape = recorder.tape(agent);
    this.most = agent.cap();
    this.purse = purse;
  }

  /// Works on `prompt` to the end.
  ///
  /// @throws InterruptedException if this thread is interrupted; what was recorded stands
  public Stopped run(String prompt) throws InterruptedException {
    return run(List.of(Said.task(prompt)));
  }

  /// Hears `texts`, and works until it stops.
  ///
  /// @throws InterruptedException if this thread is interrupted; what was recorded stands
  public Stopped run(List<Said> texts) throws InterruptedException {
    if (conversation.isEmpty()) {
      tape.begin();
    }
    hear(texts);
    try {
      while (turns < most) {
        var request = new Request(agent.model(), system, specs, conversation, agent.longest());
        var limit = purse.reserve(agent.identity(), request);
        if (limit.isPresent()) {
          return new Stopped.OutOfBudget(limit.get());
        }
        turns++;
        var answer = call(request);
        conversation.add(new Message(Speaker.ASSISTANT, answer.content()));
        if (answer.stop() == ModelAnswer.Stop.PAUSE) {
          continue;
        }
        if (answer.stop() != ModelAnswer.Stop.TOOL_USE) {
          return Stopped.of(answer);
        }
        conversation.add(new Message(Speaker.USER, act(answer)));
      }
      return new Stopped.Capped(most, lastText(conversation));
    } catch (ModelFailure failure) {
      return Stopped.of(failure, lastText(conversation));
    } catch (CallBudget.Refused refused) {
      return new Stopped.OutOfBudget(refused.limit());
    } catch (SubAgent.Ended ended) {
      return ended.reason();
    }
  }

  /// Hears `texts` and answers once more, although it has made all the calls it may.
  ///
  /// @throws InterruptedException if this thread is interrupted; what was recorded stands
  public Stopped answer(List<Said> texts) throws InterruptedException {
    most = turns + 1;
    return run(texts);
  }

  /// Who it is.
  public Agent identity() {
    return agent.identity();
  }

  /// What it has been told and has answered so far.
  public List<Message> conversation() {
    return List.copyOf(conversation);
  }

  /// Adds `texts` to the conversation, in which speakers alternate: after results that nobody
  /// answered, they stand in the same message.
  private void hear(List<Said> texts) {
    var content = new ArrayList<Content>();
    if (!conversation.isEmpty() && conversation.getLast().speaker() == Speaker.USER) {
      content.addAll(conversation.removeLast().content());
    }
    for (var said : texts) {
      var text = new Content.Text(said.text());
      tape.heard(text, said.origin());
      content.add(text);
    }
    conversation.add(new Message(Speaker.USER, content));
  }

  private ModelAnswer call(Request request) throws ModelFailure, InterruptedException {
    boolean recorded = false;
    try {
      var answer = client.ask(request);
      tape.call(request, answer);
      recorded = true;
      purse.settle(answer.usage());
      return answer;
    } finally {
      if (!recorded) {
        purse.lost();
      }
    }
  }

  private List<Content> act(ModelAnswer answer) throws InterruptedException {
    var results = new ArrayList<Content>();
    for (var piece : answer.content()) {
      if (piece instanceof Content.ToolCall toolCall) {
        tape.calling(toolCall);
        long start = System.nanoTime();
        var result = run(toolCall);
        tape.called(toolCall, result, Duration.ofNanos(System.nanoTime() - start));
        results.add(new Content.ToolResult(toolCall.id(), result.text(), result.error()));
      }
    }
    return results;
  }

  private Tool.Result run(Content.ToolCall call) throws InterruptedException {
    var unreadable = call.input().get(ToolInput.UNREADABLE);
    return unreadable == null
        ? tools.run(call.tool(), call.input())
        : Tool.Result.error(
            "expected the arguments of %s as one JSON object, got what is none: %s"
                .formatted(call.tool(), Truncation.TOOL.cut(unreadable.toString())));
  }

  private static String lastText(List<Message> conversation) {
    for (var message : conversation.reversed()) {
      if (message.speaker() == Speaker.ASSISTANT) {
        var text = Stopped.text(message.content());
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }
}
