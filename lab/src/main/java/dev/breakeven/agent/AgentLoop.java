package dev.breakeven.agent;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.Message.Speaker;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.model.Request;
import dev.breakeven.model.ToolSpec;
import dev.breakeven.tool.Toolbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One agent at work: it asks its model, does what the model calls for, shows it the results, and
/// goes on until the model stops calling tools or a limit is reached.
///
/// Everything said is recorded before anything reads it. The conversation only grows.
public final class AgentLoop {
  /// The most a model may answer in one call, in tokens; the published study's value.
  public static final int MAX_TOKENS = 4096;

  private final AgentSpec agent;
  private final ModelClient client;
  private final Toolbox tools;
  private final String system;
  private final List<ToolSpec> specs;
  private final Recorder recorder;
  private final CallBudget purse;

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
    this.recorder = recorder;
    this.purse = purse;
  }

  /// Works on `prompt` to the end.
  ///
  /// @throws InterruptedException if this thread is interrupted; what was recorded stands
  public Stopped run(String prompt) throws InterruptedException {
    var tape = recorder.begin(agent);
    var conversation = new ArrayList<Message>();
    conversation.add(new Message(Speaker.USER, List.of(new Content.Text(prompt))));
    try {
      for (int turn = 1; turn <= agent.cap(); turn++) {
        var request = new Request(agent.model(), system, specs, conversation, MAX_TOKENS);
        var limit = purse.reserve(agent.identity(), request);
        if (limit.isPresent()) {
          return new Stopped.OutOfBudget(limit.get());
        }
        var answer = call(tape, request);
        if (answer.stop() != ModelAnswer.Stop.TOOL_USE) {
          return Stopped.of(answer);
        }
        conversation.add(new Message(Speaker.ASSISTANT, answer.content()));
        conversation.add(new Message(Speaker.USER, act(tape, answer)));
      }
      return new Stopped.Capped(agent.cap(), lastText(conversation));
    } catch (ModelFailure failure) {
      return Stopped.of(failure, lastText(conversation));
    } catch (CallBudget.Refused refused) {
      return new Stopped.OutOfBudget(refused.limit());
    } catch (SubAgent.Ended ended) {
      return ended.reason();
    }
  }

  private ModelAnswer call(Recorder.Tape tape, Request request)
      throws ModelFailure, InterruptedException {
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

  private List<Content> act(Recorder.Tape tape, ModelAnswer answer) throws InterruptedException {
    var results = new ArrayList<Content>();
    for (var piece : answer.content()) {
      if (piece instanceof Content.ToolCall toolCall) {
        tape.calling(toolCall);
        long start = System.nanoTime();
        var result = tools.run(toolCall.tool(), toolCall.input());
        tape.called(toolCall, result, Duration.ofNanos(System.nanoTime() - start));
        results.add(new Content.ToolResult(toolCall.id(), result.text(), result.error()));
      }
    }
    return results;
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
