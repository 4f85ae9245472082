package dev.breakeven.model.ollama;

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
import dev.breakeven.model.StandIn;
import dev.breakeven.model.http.Body;
import dev.breakeven.model.http.Endpoint;
import dev.breakeven.model.http.ResponseFields;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OllamaClientTest extends ModelClientContract {
  private static final OllamaSettings SETTINGS =
      new OllamaSettings(32_768, Map.of("seed", 5), Optional.of(false));

  @Override
  protected ModelClient client(Endpoint endpoint) {
    return new OllamaClient(endpoint, SETTINGS, text -> text.length() / 4);
  }

  /// Each client asks for the models first.
  @Override
  protected StandIn ready() {
    return provider.then(tags(MODEL + ":latest"));
  }

  private StandIn.Served.Whole tags(String model) {
    return whole(Body.write(Map.of("models", List.of(Map.of("name", model, "model", model)))));
  }

  @Override
  protected String path() {
    return "/api/chat";
  }

  @Override
  protected Usage usage() {
    return new Usage(
        Map.of(TokenClass.UNCACHED, new Tokens(1000), TokenClass.OUTPUT, new Tokens(44)));
  }

  private static String answer(Map<String, Object> message, String reason) {
    return Body.write(
        ResponseFields.of(
            "model", MODEL,
            "created_at", "2026-11-24T12:00:00.123456Z",
            "message", message,
            "done", true,
            "done_reason", reason,
            "total_duration", 5_000_000,
            "load_duration", 1_000_000,
            "prompt_eval_count", 1000,
            "prompt_eval_duration", 2_000_000,
            "eval_count", 44,
            "eval_duration", 2_000_000));
  }

  @Override
  protected String answer(List<Content> content, Stop stop) {
    var message = ResponseFields.of("role", "assistant", "content", "");
    var calls = new ArrayList<>();
    for (Content piece : content) {
      switch (piece) {
        case Content.Text(var text) -> message.put("content", text);
        case Content.Thinking(var text, var _) -> message.put("thinking", text);
        case Content.ToolCall(var _, var tool, var input) ->
            calls.add(Map.of("function", ResponseFields.of("name", tool, "arguments", input)));
        case Content.ToolResult _, Content.Opaque _ ->
            throw new IllegalArgumentException(piece.toString());
      }
    }
    if (!calls.isEmpty()) {
      message.put("tool_calls", calls);
    }
    return answer(message, stop == Stop.MAX_TOKENS ? "length" : "stop");
  }

  @Override
  protected String empty() {
    return answer(List.of(), Stop.END_TURN);
  }

  @Override
  protected String invalid() {
    return answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)
        .replace("\"eval_duration\":2000000}", "\"eval_duration\":2,,");
  }

  @Override
  protected String error(String message) {
    return Body.write(Map.of("error", message));
  }

  @Override
  protected Optional<String> refusal() {
    return Optional.empty();
  }

  @Override
  protected OfficialClient official() {
    return new OfficialClient(
        "ollama",
        """
        const { Ollama } = await import('ollama');
        const answer = await new Ollama({ host: base }).chat({
          model: 'contract-model', messages: [{ role: 'user', content: 'Mend.' }],
        });
        print({ uncached: answer.prompt_eval_count, output: answer.eval_count });
        """);
  }

  @Override
  protected AttemptCharge chargeOfHalf() {
    return new AttemptCharge.Unknown();
  }

  @Test
  void theRequestIsWhatOllamaDocuments() throws Exception {
    ready().then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    ask(
        request(
            user("Mend it."),
            new Message(
                Speaker.ASSISTANT, List.of(new Content.Thinking("Hm.", ""), call("c1", "one"))),
            new Message(Speaker.USER, List.of(new Content.ToolResult("c1", "first", false)))));
    var sent = Body.read(provider.asked().getLast().body());
    assertThat(sent.path("messages"))
        .isEqualTo(
            Body.read(
                """
                [{"role":"system","content":"You mend things."},
                 {"role":"user","content":"Mend it."},
                 {"role":"assistant","content":"","thinking":"Hm.","tool_calls":[
                   {"id":"c1","function":{"name":"read","arguments":{"path":"one"}}}]},
                 {"role":"tool","tool_name":"read","tool_call_id":"c1","content":"first"}]\
                """));
    assertThat(sent.path("options"))
        .isEqualTo(Body.read("{\"num_ctx\":32768,\"num_predict\":512,\"seed\":5}"));
    assertThat(sent.path("stream").asBoolean(true)).isFalse();
    assertThat(sent.path("truncate").asBoolean(true)).isFalse();
  }

  @Test
  void aMissingModelIsToldWithTheCommandThatGetsIt() {
    provider.then(tags("llama3:8b"));
    var failure = catchThrowableOfType(ModelFailure.class, () -> ask(request(user("Mend it."))));
    assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(failure)
        .hasMessageContaining("ollama pull " + MODEL)
        .hasMessageContaining("it has: llama3:8b");
    assertThat(provider.asked()).hasSize(1);
  }

  @Test
  void theModelIsLookedForOnce() throws Exception {
    var text = whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN));
    ready().then(text).then(text);
    var client = client(endpoint(provider.base(), AMPLE));
    client.ask(request(user("Mend it.")));
    client.ask(request(user("Mend it.")));
    assertThat(provider.asked())
        .extracting(StandIn.Asked::path)
        .containsExactly("/api/tags", "/api/chat", "/api/chat");
  }

  @Test
  void aPromptThatWasCutIsAFailureThatIsCharged() {
    ready().then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    var failure =
        catchThrowableOfType(ModelFailure.class, () -> ask(request(user("Mend it.".repeat(1000)))));
    assertThat(failure.kind()).isEqualTo(Kind.TRUNCATED);
    assertThat(failure.charge()).isEqualTo(new AttemptCharge.Reported(usage()));
    assertThat(failure).hasMessageContaining("read 1000 tokens of a prompt of about 2");
    assertThat(failure).hasMessageContaining("32768");
  }

  @Test
  void encodingsMayDifferByAThird() throws Exception {
    ready().then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    assertThat(ask(request(user("Mend it.".repeat(650)))).usage()).isEqualTo(usage());
  }

  @Test
  void aPromptOfUnknownSizeIsAFailure() {
    ready()
        .then(
            whole(
                answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)
                    .replace("prompt_eval_count", "prompt_eval_other")));
    var failure = catchThrowableOfType(ModelFailure.class, () -> ask(request(user("Mend it."))));
    assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED);
    assertThat(failure).hasMessageContaining("update Ollama");
  }

  @Test
  void callsWithoutNamesGetOnesThatGoOn() throws Exception {
    ready().then(whole(answer(List.of(call("", "two"), call("", "three")), Stop.TOOL_USE)));
    var answer =
        ask(
            request(
                user("Mend it."),
                new Message(Speaker.ASSISTANT, List.of(call("call_1", "one"))),
                new Message(
                    Speaker.USER, List.of(new Content.ToolResult("call_1", "first", false)))));
    assertThat(answer.content()).containsExactly(call("call_2", "two"), call("call_3", "three"));
  }
}
