package dev.breakeven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.breakeven.agent.AgentLoop;
import dev.breakeven.agent.AgentSpec;
import dev.breakeven.agent.CallBudget;
import dev.breakeven.agent.Prompts;
import dev.breakeven.agent.Recorder;
import dev.breakeven.agent.Stopped;
import dev.breakeven.model.Message.Speaker;
import dev.breakeven.model.ModelAnswer.Stop;
import dev.breakeven.model.ModelFailure.Kind;
import dev.breakeven.model.StandIn.Served;
import dev.breakeven.model.http.ApiKey;
import dev.breakeven.model.http.Endpoint;
import dev.breakeven.tool.Toolbox;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every client of a provider does, held against a stand-in that speaks the provider's wire
/// format.
public abstract class ModelClientContract {
  protected static final String KEY = "sk-planted-0123456789abcdef";
  protected static final Duration AMPLE = Duration.ofSeconds(60);
  protected static final String MODEL = "contract-model";

  protected StandIn provider;

  @BeforeEach
  void open() throws IOException {
    provider = new StandIn();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  /// A client that makes one attempt.
  protected abstract ModelClient client(Endpoint endpoint);

  /// An answer in the provider's format; its usage is what [#usage()] says.
  protected abstract String answer(List<Content> content, Stop stop);

  /// What each answer bills.
  protected abstract Usage usage();

  /// An answer of the provider's format without content.
  protected abstract String empty();

  /// An answer that breaks off after its usage with something that is no JSON.
  protected abstract String invalid();

  /// An error in the provider's format.
  protected abstract String error(String message);

  /// How the provider writes a refusal; empty if it cannot refuse.
  protected abstract Optional<String> refusal();

  /// What the first half of an answer lets us know of its bill.
  protected abstract AttemptCharge chargeOfHalf();

  protected Map<String, String> headers() {
    return Map.of("content-type", "application/json");
  }

  /// The provider's own client.
  protected abstract OfficialClient official();

  /// The path that is asked.
  protected abstract String path();

  /// Makes the stand-in ready for one question.
  protected StandIn ready() {
    return provider;
  }

  protected Endpoint endpoint(URI base, Duration timeout) {
    return new Endpoint(base, Optional.of(new ApiKey(KEY)), timeout);
  }

  protected static Request request(Message... messages) {
    var read =
        new ToolSpec(
            "read",
            "Reads a file.",
            Map.of(
                "type",
                "object",
                "properties",
                Map.of("path", Map.of("type", "string")),
                "required",
                List.of("path")));
    return new Request(MODEL, "You mend things.", List.of(read), List.of(messages), 512);
  }

  protected static Message user(String text) {
    return new Message(Speaker.USER, List.of(new Content.Text(text)));
  }

  protected static Content.ToolCall call(String id, String path) {
    return new Content.ToolCall(id, "read", Map.of("path", path));
  }

  protected Served.Whole whole(String body) {
    return new Served.Whole(200, headers(), body);
  }

  protected ModelAnswer ask(Request request) throws ModelFailure, InterruptedException {
    return client(endpoint(provider.base(), AMPLE)).ask(request);
  }

  protected ModelFailure failure(Duration timeout) {
    var client = client(endpoint(provider.base(), timeout));
    return catchThrowableOfType(ModelFailure.class, () -> client.ask(request(user("Mend it."))));
  }

  /// Fails by its time, after a first answer without a limit so that starting up takes none of it.
  private ModelFailure late(Served served) throws Exception {
    ready().then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    ask(request(user("Mend it.")));
    ready().then(served);
    return failure(Duration.ofSeconds(2));
  }

  private ModelFailure failure(Served served) {
    ready().then(served);
    return failure(AMPLE);
  }

  @Test
  void anAnswerIsReadWithItsUsage() throws Exception {
    ready().then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    var answer = ask(request(user("Mend it.")));
    assertThat(answer.content()).containsExactly(new Content.Text("Mended."));
    assertThat(answer.stop()).isEqualTo(Stop.END_TURN);
    assertThat(answer.usage()).isEqualTo(usage());
    assertThat(answer.timing().first()).isLessThanOrEqualTo(answer.timing().total());
  }

  @Test
  void theProvidersOwnClientReadsTheSameUsage() throws Exception {
    provider.then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    assertThat(official().usage(provider.base())).isEqualTo(usage());
  }

  @Test
  void aCutOffAnswerSaysSo() throws Exception {
    ready().then(whole(answer(List.of(new Content.Text("Mend")), Stop.MAX_TOKENS)));
    assertThat(ask(request(user("Mend it."))).stop()).isEqualTo(Stop.MAX_TOKENS);
  }

  @Test
  void toolsAreOfferedCalledAndAnswered() throws Exception {
    ready()
        .then(
            whole(
                answer(List.of(new Content.Text("Look."), call("c1", "a b.txt")), Stop.TOOL_USE)));
    var answer = ask(request(user("Mend it.")));
    assertThat(answer.stop()).isEqualTo(Stop.TOOL_USE);
    assertThat(toolCalls(answer)).containsExactly(Map.of("path", "a b.txt"));

    ready().then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    var id = id(answer, 0);
    ask(
        request(
            user("Mend it."),
            new Message(Speaker.ASSISTANT, answer.content()),
            new Message(Speaker.USER, List.of(new Content.ToolResult(id, "no such file", true)))));
    var asked = provider.asked().getLast();
    assertThat(asked.path()).isEqualTo(path());
    assertThat(asked.body()).contains("Reads a file.", "You mend things.", "no such file");
  }

  @Test
  void parallelToolCallsKeepTheirOrder() throws Exception {
    ready().then(whole(answer(List.of(call("c1", "one"), call("c2", "two")), Stop.TOOL_USE)));
    var answer = ask(request(user("Mend it.")));
    assertThat(toolCalls(answer)).containsExactly(Map.of("path", "one"), Map.of("path", "two"));
    assertThat(id(answer, 0)).isNotEqualTo(id(answer, 1));

    ready().then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    ask(
        request(
            user("Mend it."),
            new Message(Speaker.ASSISTANT, answer.content()),
            new Message(
                Speaker.USER,
                List.of(
                    new Content.ToolResult(id(answer, 0), "first result", false),
                    new Content.ToolResult(id(answer, 1), "second result", false)))));
    assertThat(provider.asked().getLast().body())
        .containsSubsequence("one", "two", "first result", "second result");
  }

  @Test
  void anAgentWorksThroughIt() throws Exception {
    ready()
        .then(whole(answer(List.of(call("c1", "one"), call("c2", "two")), Stop.TOOL_USE)))
        .then(whole(answer(List.of(call("c3", "three")), Stop.TOOL_USE)))
        .then(whole(answer(List.of(new Content.Text("DONE")), Stop.END_TURN)));
    var witness = new Witness();
    var stopped =
        new AgentLoop(
                AgentSpec.main(Role.SOLO, MODEL, 9, Prompts.PLAIN),
                client(endpoint(provider.base(), AMPLE)),
                new Toolbox(List.of(witness)),
                new Recorder(witness),
                CallBudget.OPEN)
            .run("Mend it.");
    assertThat(stopped).isEqualTo(new Stopped.Done("DONE"));
    assertThat(witness.calls()).extracting(call -> call.answer().usage()).containsOnly(usage());
    assertThat(witness.calls()).hasSize(3);
    assertThat(provider.asked().getLast().body())
        .containsSubsequence("read one", "read two", "read three");
  }

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST", "401, UNAUTHORIZED", "403, UNAUTHORIZED", "404, NOT_FOUND",
    "429, BUSY", "500, SERVER_FAILED", "503, OVERLOADED", "529, OVERLOADED"
  })
  void aStatusIsAFailureThatCostsNothing(int status, Kind kind) {
    var failure = failure(new Served.Whole(status, headers(), error("because of " + KEY)));
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.charge()).isEqualTo(new AttemptCharge.Nothing());
    assertThat(failure).hasMessageContaining(Integer.toString(status));
    assertThat(failure.getMessage()).contains("because of [key]").doesNotContain(KEY);
  }

  @Test
  void theWaitThatAProviderAsksForIsKept() {
    var failure = failure(new Served.Whole(429, Map.of("retry-after", "2.5"), error("slow down")));
    assertThat(failure.retryAfter()).contains(Duration.ofMillis(2500));
  }

  @Test
  void nobodyListeningIsUnreachableAndCostsNothing() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var client = client(endpoint(URI.create("http://127.0.0.1:" + port), AMPLE));
    var failure =
        catchThrowableOfType(ModelFailure.class, () -> client.ask(request(user("Mend it."))));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure.charge()).isEqualTo(new AttemptCharge.Nothing());
  }

  @Test
  void aConnectionThatEndsWithoutAnAnswerMayBeBilledAndIsNotAskedTwice() throws Exception {
    ready().then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    var client = client(endpoint(provider.base(), AMPLE));
    client.ask(request(user("Mend it.")));
    int before = provider.asked().size();
    provider.then(new Served.Gone());
    var failure =
        catchThrowableOfType(ModelFailure.class, () -> client.ask(request(user("Mend it."))));
    assertThat(failure.kind()).isEqualTo(Kind.CUT);
    assertThat(failure.charge()).isEqualTo(new AttemptCharge.Unknown());
    assertThat(provider.asked()).hasSize(before + 1);
  }

  @Test
  void aBodyCutInTheMiddleIsChargedAsFarAsKnown() {
    var body = answer(List.of(new Content.Text("Mended. ".repeat(40))), Stop.END_TURN);
    var failure = failure(new Served.Cut(headers(), body, body.length() / 2));
    assertThat(failure.kind()).isEqualTo(Kind.CUT);
    assertThat(failure.charge()).isEqualTo(chargeOfHalf());
  }

  @Test
  void aBodyThatStopsComingIsATimeoutAndChargedAsFarAsKnown() throws Exception {
    var body = answer(List.of(new Content.Text("Mended. ".repeat(40))), Stop.END_TURN);
    var failure = late(new Served.Stuck(headers(), body, body.length() / 2));
    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(failure.charge()).isEqualTo(chargeOfHalf());
  }

  @Test
  void noAnswerInTimeIsATimeoutThatMayBeBilled() throws Exception {
    var failure = late(new Served.Silent());
    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(failure.charge()).isEqualTo(new AttemptCharge.Unknown());
  }

  @Test
  void invalidJsonAfterTheUsageIsCharged() {
    var failure = failure(whole(invalid()));
    assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(failure.charge()).isEqualTo(new AttemptCharge.Reported(usage()));
  }

  @Test
  void anAnswerThatSaysNothingIsCharged() {
    var failure = failure(whole(empty()));
    assertThat(failure.kind()).isEqualTo(Kind.EMPTY);
    assertThat(failure.charge()).isEqualTo(new AttemptCharge.Reported(usage()));
  }

  @Test
  void aBodyWithoutAByteMayBeBilled() {
    var failure = failure(whole(""));
    assertThat(failure.kind()).isIn(Kind.UNREADABLE, Kind.CUT);
    assertThat(failure.charge()).isEqualTo(new AttemptCharge.Unknown());
  }

  @Test
  void aRefusalIsAnAnswer() throws Exception {
    var refusal = refusal();
    assumeTrue(refusal.isPresent(), "this provider has no word for a refusal");
    ready().then(whole(refusal.orElseThrow()));
    var answer = ask(request(user("Mend it.")));
    assertThat(answer.stop()).isEqualTo(Stop.REFUSAL);
    assertThat(answer.usage()).isEqualTo(usage());
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    ready().then(new Served.Silent());
    var client = client(endpoint(provider.base(), AMPLE));
    var asking = new FutureTask<>(() -> client.ask(request(user("Mend it."))));
    var thread = Thread.ofPlatform().start(asking);
    while (!provider.arrival().path().equals(path())) {
      // Another question comes first.
    }
    thread.interrupt();
    var end = catchThrowableOfType(ExecutionException.class, asking::get);
    assertThat(end).hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void anInterruptClosesTheConnectionSoThatTheProviderMayStop() throws Exception {
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var base = URI.create("http://127.0.0.1:" + listening.getLocalPort());
      var client = client(endpoint(base, AMPLE));
      var asking = new FutureTask<>(() -> client.ask(request(user("Mend it."))));
      var thread = Thread.ofPlatform().start(asking);
      try (var connection = listening.accept()) {
        connection.setSoTimeout((int) AMPLE.toMillis());
        var input = connection.getInputStream();
        assertThat(input.read()).isPositive();
        thread.interrupt();
        assertThat(catchThrowable(asking::get)).hasCauseInstanceOf(InterruptedException.class);
        assertThat(ends(input)).isTrue();
      }
    }
  }

  /// Whether the connection is closed or reset, before the socket's own limit says that it is not.
  private static boolean ends(InputStream input) throws IOException {
    try {
      input.readAllBytes();
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void theKeyIsSentAndNeverShown() throws Exception {
    ready().then(whole(answer(List.of(new Content.Text("Mended.")), Stop.END_TURN)));
    var client = client(endpoint(provider.base(), AMPLE));
    client.ask(request(user("Mend it.")));
    assertThat(provider.asked().getLast().headers().values())
        .anyMatch(value -> value.contains(KEY));
    assertThat(client.toString() + endpoint(provider.base(), AMPLE)).doesNotContain(KEY);
  }

  @Test
  void throughFaultsEveryQuestionIsAnsweredAndTheBooksAreTheProviders() throws Exception {
    ready();
    var faults = new Faults(11, this);
    var books = new Books();
    var client =
        new Retrying(
            client(endpoint(provider.base(), AMPLE)),
            new Backoff(20, Duration.ofSeconds(1), Duration.ofSeconds(9), Duration.ofHours(1)),
            books,
            books,
            5);
    for (int question = 0; question < 60; question++) {
      faults.plan(provider);
      var answer = client.ask(request(user("Mend it.")));
      assertThat(answer.content()).containsExactly(Faults.CONTENT);
      books.add(answer.usage());
    }
    assertThat(books.sum()).isEqualTo(faults.billed());
    assertThat(books.unknown()).isEqualTo(faults.untold());
    assertThat(books.free()).isEqualTo(faults.free());
    assertThat(faults.free()).isPositive();
    assertThat(faults.untold()).isPositive();
  }

  @Test
  void whateverComesIsAnAnswerOrAFailure() throws Exception {
    ready();
    var client = client(endpoint(provider.base(), AMPLE));
    var dice = new SplittableRandom(3);
    int answers = 0;
    for (int i = 0; i < 200; i++) {
      provider.then(
          whole(
              mangled(
                  answer(List.of(new Content.Text("Look."), call("c1", "one")), Stop.TOOL_USE),
                  dice)));
      try {
        client.ask(request(user("Mend it.")));
        answers++;
      } catch (ModelFailure failure) {
        assertThat(failure.kind())
            .isIn(Kind.UNREADABLE, Kind.CUT, Kind.UNSUPPORTED, Kind.EMPTY, Kind.TRUNCATED);
      }
    }
    assertThat(answers).isBetween(1, 199);
  }

  /// `text` with a few characters lost, doubled or replaced.
  private static String mangled(String text, SplittableRandom dice) {
    var mangled = new StringBuilder(text);
    for (int times = dice.nextInt(1, 4); times > 0; times--) {
      int at = dice.nextInt(mangled.length() - 1);
      switch (dice.nextInt(3)) {
        case 0 -> mangled.deleteCharAt(at);
        case 1 -> mangled.insert(at, mangled.charAt(at));
        default -> mangled.setCharAt(at, "0{}[]\",:xn\n".charAt(dice.nextInt(11)));
      }
    }
    return mangled.toString();
  }

  private static List<Map<String, Object>> toolCalls(ModelAnswer answer) {
    return answer.content().stream()
        .filter(Content.ToolCall.class::isInstance)
        .map(piece -> ((Content.ToolCall) piece).input())
        .toList();
  }

  private static String id(ModelAnswer answer, int number) {
    return answer.content().stream()
        .filter(Content.ToolCall.class::isInstance)
        .map(piece -> ((Content.ToolCall) piece).id())
        .toList()
        .get(number);
  }
}
