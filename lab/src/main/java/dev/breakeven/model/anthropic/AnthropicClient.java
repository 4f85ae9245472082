package dev.breakeven.model.anthropic;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.LogLevel;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
              endpoint, reply, Body.object(endpoint, reply, this::billed), settings.life());
      case STREAMED -> streamed(reply);
    };
  }

  private ModelAnswer streamed(Reply reply) throws ModelFailure {
    var stream = new EventStream(reply.text());
    var message = stream.message();
    var failed = stream.failed();
    if (failed == null && message != null) {
      return MessagesAnswer.read(endpoint, reply, message, settings.life());
    }
    var kind =
        reply.broken() == Reply.Break.TIMEOUT
            ? ModelFailure.Kind.TIMEOUT
            : Objects.requireNonNullElse(failed, ModelFailure.Kind.UNREADABLE);
    throw Body.lost(
        endpoint,
        reply,
        kind,
        message == null ? new AttemptCharge.Unknown() : charge(message, stream.counted()));
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
          try (var response = library.messages().withRawResponse().create(asked)) {
            take(response, taker);
          }
        }
        case STREAMED -> {
          try (var response = library.messages().withRawResponse().createStreaming(asked)) {
            take(response, taker);
          }
        }
      }
    } catch (AnthropicServiceException e) {
      var said = e.body().toString().getBytes(StandardCharsets.UTF_8);
      taker.take(head(e.statusCode(), e.headers()), new ByteArrayInputStream(said));
    } catch (AnthropicIoException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e);
    }
  }

  private static void take(HttpResponse response, Transport.Taker taker) throws IOException {
    taker.take(head(response.statusCode(), response.headers()), response.body());
  }

  private static Reply.Head head(int status, Headers headers) {
    return new Reply.Head(status, first(headers, "request-id"), first(headers, "retry-after"));
  }

  private static String first(Headers headers, String name) {
    return headers.values(name).stream().findFirst().orElse("");
  }
}
