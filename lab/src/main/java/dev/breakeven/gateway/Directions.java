package dev.breakeven.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/// What to set so that clients ask a gateway.
public final class Directions {
  private Directions() {}

  /// The variables of the environment that lead clients to the gateway at `port`.
  public static Map<String, String> variables(int port) {
    String base = base(port);
    var variables = new LinkedHashMap<String, String>();
    variables.put("ANTHROPIC_BASE_URL", base);
    variables.put("CLAUDE_CODE_GATEWAY_HINT_HEADERS", "1");
    variables.put("OPENAI_BASE_URL", base + "/v1");
    variables.put("OLLAMA_HOST", base);
    return variables;
  }

  /// The same for people, client by client.
  public static String text(int port) {
    String base = base(port);
    return """
    Claude Code       export ANTHROPIC_BASE_URL=%1$s CLAUDE_CODE_GATEWAY_HINT_HEADERS=1
    Codex             codex -c openai_base_url=\\"%1$s/v1\\"
    opencode          in opencode.json: "provider": {"anthropic": {"options": {"baseURL": "%1$s/v1"}}}
    Anthropic's SDKs  export ANTHROPIC_BASE_URL=%1$s
    OpenAI's SDKs     export OPENAI_BASE_URL=%1$s/v1
    Ollama's clients  export OLLAMA_HOST=%1$s
    """
        .formatted(base);
  }

  private static String base(int port) {
    return "http://127.0.0.1:" + port;
  }
}
