package dev.breakeven.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelRulesTest {
  private final Catalog catalog = Catalog.bundled();

  @ParameterizedTest
  @CsvSource({
    "claude-opus-4-8, claude-opus-4-8, ''",
    "claude-opus-4-8[1m], claude-opus-4-8, ''",
    "claude-opus-4-8-20260528, claude-opus-4-8, ''",
    "claude-opus-4-8-latest, claude-opus-4-8, ''",
    "claude-opus-4.8, claude-opus-4-8, ''",
    "claude-3.7-sonnet, claude-3-7-sonnet, ''",
    "claude-4.5-sonnet-20250929, claude-sonnet-4-5, ''",
    "claude-3-5-haiku-latest, claude-3-5-haiku, ''",
    "claude-sonnet-4-20250514, claude-sonnet-4, ''",
    "claude-opus-4-20250514, claude-opus-4, ''",
    "gpt-5-2025-08-07, gpt-5, ''",
    "gpt-5.2-2025-12-11, gpt-5.2, ''",
    "anthropic/claude-sonnet-4.5, claude-sonnet-4-5, ''",
    "openrouter/anthropic/claude-opus-4.8, claude-opus-4-8, ''",
    "anthropic/claude-opus-5-fast, claude-opus-5, fast",
    "anthropic/claude-opus-4.8:nitro, claude-opus-4-8, ''",
    "openai/gpt-5.5:online, gpt-5.5, online",
    "google/gemini-3.5-flash:free, gemini-3.5-flash, free",
    "openai/gpt-5.5, gpt-5.5, ''",
    "gemini/gemini-2.5-pro, gemini-2.5-pro, ''",
    "deepseek/deepseek-v4-pro, deepseek-v4-pro, ''",
    "anthropic.claude-opus-4-8, claude-opus-4-8, unknown-endpoint",
    "anthropic.claude-3-5-sonnet-20241022-v2:0, claude-3-5-sonnet, unknown-endpoint",
    "anthropic.claude-3-haiku-20240307-v1:0:200k, claude-3-haiku, unknown-endpoint",
    "us.anthropic.claude-opus-4-7-v1:0, claude-opus-4-7, regional",
    "eu.anthropic.claude-opus-4-8, claude-opus-4-8, regional",
    "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5, regional",
    "global.anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5, ''",
    "bedrock/us.anthropic.claude-opus-4-8, claude-opus-4-8, regional",
    "bedrock/converse/global.anthropic.claude-opus-4-8, claude-opus-4-8, ''",
    "bedrock/eu-central-1/anthropic.claude-opus-4-8, claude-opus-4-8, regional",
    "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-opus-4-7-v1:0,"
        + " claude-opus-4-7, regional",
    "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-opus-4-7,"
        + " claude-opus-4-7, ''",
    "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0,"
        + " claude-sonnet-4-5, regional",
    "claude-sonnet-4-5@20250929, claude-sonnet-4-5, unknown-endpoint",
    "claude-opus-4-8@default, claude-opus-4-8, unknown-endpoint",
    "vertex_ai/claude-opus-4-8, claude-opus-4-8, unknown-endpoint",
    "projects/p/locations/global/publishers/anthropic/models/claude-opus-4-8,"
        + " claude-opus-4-8, ''",
    "projects/p/locations/us-east5/publishers/anthropic/models/claude-opus-4-8@default,"
        + " claude-opus-4-8, regional",
    "publishers/google/models/gemini-2.5-pro, gemini-2.5-pro, unknown-endpoint",
    "azure/gpt-5.5, gpt-5.5, ''",
    "azure/eu/gpt-5.5, gpt-5.5, regional",
    "azure/global-standard/gpt-5.5, gpt-5.5, ''",
    "azure_ai/claude-opus-4-8, claude-opus-4-8, ''",
    "databricks-claude-opus-4-8, claude-opus-4-8, databricks",
  })
  void anIdIsToldApart(String written, String id, String way) {
    assertThat(catalog.name(written))
        .isEqualTo(new ModelName(id, way.isEmpty() ? List.of() : List.of(way)));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-4-8-fast",
    "claude-opus-4-8-2026",
    "claude-opus",
    "claude-opus-4-8x",
    "gpt-5-turbo",
    "gpt-5.5-preview",
    "my-claude-opus-4-8",
    "somebody/claude-opus-4-8",
    "openai/claude-opus-4-8",
    "openai/deepseek-v4-pro",
    "openrouter/deepseek/deepseek-v4-pro",
    "openrouter/moonshotai/kimi-k2.6",
    "mars.anthropic.claude-opus-4-8",
    "us.anthropic.claude-opus-4-8-v1x",
    "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc123def456",
    "claude-opus-4-8@somewhere",
    "claude-opus-4-8:free",
    "gemini-flash-latest",
    "anthropic/",
    "/claude-opus-4-8",
    "@default",
    "[1m]",
    "arn:aws",
  })
  void whatNoRuleTellsApartIsUnknown(String written) {
    assertThat(catalog.name(written)).isEqualTo(new ModelName(written, List.of()));
    assertThat(catalog.rates(written)).isEmpty();
  }

  @Test
  void anIdWithRowsOfItsOwnStandsForItself() {
    for (String model : catalog.models()) {
      assertThat(catalog.name(model)).isEqualTo(new ModelName(model, List.of()));
    }
  }
}
