package dev.breakeven.model.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.model.ModelFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatusesTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void waitsAreSecondsOrDates() {
    assertThat(Statuses.wait("7", NOON)).isEqualTo(Duration.ofSeconds(7));
    assertThat(Statuses.wait("0.25", NOON)).isEqualTo(Duration.ofMillis(250));
    assertThat(Statuses.wait("Tue, 24 Nov 2026 12:01:30 GMT", NOON))
        .isEqualTo(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-3", "1e9", "Tue, 24 Nov 2026 11:00:00 GMT"})
  void whatIsNoWaitAsksForNone(String header) {
    assertThat(Statuses.wait(header, NOON)).isNull();
  }

  @Test
  void anEmptyAccountIsNoRushOfRequests() {
    assertThat(Statuses.kind(429, "{\"error\":{\"code\":\"insufficient_quota\"}}"))
        .isEqualTo(Kind.NO_CREDIT);
    assertThat(Statuses.kind(429, "")).isEqualTo(Kind.BUSY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prompt is too long: 210000 tokens > 200000 maximum",
        "{\"error\":{\"code\":\"context_length_exceeded\"}}",
        "This model's maximum context length is 4096 tokens.",
        "{\"error\":{\"type\":\"exceed_context_size_error\"}}",
        "the input length exceeds the context length",
        "Trying to keep the first 9000 tokens when context the overflows. However, the model is"
            + " loaded with context length of only 4096 tokens"
      })
  void aPromptThatDoesNotFitIsKnownByItsWords(String body) {
    assertThat(Statuses.kind(400, body)).isEqualTo(Kind.TOO_LONG);
    assertThat(Statuses.kind(500, body)).isEqualTo(Kind.TOO_LONG);
    assertThat(Statuses.kind(400, "max_tokens: too large")).isEqualTo(Kind.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://127.0.0.1",
        "http://me:secret@127.0.0.1",
        "http://127.0.0.1?key=secret",
        "/v1",
        "http://127.0.0.1#x"
      })
  void anAddressThatIsNoneIsRefusedWithoutShowingIt(String base) {
    assertThatThrownBy(
            () -> new Endpoint(URI.create(base), Optional.empty(), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected a base URL")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aSlashAtTheEndOfAnAddressDoesNotMatter() {
    var endpoint =
        new Endpoint(URI.create("http://127.0.0.1:1/v1/"), Optional.empty(), Duration.ofSeconds(1));
    assertThat(endpoint.at("/models")).isEqualTo(URI.create("http://127.0.0.1:1/v1/models"));
  }

  @Test
  void aKeyThatCannotStandInAHeaderIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> new ApiKey("planted\nkey"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("planted");
    assertThat(new ApiKey("planted").toString()).doesNotContain("planted");
  }
}
