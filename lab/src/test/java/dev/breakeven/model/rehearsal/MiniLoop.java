package dev.breakeven.model.rehearsal;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.model.Request;
import dev.breakeven.model.ToolSpec;
import dev.breakeven.trace.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// As little of an agent loop as a test needs: asks, runs the tools, delegates to an executor.
final class MiniLoop {
  private static final ToolSpec EDITOR =
      new ToolSpec(WantedCall.EDITOR, "edits", Map.of("type", "object"));
  private static final ToolSpec BASH =
      new ToolSpec(WantedCall.BASH, "runs", Map.of("type", "object"));
  private static final ToolSpec DELEGATE =
      new ToolSpec(WantedCall.DELEGATE, "delegates", Map.of("type", "object"));

  private final FakeRepository repository;
  private final @Nullable ModelClient executor;
  final List<ModelAnswer> executed = new ArrayList<>();

  MiniLoop(FakeRepository repository, @Nullable ModelClient executor) {
    this.repository = repository;
    this.executor = executor;
  }

  /// A finished conversation.
  record Run(List<Request> requests, List<ModelAnswer> answers) {
    String ending() {
      return answers.getLast().content().getLast() instanceof Content.Text(String text)
          ? text
          : "cap";
    }

    int turns() {
      return answers.size();
    }

    Usage usage() {
      return answers.stream().map(ModelAnswer::usage).reduce(Usage.NONE, Usage::plus);
    }
  }

  Run run(ModelClient client, String task, int cap) throws ModelFailure, InterruptedException {
    return run(client, task, cap, executor == null ? List.of() : List.of(DELEGATE));
  }

  private Run run(ModelClient client, String task, int cap, List<ToolSpec> more)
      throws ModelFailure, InterruptedException {
    var tools = new ArrayList<>(List.of(EDITOR, BASH));
    tools.addAll(more);
    var messages = new ArrayList<Message>();
    var requests = new ArrayList<Request>();
    var answers = new ArrayList<ModelAnswer>();
    messages.add(new Message(Message.Speaker.USER, List.of(new Content.Text(task))));
    while (answers.size() < cap) {
      var request =
          new Request("claude-opus-4-7", "You work on a repository.", tools, messages, 4096);
      ModelAnswer answer = client.ask(request);
      requests.add(request);
      answers.add(answer);
      if (answer.stop() != ModelAnswer.Stop.TOOL_USE) {
        break;
      }
      messages.add(new Message(Message.Speaker.ASSISTANT, answer.content()));
      messages.add(new Message(Message.Speaker.USER, results(answer)));
    }
    return new Run(requests, answers);
  }

  private List<Content> results(ModelAnswer answer) throws ModelFailure, InterruptedException {
    var results = new ArrayList<Content>();
    for (Content content : answer.content()) {
      if (content instanceof Content.ToolCall(String id, String tool, var input)) {
        if (executor != null && input.get("instruction") instanceof String instruction) {
          Run run = run(executor, instruction, 20, List.of());
          executed.addAll(run.answers());
          results.add(new Content.ToolResult(id, run.ending(), false));
        } else {
          FakeRepository.Answer result = repository.run(tool, input);
          results.add(new Content.ToolResult(id, result.text(), result.error()));
        }
      }
    }
    return results;
  }
}
