package dev.breakeven.model.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.Message.Speaker;
import dev.breakeven.model.ModelAnswer.Stop;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.ModelClientContract;
import dev.breakeven.model.http.Body;
import dev.breakeven.model.http.Endpoint;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What holds for Anthropic however its answers come.
abstract class AnthropicContract extends ModelClientContract {
  abstract AnthropicSettings.Transfer transfer();

  @Override
  protected ModelClient client(Endpoint endpoint) {
    return client(endpoint, CacheLife.FIVE_MINUTES);
  }

  private ModelClient client(Endpoint endpoint, CacheLife life) {
    return new AnthropicClient(
        endpoint,
        new AnthropicSettings(life, transfer(), Map.of("thinking", Map.of("type", "adaptive"))));
  }

  @Override
  protected String path() {
    return "/v1/messages";
  }

  @Override
  protected Usage usage() {
    return Messages.USAGE;
  }

  @Override
  protected String error(String message) {
    return Body.write(
        Map.of("type", "error", "error", Map.of("type", "some_error", "message", message)));
  }

  @Test
  void thinkingComesAndGoesBackWithItsSignature() throws Exception {
    var thinking = new Content.Thinking("Let me see.", "c2lnbmVk");
    provider.then(whole(answer(List.of(thinking, call("c1", "one")), Stop.TOOL_USE)));
    var answer = ask(request(user("Mend it.")));
    assertThat(answer.content()).containsExactly(thinking, call("c1", "one"));

    provider.then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    ask(
        request(
            user("Mend it."),
            new Message(Speaker.ASSISTANT, answer.content()),
            new Message(Speaker.USER, List.of(new Content.ToolResult("c1", "found", false)))));
    var sent = Body.read(provider.asked().getLast().body()).path("messages").path(1);
    assertThat(sent.path("content").path(0))
        .isEqualTo(
            Body.read(
                """
                {"type":"thinking","thinking":"Let me see.","signature":"c2lnbmVk"}\
                """));
  }

  @Test
  void blankTextIsLeftOutAsTheProviderRefusesItBack() throws Exception {
    provider.then(whole(answer(List.of(new Content.Text("\n"), call("c1", "one")), Stop.TOOL_USE)));
    assertThat(ask(request(user("Mend it."))).content()).containsExactly(call("c1", "one"));
  }

  @Test
  void threePlacesAreMarkedForFiveMinutes() throws Exception {
    assertMarked(CacheLife.FIVE_MINUTES, "5m");
  }

  @Test
  void threePlacesAreMarkedForAnHour() throws Exception {
    assertMarked(CacheLife.ONE_HOUR, "1h");
  }

  @Test
  void theAnswerSaysHowItWasBought() throws Exception {
    var text = answer(List.of(new Content.Text("Mended.")), Stop.END_TURN);
    provider.then(
        whole(
            text.replace(
                "\"cache_read_input_tokens\":333",
                "\"cache_read_input_tokens\":333,\"speed\":\"fast\",\"service_tier\":\"standard\","
                    + "\"inference_geo\":\"us\",\"server_tool_use\":{\"web_search_requests\":2}")));

    assertThat(ask(request(user("Mend it."))).bought())
        .isEqualTo(new Purchase(List.of("fast", "us"), Map.of("web_search", 2L)));
  }

  @Test
  void writesWithoutASplitHaveTheLifeThatWasAskedFor() throws Exception {
    var unsplit =
        answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)
            .replaceAll("\"cache_creation\":\\{[^}]*},?", "");
    provider.then(whole(unsplit));
    provider.then(whole(unsplit));
    var asked = request(user("Mend it."));

    var hour = client(endpoint(provider.base(), AMPLE), CacheLife.ONE_HOUR).ask(asked).usage();
    var minutes =
        client(endpoint(provider.base(), AMPLE), CacheLife.FIVE_MINUTES).ask(asked).usage();

    assertThat(hour.count(TokenClass.WRITE_1H)).isEqualTo(42);
    assertThat(hour.count(TokenClass.WRITE_5M)).isZero();
    assertThat(minutes.count(TokenClass.WRITE_5M)).isEqualTo(42);
    assertThat(minutes.count(TokenClass.WRITE_1H)).isZero();
  }

  private void assertMarked(CacheLife life, String ttl) throws Exception {
    provider.then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    client(endpoint(provider.base(), AMPLE), life)
        .ask(
            request(
                user("Mend it."),
                new Message(Speaker.ASSISTANT, List.of(call("c1", "one"), call("c2", "two"))),
                new Message(
                    Speaker.USER,
                    List.of(
                        new Content.ToolResult("c1", "first", false),
                        new Content.ToolResult("c2", "second", false)))));
    var sent = Body.read(provider.asked().getLast().body());
    var mark = Body.read("{\"type\":\"ephemeral\",\"ttl\":\"" + ttl + "\"}");
    assertThat(sent.at("/system/0/cache_control")).isEqualTo(mark);
    assertThat(sent.at("/tools/0/cache_control")).isEqualTo(mark);
    assertThat(sent.at("/messages/2/content/1/cache_control")).isEqualTo(mark);
    assertThat(sent.toString().split("cache_control", -1)).hasSize(4);
  }

  @Test
  void theRequestIsWhatTheProviderDocuments() throws Exception {
    provider.then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    ask(request(user("Mend it.")));
    var asked = provider.asked().getLast();
    var sent = Body.read(asked.body());
    assertThat(sent.path("model").asString()).isEqualTo(MODEL);
    assertThat(sent.path("max_tokens").asInt()).isEqualTo(512);
    assertThat(sent.at("/tools/0/input_schema/properties/path/type").asString())
        .isEqualTo("string");
    assertThat(sent.at("/thinking/type").asString()).isEqualTo("adaptive");
    assertThat(asked.headers()).containsKey("anthropic-version");
    assertThat(asked.headers()).containsEntry("authorization", "Bearer " + KEY);
  }

  @Override
  protected Optional<String> refusal() {
    return Optional.of(answer(List.of(), Stop.REFUSAL));
  }

  @Override
  protected String empty() {
    return answer(List.of(), Stop.END_TURN);
  }
}
