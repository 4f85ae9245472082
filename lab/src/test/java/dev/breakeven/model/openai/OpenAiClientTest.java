package dev.breakeven.model.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.Message.Speaker;
import dev.breakeven.model.ModelAnswer.Stop;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.ModelClientContract;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.model.ModelFailure.Kind;
import dev.breakeven.model.OfficialClient;
import dev.breakeven.model.http.Body;
import dev.breakeven.model.http.Endpoint;
import dev.breakeven.model.http.ResponseFields;
import dev.breakeven.model.http.ToolInput;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.NullNode;

final class OpenAiClientTest extends ModelClientContract {
  private static final NullNode NULL = NullNode.getInstance();

  @Override
  protected ModelClient client(Endpoint endpoint) {
    return new OpenAiClient(
        new Endpoint(URI.create(endpoint.base() + "/v1"), endpoint.key(), endpoint.timeout()),
        OpenAiSettings.usual(endpoint.base()));
  }

  @Override
  protected String path() {
    return "/v1/chat/completions";
  }

  /// 100 in all, of which 60 read and 30 written; 44 put out, 12 of them reasoning.
  @Override
  protected Usage usage() {
    return new Usage(
        Usage.of(10, 30, 0, 60, 44).counts().entrySet().stream()
            .filter(entry -> entry.getKey() != TokenClass.WRITE_1H)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Map<String, Object> billed() {
    return ResponseFields.of(
        "prompt_tokens", 100,
        "completion_tokens", 44,
        "total_tokens", 144,
        "prompt_tokens_details", Map.of("cached_tokens", 60, "cache_write_tokens", 30),
        "completion_tokens_details", Map.of("reasoning_tokens", 12));
  }

  private static String answer(Map<String, Object> message, String reason) {
    return Body.write(
        ResponseFields.of(
            "id",
            "chatcmpl-1",
            "object",
            "chat.completion",
            "created",
            1_795_000_000,
            "model",
            MODEL,
            "choices",
            List.of(ResponseFields.of("index", 0, "message", message, "finish_reason", reason)),
            "usage",
            billed(),
            "service_tier",
            "default"));
  }

  @Override
  protected String answer(List<Content> content, Stop stop) {
    var message = ResponseFields.of("role", "assistant", "content", NULL, "refusal", NULL);
    var calls = new ArrayList<>();
    for (Content piece : content) {
      switch (piece) {
        case Content.Text(var text) -> message.put("content", text);
        case Content.Thinking(var text, var _) -> message.put("reasoning_content", text);
        case Content.ToolCall(var id, var tool, var input) ->
            calls.add(
                ResponseFields.of(
                    "id",
                    id,
                    "type",
                    "function",
                    "function",
                    ResponseFields.of("name", tool, "arguments", Body.write(input))));
        case Content.ToolResult _, Content.Opaque _ ->
            throw new IllegalArgumentException(piece.toString());
      }
    }
    if (!calls.isEmpty()) {
      message.put("tool_calls", calls);
    }
    return answer(
        message,
        switch (stop) {
          case TOOL_USE -> "tool_calls";
          case END_TURN -> "stop";
          case MAX_TOKENS -> "length";
          case REFUSAL -> "content_filter";
          case PAUSE, UNKNOWN -> throw new IllegalArgumentException(stop.toString());
        });
  }

  @Override
  protected String empty() {
    return answer(List.of(), Stop.END_TURN);
  }

  @Override
  protected String invalid() {
    return answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)
        .replace("\"service_tier\":\"default\"}", "\"service_tier\":def");
  }

  @Override
  protected String error(String message) {
    return Body.write(
        Map.of("error", ResponseFields.of("message", message, "type", "some_error", "code", NULL)));
  }

  @Override
  protected Optional<String> refusal() {
    return Optional.of(
        answer(
            ResponseFields.of("role", "assistant", "content", NULL, "refusal", "I cannot help."),
            "stop"));
  }

  @Override
  protected OfficialClient official() {
    return new OfficialClient(
        "openai",
        """
        const { default: OpenAI } = await import('openai');
        const client = new OpenAI({ apiKey: 'none', baseURL: base + '/v1', maxRetries: 0 });
        const { usage } = await client.chat.completions.create({
          model: 'contract-model', messages: [{ role: 'user', content: 'Mend.' }],
        });
        const { cached_tokens: read, cache_write_tokens: written } = usage.prompt_tokens_details;
        print({
          uncached: usage.prompt_tokens - read - written,
          write_5m: written,
          read,
          output: usage.completion_tokens,
        });
        """);
  }

  @Override
  protected AttemptCharge chargeOfHalf() {
    return new AttemptCharge.Unknown();
  }

  @Test
  void theRequestIsWhatTheFormatDescribes() throws Exception {
    provider.then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    ask(
        request(
            user("Mend it."),
            new Message(
                Speaker.ASSISTANT,
                List.of(
                    new Content.Thinking("Hm.", ""),
                    new Content.Text("Look."),
                    call("c1", "one"),
                    call("c2", "two"))),
            new Message(
                Speaker.USER,
                List.of(
                    new Content.ToolResult("c1", "first", false),
                    new Content.ToolResult("c2", "second", true)))));
    assertThat(Body.read(provider.asked().getLast().body()).path("messages"))
        .isEqualTo(
            Body.read(
                """
                [{"role":"system","content":"You mend things."},
                 {"role":"user","content":"Mend it."},
                 {"role":"assistant","content":"Look.","tool_calls":[
                   {"id":"c1","type":"function",
                    "function":{"name":"read","arguments":"{\\"path\\":\\"one\\"}"}},
                   {"id":"c2","type":"function",
                    "function":{"name":"read","arguments":"{\\"path\\":\\"two\\"}"}}]},
                 {"role":"tool","tool_call_id":"c1","content":"first"},
                 {"role":"tool","tool_call_id":"c2","content":"second"}]\
                """));
    var sent = Body.read(provider.asked().getLast().body());
    assertThat(sent.path("max_tokens").asInt()).isEqualTo(512);
    assertThat(sent.at("/tools/0/function/name").asString()).isEqualTo("read");
  }

  @Test
  void onlyOpenAiItselfGetsItsNewerLimit() {
    assertThat(OpenAiSettings.usual(URI.create("https://api.openai.com/v1")).limit())
        .isEqualTo("max_completion_tokens");
    assertThat(OpenAiSettings.usual(URI.create("http://127.0.0.1:8000/v1")).limit())
        .isEqualTo("max_tokens");
  }

  @Test
  void aServerWithoutKeyIsAskedWithoutOne() throws Exception {
    provider.then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    client(new Endpoint(provider.base(), Optional.empty(), AMPLE)).ask(request(user("Mend it.")));
    assertThat(provider.asked().getLast().headers()).doesNotContainKey("authorization");
  }

  @Test
  void argumentsThatAreNoJsonGoToTheToolToComplainOf() throws Exception {
    provider.then(
        whole(
            answer(List.of(call("c1", "one")), Stop.TOOL_USE)
                .replace("{\\\"path\\\":\\\"one\\\"}", "{path: one")));
    assertThat(ask(request(user("Mend it."))).content())
        .containsExactly(
            new Content.ToolCall("c1", "read", Map.of(ToolInput.UNREADABLE, "{path: one")));
  }

  @Test
  void callsDecideWhereTheServerSaysThatItStopped() throws Exception {
    provider.then(whole(answer(List.of(call("c1", "one")), Stop.END_TURN)));
    assertThat(ask(request(user("Mend it."))).stop()).isEqualTo(Stop.TOOL_USE);
  }

  @Test
  void theAnswerSaysItsTier() throws Exception {
    var text = answer(List.of(new Content.Text("Mended.")), Stop.END_TURN);
    provider.then(whole(text));
    provider.then(whole(text.replace("\"default\"", "\"priority\"")));

    assertThat(ask(request(user("Mend it."))).bought()).isEqualTo(Purchase.STANDARD);
    assertThat(ask(request(user("Mend it."))).bought().ways()).containsExactly("priority");
  }

  @Test
  void reasoningIsThinking() throws Exception {
    provider.then(
        whole(
            answer(
                List.of(new Content.Thinking("Hm.", ""), new Content.Text("Mended.")),
                Stop.END_TURN)));
    assertThat(ask(request(user("Mend it."))).content())
        .containsExactly(
            new Content.Thinking("Hm.", "reasoning_content"), new Content.Text("Mended."));
  }

  @Test
  void anAnswerWithoutUsageIsUnreadable() {
    provider.then(
        whole(
            answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)
                .replace("\"usage\"", "\"other\"")));
    var failure = catchThrowableOfType(ModelFailure.class, () -> ask(request(user("Mend it."))));
    assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(failure.charge()).isEqualTo(new AttemptCharge.Unknown());
  }
}
