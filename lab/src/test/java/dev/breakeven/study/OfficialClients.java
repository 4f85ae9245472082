package dev.breakeven.study;

import dev.breakeven.model.OfficialClient;
import java.util.List;
import java.util.function.Predicate;

/// A provider's own client that sends every request of a study once more.
///
/// @param client sums up the usage that it reads
/// @param models the models whose requests it sends
record OfficialClients(OfficialClient client, Predicate<String> models) {
  static final List<OfficialClients> ALL =
      List.of(
          new OfficialClients(
              client(
                  "@anthropic-ai/sdk",
                  "/v1/messages",
                  """
                  const { default: Anthropic } = await import('@anthropic-ai/sdk');
                  const client = new Anthropic({ apiKey: 'none', baseURL: arm, maxRetries: 0 });
                  const { usage } = body.stream
                    ? await client.messages.stream(body, { headers }).finalMessage()
                    : await client.messages.create(body, { headers });
                  sum.uncached += usage.input_tokens;
                  sum.write_5m += usage.cache_creation.ephemeral_5m_input_tokens;
                  sum.write_1h += usage.cache_creation.ephemeral_1h_input_tokens;
                  sum.read += usage.cache_read_input_tokens;
                  sum.output += usage.output_tokens;
                  """),
              model -> model.startsWith("claude-")),
          new OfficialClients(
              client(
                  "openai",
                  "/chat/completions",
                  """
                  const { default: OpenAI } = await import('openai');
                  const client = new OpenAI({ apiKey: 'none', baseURL: arm + '/v1', maxRetries: 0 });
                  const { usage } = await client.chat.completions.create(body, { headers });
                  const { cached_tokens, cache_write_tokens } = usage.prompt_tokens_details;
                  sum.uncached += usage.prompt_tokens - cached_tokens - cache_write_tokens;
                  sum.write_5m += cache_write_tokens;
                  sum.read += cached_tokens;
                  sum.output += usage.completion_tokens;
                  """),
              LiveNotes.OWN::equals),
          new OfficialClients(
              client(
                  "ollama",
                  "/api/chat",
                  """
                  const { Ollama } = await import('ollama');
                  const answer = await new Ollama({ host: arm, headers }).chat(body);
                  sum.uncached += answer.prompt_eval_count - answer.prompt_eval_cached_count;
                  sum.read += answer.prompt_eval_cached_count;
                  sum.output += answer.eval_count;
                  """),
              LiveNotes.QWEN::equals));

  private static OfficialClient client(String name, String path, String asking) {
    return new OfficialClient(
        name,
        """
        const recorded = await (await fetch(base + '/recorded')).json();
        const sum = { uncached: 0, write_5m: 0, write_1h: 0, read: 0, output: 0 };
        for (const [number, { path, body }] of recorded.entries()) {
          if (!path.includes('%s')) continue;
          const arm = base + '/' + path.split('/')[1];
          const headers = { 'x-recorded': String(number) };
          %s
        }
        print(sum);
        """
            .formatted(path, asking));
  }

  boolean serves(String model) {
    return models.test(model);
  }
}
