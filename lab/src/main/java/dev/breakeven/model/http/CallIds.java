package dev.breakeven.model.http;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.Request;
import java.util.HashSet;
import java.util.Set;

/// Names the tool calls of an answer so that no two of a conversation have one name: results are
/// told apart by nothing else, and not every server gives names, or gives each once.
public final class CallIds {
  private final Set<String> used = new HashSet<>();
  private int calls;

  /// Names what follows the calls in `request`.
  public CallIds(Request request) {
    for (Message message : request.messages()) {
      for (Content content : message.content()) {
        if (content instanceof Content.ToolCall call) {
          calls++;
          used.add(call.id());
        }
      }
    }
  }

  /// The name of the next call: the one that it came with, if it has one of its own.
  public String next(String given) {
    calls++;
    if (!given.isBlank() && used.add(given)) {
      return given;
    }
    int number = calls;
    while (!used.add("call_" + number)) {
      number++;
    }
    return "call_" + number;
  }
}
