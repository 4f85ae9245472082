package dev.breakeven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.breakeven.model.Message.Speaker;
import dev.breakeven.model.ModelAnswer.Stop;
import dev.breakeven.model.ModelFailure.Kind;
import dev.breakeven.model.StandIn.Served;
import dev.breakeven.model.http.ToolInput;
import dev.breakeven.trace.TokenClass;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A provider that misbehaves, on every wire: whatever it answers is an answer of the arm or a
/// failure that is named as what it is and charged for what it can have cost.
final class HostileAnswersTest {
  private static final int TOO_MUCH = 40 << 20;
  private static final AttemptCharge UNKNOWN = new AttemptCharge.Unknown();
  private static final AttemptCharge NOTHING = new AttemptCharge.Nothing();

  private StandIn provider;

  @BeforeEach
  void open() throws Exception {
    provider = new StandIn();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  /// What comes in the place of an answer, and what it is to be called and charged.
  record Lost(
      String name,
      Function<HostileWire, Served> served,
      Kind kind,
      AttemptCharge charge,
      String word) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// What comes as an odd answer, and what it is to be read as.
  record Odd(String name, Function<HostileWire, String> body, Consumer<ModelAnswer> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Lost page(String name, String type, String body, String word) {
    return new Lost(
        name,
        _ -> new Served.Whole(200, Map.of("content-type", type), body),
        Kind.UNREADABLE,
        UNKNOWN,
        word);
  }

  private static Lost error(String name, int status, String body, Kind kind, String word) {
    return new Lost(
        name,
        _ -> new Served.Whole(status, Map.of("content-type", "application/json"), body),
        kind,
        status == 200 ? UNKNOWN : NOTHING,
        word);
  }

  private static Lost counted(String name, String output) {
    return new Lost(
        name,
        wire -> whole(wire, good(wire, output)),
        Kind.UNREADABLE,
        UNKNOWN,
        "its usage is missing or not to be believed");
  }

  private static Served whole(HostileWire wire, String body) {
    return new Served.Whole(200, Map.of("content-type", wire.type()), body);
  }

  private static String good(HostileWire wire, String output) {
    return wire.answer(wire.text("Mended."), wire.stop(), HostileWire.MODEL, output);
  }

  private static List<Lost> losses() {
    var full =
        "{\"error\":\"Trying to keep the first 9000 tokens when context the overflows. However, the"
            + " model is loaded with context length of only 4096 tokens\"}";
    return List.of(
        page("a page", "text/html", "<!DOCTYPE html><html>Sign in</html>", "page (HTML or XML)"),
        page("no byte", "application/json", "", "empty body"),
        page("blanks", "application/json", " \n\t ", "empty body"),
        page("null", "application/json", "null", "no object"),
        page("a list", "application/json", "[1,2]", "no object"),
        page("a word", "text/plain", "OK", "no JSON"),
        page("a byte order mark alone", "application/json", "\uFEFF", "empty body"),
        page("20,000 brackets", "application/json", "[".repeat(20_000), "no JSON"),
        page("an empty object", "application/json", "{}", "usage is missing"),
        page("a huge line", "application/json", "{\"x\":\"" + "y".repeat(TOO_MUCH), "32 MB"),
        page("a huge body", "application/json", "{\"x\":1}\n".repeat(TOO_MUCH / 8), "32 MB"),
        counted("10^12 tokens", "1000000000000"),
        counted("10^30 tokens", "1e30"),
        counted("fewer than no tokens", "-4"),
        counted("half a token", "12.5"),
        counted("tokens in words", "\"many\""),
        error("a full context", 400, full, Kind.TOO_LONG, "context the overflows"),
        error("a full context, with 200", 200, full, Kind.TOO_LONG, "told an error in it"),
        error(
            "a gateway's error with 200",
            200,
            "{\"error\":{\"code\":502,\"message\":\"upstream is gone\"}}",
            Kind.SERVER_FAILED,
            "upstream is gone"),
        error("a huge error", 500, "x".repeat(TOO_MUCH), Kind.SERVER_FAILED, "answered 500: xxx"),
        error("an error page", 502, "<html>Bad gateway</html>", Kind.SERVER_FAILED, "Bad gateway"),
        error("a lone surrogate", 400, "{\"m\":\"\\ud800\"}", Kind.BAD_REQUEST, "answered 400"));
  }

  private static List<Odd> oddities() {
    return List.of(
        new Odd("a byte order mark", wire -> "\uFEFF" + good(wire, "12"), mended()),
        new Odd("text after it", wire -> good(wire, "12") + "\nOK", mended()),
        new Odd("CR line ends", wire -> good(wire, "12").replace('\n', '\r'), mended()),
        new Odd("CR LF line ends", wire -> good(wire, "12").replace("\n", "\r\n"), mended()),
        new Odd(
            "data on several lines",
            wire ->
                wire == HostileWire.STREAMED
                    ? good(wire, "12").replace(",\"usage\"", "\ndata: ,\"usage\"")
                    : good(wire, "12").replace(",", "\n,"),
            mended()),
        new Odd("12.0 tokens", wire -> good(wire, "12.0"), mended()),
        new Odd(
            "a lone surrogate",
            wire -> wire.answer(wire.text("\\ud83d!"), wire.stop(), HostileWire.MODEL, "12"),
            answer -> assertThat(answer.content()).containsExactly(new Content.Text("\uFFFD!"))),
        new Odd(
            "thinking up to the limit",
            wire -> wire.answer(wire.thinking("Hm."), wire.length(), HostileWire.MODEL, "12"),
            answer -> {
              assertThat(answer.stop()).isEqualTo(Stop.MAX_TOKENS);
              assertThat(answer.content()).hasExactlyElementsOfTypes(Content.Thinking.class);
            }),
        new Odd(
            "nothing up to the limit",
            wire ->
                wire.answer(
                    wire.anthropic() ? "" : "\"content\":\"\"",
                    wire.length(),
                    HostileWire.MODEL,
                    "12"),
            answer -> {
              assertThat(answer.stop()).isEqualTo(Stop.MAX_TOKENS);
              assertThat(answer.content()).isEmpty();
            }),
        new Odd(
            "an unknown reason",
            wire -> wire.answer(wire.text("DONE"), "cosmic_ray", HostileWire.MODEL, "12"),
            answer -> assertThat(answer.stop()).isEqualTo(Stop.UNKNOWN)),
        new Odd(
            "a part of an unknown kind",
            wire -> wire.answer(wire.parts(), wire.stop(), HostileWire.MODEL, "12"),
            answer ->
                assertThat(answer.content())
                    .containsExactly(
                        new Content.Text("Mended."),
                        new Content.Opaque(
                            "hologram", Map.of("type", "hologram", "data", List.of(1, "two"))))),
        new Odd(
            "another model",
            wire -> wire.answer(wire.text("Mended."), wire.stop(), "cheaper-model", "12"),
            answer ->
                assertThat(answer.bought().ways()).containsExactly("served by cheaper-model")),
        new Odd(
            "the same model, dated",
            wire -> wire.answer(wire.text("Mended."), wire.stop(), "asked-model-20261101", "12"),
            mended()),
        new Odd(
            "a model that repeats the key",
            wire -> wire.answer(wire.text("Mended."), wire.stop(), HostileWire.KEY, "12"),
            answer -> assertThat(answer.bought().ways()).noneMatch(way -> way.contains("planted"))),
        new Odd("ids that are equal", wire -> calls(wire, "c1", "c1"), called()),
        new Odd("ids that are empty", wire -> calls(wire, "", ""), called()),
        new Odd("ids that are ours", wire -> calls(wire, "call_2", ""), called()));
  }

  private static String calls(HostileWire wire, String one, String other) {
    return wire.answer(wire.calls(one, other), "tool_use", HostileWire.MODEL, "12");
  }

  @SuppressWarnings("UnnecessaryLambda") // A row of the table.
  private static Consumer<ModelAnswer> mended() {
    return answer -> {
      assertThat(answer.content()).containsExactly(new Content.Text("Mended."));
      assertThat(answer.stop()).isEqualTo(Stop.END_TURN);
      assertThat(answer.usage().count(TokenClass.UNCACHED)).isEqualTo(1000);
      assertThat(answer.usage().count(TokenClass.OUTPUT)).isEqualTo(12);
      assertThat(answer.bought().isStandard()).isTrue();
    };
  }

  @SuppressWarnings("UnnecessaryLambda") // A row of the table.
  private static Consumer<ModelAnswer> called() {
    return answer -> {
      var calls = answer.content().stream().map(Content.ToolCall.class::cast).toList();
      assertThat(answer.stop()).isEqualTo(Stop.TOOL_USE);
      assertThat(calls).extracting(Content.ToolCall::id).doesNotHaveDuplicates().hasSize(2);
      assertThat(calls).extracting(Content.ToolCall::id).noneMatch(String::isBlank);
      assertThat(calls.getFirst().input()).isEqualTo(Map.of(ToolInput.UNREADABLE, "{path: a"));
      assertThat(calls.getLast().input()).isEqualTo(Map.of("path", "b"));
    };
  }

  private static Stream<Arguments> lost() {
    return each(losses());
  }

  private static Stream<Arguments> odd() {
    return each(oddities());
  }

  private static Stream<Arguments> each(List<?> rows) {
    return Stream.of(HostileWire.values())
        .flatMap(wire -> rows.stream().map(row -> Arguments.of(wire, row)));
  }

  private static Request request(Message... more) {
    var messages = new ArrayList<Message>();
    messages.add(new Message(Speaker.USER, List.of(new Content.Text("Mend it."))));
    messages.addAll(List.of(more));
    return new Request(HostileWire.MODEL, "You mend things.", List.of(), messages, 512);
  }

  private ModelClient ready(HostileWire wire, Served served) {
    if (wire == HostileWire.OLLAMA) {
      provider.then(whole(wire, "{\"models\":[{\"name\":\"" + HostileWire.MODEL + "\"}]}"));
    }
    provider.then(served);
    return wire.client(provider.base());
  }

  private ModelFailure failure(HostileWire wire, Served served) {
    var client = ready(wire, served);
    return catchThrowableOfType(ModelFailure.class, () -> client.ask(request()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("lost")
  void whatIsNoAnswerIsNamedAndCharged(HostileWire wire, Lost lost) {
    var failure = failure(wire, lost.served().apply(wire));
    assertThat(failure).isNotNull();
    assertThat(failure).hasMessageContaining(lost.word());
    assertThat(failure.kind()).isEqualTo(lost.kind());
    if (wire == HostileWire.STREAMED && lost.name().contains("token")) {
      assertThat(failure.charge().spent()).isTrue();
    } else {
      assertThat(failure.charge()).isEqualTo(lost.charge());
    }
    assertThat(failure.getMessage()).hasSizeLessThan(1_000);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("odd")
  void whatIsAnAnswerIsReadAsOne(HostileWire wire, Odd odd) throws Exception {
    odd.expected().accept(ready(wire, whole(wire, odd.body().apply(wire))).ask(request()));
  }

  @ParameterizedTest
  @EnumSource
  void whatItSaidGoesBackAsItCame(HostileWire wire) throws Exception {
    var client =
        ready(wire, whole(wire, wire.answer(wire.parts(), wire.stop(), HostileWire.MODEL, "12")));
    var told = client.ask(request());
    provider.then(
        whole(wire, wire.answer(wire.thinking("Hm, hm."), wire.length(), HostileWire.MODEL, "9")));
    var thought = client.ask(request());
    provider.then(whole(wire, good(wire, "12")));
    client.ask(
        request(
            new Message(Speaker.ASSISTANT, told.content()),
            new Message(Speaker.USER, List.of(new Content.Text("More."))),
            new Message(Speaker.ASSISTANT, thought.content()),
            new Message(Speaker.USER, List.of(new Content.Text("And more.")))));
    var sent = provider.asked().getLast().body();
    assertThat(sent).contains("Mended.").contains("Hm, hm.");
    if (wire != HostileWire.OLLAMA) { // its messages have no parts
      assertThat(sent).contains("{\"type\":\"hologram\",\"data\":[1,\"two\"]}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRedirectIsNotFollowed(HostileWire wire) throws Exception {
    try (var elsewhere = new StandIn()) {
      var away =
          new Served.Whole(307, Map.of("location", elsewhere.base() + "/v1/messages"), "Moved");
      var failure = failure(wire, away);
      assertThat(failure.kind()).isEqualTo(Kind.BAD_REQUEST);
      assertThat(failure).hasMessageContaining("a redirect, which is not followed");
      assertThat(elsewhere.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void noFormOfTheKeyIsShown(HostileWire wire) {
    var key = HostileWire.KEY;
    var bytes = ("Bearer " + key + ", of course").getBytes(StandardCharsets.UTF_8);
    var forms =
        List.of(
            key,
            key.replace("/", "\\/"),
            key.replace("-", "\\u002d"),
            key.replace("s", "\\u0073").replace("+", "\\x2B"),
            key.replace("k", "&#107;").replace("/", "&#x2F;"),
            URLEncoder.encode(key, StandardCharsets.UTF_8),
            Base64.getEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
    for (var form : forms) {
      var body = "{\"error\":\"You sent <" + form + ">.\"}";
      var headers = Map.of("request-id", "r-" + form, "x-request-id", "r-" + form);
      var failure = failure(wire, new Served.Whole(401, headers, body));
      assertThat(failure.getMessage())
          .contains("You sent <")
          .contains("[key]")
          .doesNotContain(form)
          .doesNotContain("0123456789")
          .doesNotContain("cGxhbnRlZ")
          .doesNotContain("MDEyMzQ1Njc4O");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWaitInMillisecondsIsKept(HostileWire wire) {
    var headers = Map.of("retry-after-ms", "1500", "retry-after", "2");
    var failure = failure(wire, new Served.Whole(429, headers, "{\"error\":\"slow down\"}"));
    assertThat(failure.retryAfter()).contains(Duration.ofMillis(1500));
  }

  @ParameterizedTest
  @EnumSource
  void uselessAnswersAreAskedForAgainButNotEightTimes(HostileWire wire) {
    var client = ready(wire, whole(wire, ""));
    for (int i = 0; i < 9; i++) {
      provider.then(whole(wire, "<html>Sign in</html>"));
    }
    var books = new Books();
    var asking = new Retrying(client, Backoff.USUAL, books, books, 1);
    var failure = catchThrowableOfType(ModelFailure.class, () -> asking.ask(request()));
    assertThat(failure).hasMessageContaining("attempt 3, the last");
    assertThat(books.unknown()).isEqualTo(3);
  }
}
