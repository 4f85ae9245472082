package dev.breakeven.importer.otel;

import static dev.breakeven.importer.Samples.json;
import static dev.breakeven.importer.Samples.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Input;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cached tokens in spans, whatever they are called and wherever they are counted.
final class SpanUsageTest {
  private static final String DOUBT =
      "input tokens that may leave out what was cached, counted as if they held it";

  private static Reading span(String scope, String... attributes) {
    String list =
        Arrays.stream(attributes)
            .map(attribute -> attribute.split("=", 2))
            .map(pair -> "{'key':'%s','value':%s}".formatted(pair[0], value(pair[1])))
            .collect(Collectors.joining(","));
    return Samples.read(
        new OpenTelemetry(),
        Input.of(
            "traces.json",
            json(
                ("{'resourceSpans':[{'scopeSpans':[{'scope':{'name':'%s'},'spans':[{'traceId':"
                        + "'t','spanId':'s','startTimeUnixNano':'1794304802000000000',"
                        + "'attributes':[%s]}]}]}]}")
                    .formatted(scope, list))));
  }

  private static String value(String text) {
    return text.matches("[0-9]+")
        ? "{'intValue':'" + text + "'}"
        : "{'stringValue':'" + text + "'}";
  }

  private static Reading chat(String... attributes) {
    var all = new ArrayList<String>(List.of("gen_ai.operation.name=chat"));
    all.add("gen_ai.request.model=m");
    all.addAll(List.of(attributes));
    return span("x", all.toArray(new String[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gen_ai.usage.cache_read.input_tokens gen_ai.usage.cache_write.input_tokens",
        "gen_ai.usage.cache_read.input_tokens gen_ai.usage.cache_creation.input_tokens",
        "gen_ai.usage.cache_read_input_tokens gen_ai.usage.cache_creation_input_tokens",
        "gen_ai.usage.cache_read_input_tokens gen_ai.usage.cache_write_input_tokens",
        "gen_ai.usage.cache_read_tokens gen_ai.usage.cache_write_tokens",
        "gen_ai.usage.details.cache_read_tokens gen_ai.usage.details.cache_write_tokens",
        "gen_ai.usage.details.cache_read_input_tokens"
            + " gen_ai.usage.details.cache_creation_input_tokens",
        "gen_ai.usage.input_tokens.cached gen_ai.usage.input_tokens.cache_write",
        "llm.token_count.prompt_details.cache_read llm.token_count.prompt_details.cache_write",
        "ai.usage.cachedInputTokens ai.usage.cacheCreationInputTokens",
        "ai.usage.inputTokenDetails.cacheReadTokens ai.usage.inputTokenDetails.cacheWriteTokens"
      })
  void cachedTokensAreReadUnderAllTheirNames(String names) {
    String[] both = names.split(" ", -1);
    Reading reading =
        chat(
            "gen_ai.usage.input_tokens=1000",
            "gen_ai.usage.output_tokens=10",
            both[0] + "=900",
            both[1] + "=60");
    assertThat(tokens(reading.usage())).containsExactly(40L, 60L, 900L, 10L);
    assertThat(reading.health().unknown().keySet())
        .allMatch(doubt -> doubt.equals(DOUBT), "only that the input may leave them out");
  }

  @Test
  void detailsMayStandInOneAttributeAsJson() {
    Reading reading =
        chat(
            "gen_ai.usage.input_tokens=1000",
            "gen_ai.usage.output_tokens=10",
            "gen_ai.usage.input_token_details={\\\"cache_read\\\":900,\\\"cache_creation\\\":60}");
    assertThat(tokens(reading.usage())).containsExactly(40L, 60L, 900L, 10L);
  }

  @Test
  void aTotalTellsThatTheInputLeavesOutWhatWasCached() {
    Reading reading =
        chat(
            "gen_ai.usage.input_tokens=1000",
            "gen_ai.usage.output_tokens=10",
            "gen_ai.usage.total_tokens=1970",
            "gen_ai.usage.cache_read_input_tokens=900",
            "gen_ai.usage.cache_write_input_tokens=60");
    assertThat(tokens(reading.usage())).containsExactly(1000L, 60L, 900L, 10L);
    assertThat(reading.health().unknown()).isEmpty();
  }

  @Test
  void soDoTheUncachedTokensBesideIt() {
    for (long uncached : List.of(1000L, 100L)) {
      Reading reading =
          chat(
              "gen_ai.usage.input_tokens=1000",
              "gen_ai.usage.output_tokens=10",
              "ai.usage.inputTokenDetails.noCacheTokens=" + uncached,
              "ai.usage.inputTokenDetails.cacheReadTokens=900");
      assertThat(tokens(reading.usage())).containsExactly(uncached, 0L, 900L, 10L);
    }
  }

  @Test
  void moreCachedThanTheInputHasIsLeftOutOfIt() {
    Reading reading =
        chat(
            "gen_ai.usage.input_tokens=100",
            "gen_ai.usage.output_tokens=10",
            "gen_ai.usage.cache_read_input_tokens=900");
    assertThat(tokens(reading.usage())).containsExactly(100L, 0L, 900L, 10L);
    assertThat(reading.health().unknown()).isEmpty();
  }

  @Test
  void whereNothingTellsItIsSaid() {
    String[] raw = {
      "gen_ai.request.model=m",
      "gen_ai.usage.input_tokens=60000",
      "gen_ai.usage.output_tokens=10",
      "gen_ai.usage.cache_read_input_tokens=40000"
    };
    Reading reading = span("x", raw);
    assertThat(tokens(reading.usage())).containsExactly(20000L, 0L, 40000L, 10L);
    assertThat(reading.health().unknown()).containsOnlyKeys(DOUBT);
    assertThat(span("opentelemetry.instrumentation.anthropic", raw).health().unknown()).isEmpty();
  }

  @Test
  void cachedTokensUnderANameThatIsNotKnownAreNamed() {
    Reading reading =
        chat(
            "gen_ai.usage.input_tokens=1000",
            "gen_ai.usage.output_tokens=10",
            "gen_ai.usage.details.cache_audio_read_tokens=6",
            "acme.tokens.from_cache=900",
            "acme.usage.cached=0",
            "cache.control=long");
    assertThat(tokens(reading.usage())).containsExactly(1000L, 0L, 0L, 10L);
    assertThat(reading.health().unknown())
        .containsOnlyKeys(
            "usage attribute gen_ai.usage.details.cache_audio_read_tokens",
            "usage attribute acme.tokens.from_cache");
  }

  @Test
  void theAiSdkKeepsWhatAnthropicSaid() {
    Reading reading =
        span(
            "ai",
            "ai.model.id=claude-x",
            "ai.usage.inputTokens=5",
            "ai.usage.outputTokens=10",
            "ai.usage.cachedInputTokens=900",
            "ai.response.providerMetadata={\\\"anthropic\\\":{\\\"usage\\\":{\\\"input_tokens\\\":5,"
                + "\\\"output_tokens\\\":10,\\\"cache_read_input_tokens\\\":900,"
                + "\\\"cache_creation_input_tokens\\\":70,\\\"cache_creation\\\":"
                + "{\\\"ephemeral_5m_input_tokens\\\":0,\\\"ephemeral_1h_input_tokens\\\":70}}}}");
    assertThat(reading.usage().toString())
        .isEqualTo("uncached 5, write_5m 0, write_1h 70, read 900, output 10");
    assertThat(reading.only().agents().getFirst().model()).isEqualTo("claude-x");
  }

  @Test
  void aCostBesideTheUsageIsKept() {
    for (String cost :
        List.of(
            "gen_ai.usage.cost=0.125",
            "operation.cost=0.125",
            "llm.cost.total=0.125",
            "gen_ai.usage.cost.amount=0.125")) {
      assertThat(
              chat("gen_ai.usage.output_tokens=1", cost)
                  .only()
                  .calls()
                  .getFirst()
                  .answer()
                  .recorded())
          .isEqualTo(Usd.of("0.125"));
    }
    Reading euros =
        chat(
            "gen_ai.usage.output_tokens=1",
            "gen_ai.usage.cost.amount=0.125",
            "gen_ai.usage.cost.currency=EUR");
    assertThat(euros.only().calls().getFirst().answer().recorded()).isNull();
  }

  private static Reading langfuse(String usage) {
    return Samples.read(
        new OpenTelemetry(),
        Input.of(
            "x.trace.json",
            json(
                "{'trace':{'id':'t'},'observations':[{'id':'o','traceId':'t','type':'GENERATION',"
                    + "'startTime':'2026-11-10T10:00:00Z','model':'m',"
                    + usage
                    + "}]}")));
  }

  @Test
  void langfusesBucketsAreApartFromEachOther() {
    for (String total : List.of("", ",'total':1490")) {
      Reading reading =
          langfuse(
              "'usageDetails':{'input':400,'input_audio':30,'input_cached_tokens':900,"
                  + "'input_cache_creation_5m':20,'input_cache_creation_1h':40,'output':70,"
                  + "'output_reasoning':25,'output_audio':5"
                  + total
                  + "}");
      assertThat(reading.usage().toString())
          .isEqualTo("uncached 430, write_5m 20, write_1h 40, read 900, output 100");
    }
  }

  @Test
  void aTotalOfTheTwoAloneTellsThatLangfusesInputHoldsWhatWasCached() {
    Reading reading =
        langfuse(
            "'usageDetails':{'input':1000,'cache_read_input_tokens':900,'output':70,'total':1070}");
    assertThat(tokens(reading.usage())).containsExactly(100L, 0L, 900L, 70L);
  }

  @Test
  void olderExportsOfLangfuseHaveAnotherField() {
    assertThat(tokens(langfuse("'usage':{'input':10,'output':2,'unit':'TOKENS'}").usage()))
        .containsExactly(10L, 0L, 0L, 2L);
    assertThat(
            tokens(
                langfuse("'promptTokens':1,'usage':{'promptTokens':10,'completionTokens':2}")
                    .usage()))
        .containsExactly(10L, 0L, 0L, 2L);
  }

  @Test
  void langfusesBucketsOfAnotherFormAreNoUsage() {
    Reading reading = langfuse("'usageDetails':{'input':1.5,'output':70}");
    assertThat(reading.usage().counts()).isEmpty();
    assertThat(reading.health().unknown()).containsKey("usage of another form");
  }
}
