package dev.breakeven.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class UsageReadingTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }

  @Test
  void anthropicInputExcludesWhatWasCached() {
    WireUsage read =
        AnthropicUsage.read(
            json(
                "{'input_tokens':3,'cache_creation_input_tokens':120,'cache_read_input_tokens':900,"
                    + "'cache_creation':{'ephemeral_5m_input_tokens':20,"
                    + "'ephemeral_1h_input_tokens':100},'output_tokens':7}"));

    assertThat(read).isEqualTo(WireUsage.plain(Usage.of(3, 20, 100, 900, 7)));
  }

  @Test
  void anthropicTotalWithoutASplitIsTakenAsFiveMinutesAndSaysSo() {
    WireUsage read =
        AnthropicUsage.read(json("{'input_tokens':3,'cache_creation_input_tokens':120}"));

    assertThat(read.usage().count(TokenClass.WRITE_5M)).isEqualTo(120);
    assertThat(read.usage().reported(TokenClass.WRITE_1H)).isEmpty();
    assertThat(read.usage().reported(TokenClass.READ)).isEmpty();
    assertThat(read.usage().reported(TokenClass.OUTPUT)).isEmpty();
    assertThat(read.lifeAssumed()).isTrue();
  }

  @Test
  void anthropicTotalOfZeroSaysThatNothingWasWritten() {
    WireUsage read = AnthropicUsage.read(json("{'cache_creation_input_tokens':0}"));

    assertThat(read.usage().reported(TokenClass.WRITE_5M)).isPresent();
    assertThat(read.lifeAssumed()).isFalse();
  }

  @Test
  void whatASplitLeavesOfTheTotalIsNotLost() {
    WireUsage read =
        AnthropicUsage.read(
            json(
                "{'cache_creation_input_tokens':50,"
                    + "'cache_creation':{'ephemeral_1h_input_tokens':30}}"));

    assertThat(read.usage().count(TokenClass.WRITE_1H)).isEqualTo(30);
    assertThat(read.usage().count(TokenClass.WRITE_5M)).isEqualTo(20);
  }

  @Test
  void nullCountsAreAbsent() {
    WireUsage read =
        AnthropicUsage.read(json("{'input_tokens':null,'cache_creation':null,'output_tokens':1}"));

    assertThat(read.usage().counts()).containsOnlyKeys(TokenClass.OUTPUT);
  }

  @Test
  void compactionIsAddedAndOtherModelsStandApart() {
    WireUsage read =
        AnthropicUsage.read(
            json(
                "{'input_tokens':10,'output_tokens':5,'iterations':["
                    + "{'type':'message','input_tokens':10,'output_tokens':5},"
                    + "{'type':'compaction','input_tokens':1000,'output_tokens':200},"
                    + "{'type':'advisor_message','model':'claude-opus-5-5','input_tokens':400,"
                    + "'output_tokens':60}]}"));

    assertThat(read.usage().count(TokenClass.UNCACHED)).isEqualTo(1010);
    assertThat(read.usage().count(TokenClass.OUTPUT)).isEqualTo(205);
    assertThat(read.elsewhere())
        .extracting(WireUsage.Share::kind, WireUsage.Share::model)
        .containsExactly(tuple("advisor_message", "claude-opus-5-5"));
    assertThat(read.elsewhere().getFirst().usage().count(TokenClass.OUTPUT)).isEqualTo(60);
  }

  @Test
  void anAttemptThatDeclinedBeforeAnyOutputIsFreeAndTheTopLevelCountsTheOther() {
    WireUsage read =
        AnthropicUsage.read(
            json(
                "{'input_tokens':700,'output_tokens':30,'iterations':["
                    + "{'type':'message','model':'claude-fable-5','input_tokens':700,"
                    + "'output_tokens':0},"
                    + "{'type':'fallback_message','model':'claude-opus-4-8','input_tokens':700,"
                    + "'output_tokens':30}]}"));

    assertThat(read.usage().count(TokenClass.UNCACHED)).isEqualTo(700);
    assertThat(read.usage().count(TokenClass.OUTPUT)).isEqualTo(30);
    assertThat(read.elsewhere()).isEmpty();
  }

  @Test
  void anAttemptThatDeclinedAfterOutputIsBilledAtItsOwnModelOnce() {
    WireUsage read =
        AnthropicUsage.read(
            json(
                "{'input_tokens':710,'output_tokens':30,'iterations':["
                    + "{'type':'message','model':'claude-fable-5','input_tokens':700,"
                    + "'output_tokens':12},"
                    + "{'type':'fallback_message','model':'claude-opus-4-8','input_tokens':710,"
                    + "'output_tokens':30}]}"));

    assertThat(read.usage().count(TokenClass.OUTPUT)).isEqualTo(30);
    assertThat(read.elsewhere())
        .containsExactly(
            new WireUsage.Share(
                "declined_message",
                "claude-fable-5",
                new Usage(700, Usage.ABSENT, Usage.ABSENT, Usage.ABSENT, 12)));
  }

  @Test
  void aTurnThatStaysWithTheOtherModelIsBilledOnce() {
    WireUsage read =
        AnthropicUsage.read(
            json(
                "{'input_tokens':900,'output_tokens':8,'iterations':["
                    + "{'type':'fallback_message','model':'claude-opus-4-8','input_tokens':900,"
                    + "'output_tokens':8}]}"));

    assertThat(read.usage().count(TokenClass.OUTPUT)).isEqualTo(8);
    assertThat(read.elsewhere()).isEmpty();
  }

  @Test
  void theWayOfBuyingIsReadAndTheStandardIsNone() {
    WireUsage read =
        AnthropicUsage.read(
            json(
                "{'input_tokens':1,'output_tokens':1,'speed':'fast','service_tier':'batch',"
                    + "'inference_geo':'us','server_tool_use':{'web_search_requests':3,"
                    + "'web_fetch_requests':0,'code_execution_requests':2}}"));

    assertThat(read.bought().ways()).containsExactly("batch", "fast", "us");
    assertThat(read.bought().tools())
        .containsExactlyInAnyOrderEntriesOf(Map.of("web_search", 3L, "code_execution", 2L));
    assertThat(
            AnthropicUsage.read(
                    json(
                        "{'input_tokens':1,'output_tokens':1,'speed':'standard',"
                            + "'service_tier':'standard','inference_geo':'not_available',"
                            + "'server_tool_use':{'web_search_requests':0}}"))
                .bought())
        .isEqualTo(Purchase.STANDARD);
  }

  @Test
  void aRefusalWithoutOutputIsChargedNothingAndOneWithOutputIs() {
    WireUsage none = AnthropicUsage.read(json("{'input_tokens':9,'output_tokens':0}"));
    WireUsage some = AnthropicUsage.read(json("{'input_tokens':9,'output_tokens':1}"));

    assertThat(Buying.answered(none, "refusal").ways()).containsExactly(Purchase.REFUSED);
    assertThat(Buying.answered(some, "refusal")).isEqualTo(Purchase.STANDARD);
    assertThat(Buying.answered(none, "max_tokens")).isEqualTo(Purchase.STANDARD);
  }

  @Test
  void chatPromptIncludesWhatWasCached() {
    WireUsage read =
        OpenAiUsage.read(
            json(
                "{'prompt_tokens':2000,'completion_tokens':90,"
                    + "'prompt_tokens_details':{'cached_tokens':1536,'cache_write_tokens':256},"
                    + "'completion_tokens_details':{'reasoning_tokens':64}}"));

    assertThat(read.usage().count(TokenClass.UNCACHED)).isEqualTo(2000 - 1536 - 256);
    assertThat(read.usage().count(TokenClass.READ)).isEqualTo(1536);
    assertThat(read.usage().count(TokenClass.WRITE_5M)).isEqualTo(256);
    assertThat(read.usage().count(TokenClass.OUTPUT)).isEqualTo(90);
  }

  @Test
  void responsesAndTheirCousinsAreReadAlike() {
    assertThat(
            OpenAiUsage.read(
                    json(
                        "{'input_tokens':100,'input_tokens_details':{'cached_tokens':64},"
                            + "'output_tokens':9}"))
                .usage())
        .isEqualTo(
            OpenAiUsage.read(
                    json("{'input_tokens':100,'cached_input_tokens':64,'output_tokens':9}"))
                .usage())
        .isEqualTo(
            OpenAiUsage.read(
                    json(
                        "{'prompt_tokens':100,'prompt_cache_hit_tokens':64,"
                            + "'prompt_cache_miss_tokens':36,'completion_tokens':9}"))
                .usage());
  }

  @Test
  void openAiWithoutDetailsReportsNoReads() {
    WireUsage read = OpenAiUsage.read(json("{'prompt_tokens':5,'completion_tokens':1}"));

    assertThat(read.usage().counts()).containsOnlyKeys(TokenClass.UNCACHED, TokenClass.OUTPUT);
  }

  @Test
  void moreCachedThanSentIsRefused() {
    assertThatThrownBy(() -> OpenAiUsage.read(json("{'input_tokens':5,'cached_input_tokens':6}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6 read");
  }

  @Test
  void ollamaCountsPromptAndAnswer() {
    WireUsage read = OllamaUsage.read(json("{'prompt_eval_count':26,'eval_count':298}"));

    assertThat(read.usage().count(TokenClass.UNCACHED)).isEqualTo(26);
    assertThat(read.usage().count(TokenClass.OUTPUT)).isEqualTo(298);
    assertThat(OllamaUsage.read(json("{'eval_count':1}")).usage().counts())
        .containsOnlyKeys(TokenClass.OUTPUT);
  }

  @Test
  void ollamasPromptIncludesWhatWasRead() {
    var usage =
        OllamaUsage.read(
                json("{'prompt_eval_count':26,'prompt_eval_cached_count':20,'eval_count':1}"))
            .usage();
    assertThat(usage.count(TokenClass.UNCACHED)).isEqualTo(6);
    assertThat(usage.count(TokenClass.READ)).isEqualTo(20);
    assertThatThrownBy(
            () -> OllamaUsage.read(json("{'prompt_eval_count':2,'prompt_eval_cached_count':20}")))
        .hasMessageContaining("20 read");
  }

  @Test
  void whatIsNoCountIsRefusedByName() {
    assertThatThrownBy(() -> AnthropicUsage.read(json("{'input_tokens':-1}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input_tokens")
        .hasMessageContaining("-1");
    assertThatThrownBy(() ->
            AnthropicUsage.read(json("{'cache_creation':{'ephemeral_1h_input_tokens':'many'}}")))
        .hasMessageContaining("cache_creation.ephemeral_1h_input_tokens");
    assertThatThrownBy(() -> OllamaUsage.read(json("[]"))).hasMessageContaining("an object");
  }
}
