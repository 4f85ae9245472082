package dev.breakeven.exchange;

import dev.breakeven.json.JsonTree;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Who asks, for whom: what headers and metadata of a request say of it.
///
/// @param source the tool that asks: `claude-code`, `codex`, `opencode`, or the first word of the
///   user agent
/// @param session the tool's id of its session, null where it does not say
/// @param agent the tool's id of the sub-agent that asks, null for the main agent and where it does
///   not say
/// @param parent the agent or session that started the sub-agent, null where it does not say
/// @param kind what the request is for
public record Caller(
    String source,
    @Nullable String session,
    @Nullable String agent,
    @Nullable String parent,
    Kind kind) {
  private static final int LONGEST = 200;

  private static final Set<String> COMPACTING =
      Set.of("CRITICAL: Respond with TEXT ONLY", "Your task is to create a detailed summary");

  /// What a request is for.
  public enum Kind {
    /// The work itself.
    MAIN,
    /// The work of an agent that another one started.
    SUBAGENT,
    /// A summary of the conversation, to go on with.
    COMPACTION,
    /// A title, a check of a command and the like.
    AUXILIARY;

    /// The name used in files: `main`.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The one named `key`.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Kind ofKey(String key) {
      for (Kind kind : values()) {
        if (kind.key().equals(key)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("expected a kind such as main, got " + key);
    }
  }

  /// Who sent a request.
  ///
  /// @param headers the value of a header by its name in lower case, null for none
  /// @param body the request's body
  public static Caller of(Function<String, @Nullable String> headers, JsonNode body) {
    String client = known(headers.apply("user-agent"));
    String claude = headers.apply("x-claude-code-session-id");
    if (claude != null || (client != null && client.startsWith("claude-cli"))) {
      return claude(headers, body, claude);
    }
    if (headers.apply("x-codex-turn-metadata") != null || headers.apply("originator") != null) {
      return codex(headers);
    }
    if (client != null && client.startsWith("opencode")) {
      return opencode(headers, body);
    }
    String source = client == null ? "unknown" : client.split("[/ ]", 2)[0];
    return new Caller(source, null, null, null, Kind.MAIN);
  }

  private static Caller claude(
      Function<String, @Nullable String> headers, JsonNode body, @Nullable String session) {
    String agent = known(headers.apply("x-claude-code-agent-id"));
    String parent = known(headers.apply("x-claude-code-parent-agent-id"));
    String named = headers.apply("x-claude-code-request-class");
    Kind kind;
    if (agent != null) {
      kind = Kind.SUBAGENT;
    } else if ("compaction".equals(named) || (named == null && compacts(body))) {
      kind = Kind.COMPACTION;
    } else {
      kind = "auxiliary".equals(named) || body.path("tools").isEmpty() ? Kind.AUXILIARY : Kind.MAIN;
    }
    String whole = session == null ? session(body) : session;
    return new Caller("claude-code", known(whole), agent, parent, kind);
  }

  /// The session in the metadata: of an object as text, or behind the last `_session_`.
  private static @Nullable String session(JsonNode body) {
    String user = body.path("metadata").path("user_id").asString("");
    if (user.startsWith("{")) {
      try {
        return JsonTree.of(user).path("session_id").asString("");
      } catch (JacksonException e) {
        return null;
      }
    }
    int at = user.lastIndexOf("_session_");
    return at < 0 ? null : user.substring(at + "_session_".length());
  }

  private static boolean compacts(JsonNode body) {
    JsonNode messages = body.path("messages");
    JsonNode content = messages.path(messages.size() - 1).path("content");
    String text =
        content.isArray()
            ? content.path(content.size() - 1).path("text").asString("")
            : content.asString("");
    return COMPACTING.stream().anyMatch(text::startsWith);
  }

  /// A parent's id alone is no delegation, and a sub-agent that compacts is none either.
  private static Caller codex(Function<String, @Nullable String> headers) {
    String session = known(headers.apply("session-id"));
    String thread = known(headers.apply("thread-id"));
    String called = headers.apply("x-openai-subagent");
    String parent = known(headers.apply("x-codex-parent-thread-id"));
    String root = session == null ? thread : session;
    if ("compact".equals(called)) {
      return new Caller("codex", root, null, null, Kind.COMPACTION);
    }
    if (called != null && thread != null && !thread.equals(root)) {
      return new Caller(
          "codex",
          root,
          thread,
          parent == null || parent.equals(root) ? null : parent,
          Kind.SUBAGENT);
    }
    return new Caller("codex", root, null, null, Kind.MAIN);
  }

  private static Caller opencode(Function<String, @Nullable String> headers, JsonNode body) {
    String own = known(headers.apply("x-session-id"));
    String parent = known(headers.apply("x-parent-session-id"));
    if (parent != null) {
      return new Caller("opencode", parent, own, null, Kind.SUBAGENT);
    }
    Kind kind = body.path("tools").isEmpty() ? Kind.AUXILIARY : Kind.MAIN;
    return new Caller("opencode", own, null, null, kind);
  }

  /// A value that can be an id: not empty, and of a length that no line minds.
  private static @Nullable String known(@Nullable String value) {
    return value == null || value.isBlank()
        ? null
        : value.length() <= LONGEST ? value : value.substring(0, LONGEST);
  }
}
