package dev.breakeven.model.anthropic;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.LogLevel;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.Interceptor;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageParam;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.ToolUnion;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.model.Request;
import dev.breakeven.model.http.Body;
import dev.breakeven.model.http.Endpoint;
import dev.breakeven.model.http.Reply;
import dev.breakeven.model.http.Statuses;
import dev.breakeven.model.http.Transport;
import dev.breakeven.trace.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/// Asks Anthropic's Messages API once, through the provider's own library with its retries off.
///
/// The library builds and sends the request; the answer's bytes are read here, so that what was
/// billed is known even where the answer is not what the library expects.
public final class AnthropicClient implements ModelClient {
  /// The time is kept here; the library's own limit only closes what is left behind.
  private static final Duration LATER = Duration.ofSeconds(30);

  /// A redirect would take the key and the prompt to an address that nobody named.
  private static final RequestOptions HERE =
      RequestOptions.builder().followRedirects(false).build();

  private final Endpoint endpoint;
  private final AnthropicSettings settings;
  private final MessagesBody body;
  private final com.anthropic.client.AnthropicClient library;

  /// Asks `endpoint`: `https://api.anthropic.com` with a key, or whoever speaks like it.
  ///
  /// @param endpoint where, without `/v1`
  /// @param settings how
  public AnthropicClient(Endpoint endpoint, AnthropicSettings settings) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.body = new MessagesBody(settings.life());
    var builder =
        AnthropicOkHttpClient.builder()
            .baseUrl(endpoint.base().toString())
            .maxRetries(0)
            .logLevel(LogLevel.OFF)
            .timeout(endpoint.timeout().plus(LATER));
    endpoint.key().ifPresent(key -> builder.apiKey(key.secret()));
    builder.addInterceptor(Interceptor.syncOnly(AnthropicClient::unread));
    this.library = builder.build();
  }

  @Override
  public ModelAnswer ask(Request request) throws ModelFailure, InterruptedException {
    var asked = parameters(request);
    var reply = Transport.carry(endpoint, taker -> send(asked, taker));
    Statuses.check(endpoint, reply);
    return switch (settings.transfer()) {
      case WHOLE ->
          MessagesAnswer.read(
              endpoint,
              request,
              reply,
              Body.object(endpoint, reply, this::billed),
              settings.life());
      case STREAMED -> streamed(request, reply);
    };
  }

  private ModelAnswer streamed(Request request, Reply reply) throws ModelFailure {
    var stream = new EventStream(reply.text());
    var message = stream.message();
    var failed = stream.failed();
    if (failed == null && message != null) {
      return MessagesAnswer.read(endpoint, request, reply, message, settings.life());
    }
    var charge = message == null ? new AttemptCharge.Unknown() : charge(message, stream.counted());
    if (stream.error() != null) {
      throw Body.failed(endpoint, reply, stream.error(), charge);
    }
    if (message == null && reply.broken() == null) {
      // Some servers stream nothing, whatever is asked: then it is a whole answer, or none.
      return MessagesAnswer.read(
          endpoint, request, reply, Body.object(endpoint, reply, this::billed), settings.life());
    }
    var kind =
        reply.broken() == Reply.Break.TIMEOUT
            ? ModelFailure.Kind.TIMEOUT
            : Objects.requireNonNullElse(failed, ModelFailure.Kind.UNREADABLE);
    throw Body.lost(
        endpoint,
        reply,
        reply.broken() == Reply.Break.TOO_LARGE ? ModelFailure.Kind.UNREADABLE : kind,
        charge);
  }

  private Usage billed(ObjectNode message) {
    return MessagesAnswer.billed(message, settings.life());
  }

  private AttemptCharge charge(ObjectNode message, boolean counted) {
    var charge = Body.charge(message, this::billed);
    return charge instanceof AttemptCharge.Reported(var usage) && !counted
        ? new AttemptCharge.AtLeast(usage)
        : charge;
  }

  private MessageCreateParams parameters(Request request) {
    var builder =
        MessageCreateParams.builder()
            .model(request.model())
            .maxTokens(request.maxTokens())
            .messages(as(body.messages(request), new TypeReference<List<MessageParam>>() {}));
    if (!request.system().isEmpty()) {
      builder.systemOfTextBlockParams(
          as(body.system(request), new TypeReference<List<TextBlockParam>>() {}));
    }
    if (!request.tools().isEmpty()) {
      builder.tools(as(body.tools(request), new TypeReference<List<ToolUnion>>() {}));
    }
    settings
        .extra()
        .forEach((name, value) -> builder.putAdditionalBodyProperty(name, JsonValue.from(value)));
    return builder.build();
  }

  /// The library's own words for `body`.
  private static <T> T as(List<Object> body, TypeReference<T> type) {
    return Objects.requireNonNull(JsonValue.from(body).convert(type));
  }

  private void send(MessageCreateParams asked, Transport.Taker taker) throws IOException {
    try {
      switch (settings.transfer()) {
        case WHOLE -> {
          try (var response = library.messages().withRawResponse().create(asked, HERE)) {
            take(response, taker);
          }
        }
        case STREAMED -> {
          try (var response = library.messages().withRawResponse().createStreaming(asked, HERE)) {
            take(response, taker);
          }
        }
      }
    } catch (Refusal refusal) {
      try (var response = refusal.response) {
        take(response, taker);
      }
    } catch (AnthropicIoException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e);
    }
  }

  /// Keeps the library from reading an answer whose status is no 200: it would read all of it,
  /// however long, and leave out what is no JSON.
  private static HttpResponse unread(HttpClient next, HttpRequest request, RequestOptions options) {
    var response = next.execute(request, options);
    if (response.statusCode() != 200) {
      throw new Refusal(response);
    }
    return response;
  }

  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // Thrown and caught within one call.
    private final transient HttpResponse response;

    private Refusal(HttpResponse response) {
      super("status " + response.statusCode(), null, false, false);
      this.response = response;
    }
  }

  private static void take(HttpResponse response, Transport.Taker taker) throws IOException {
    taker.take(head(response.statusCode(), response.headers()), response.body());
  }

  private static Reply.Head head(int status, Headers headers) {
    return Reply.Head.of(status, name -> headers.values(name).stream().findFirst());
  }
}
