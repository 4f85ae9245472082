package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.model.anthropic.AnthropicSettings;
import dev.breakeven.model.anthropic.CacheLife;
import dev.breakeven.yaml.Yaml;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelReaderTest {
  @Test
  void theCatalogSaysWhoseAModelIs() {
    assertThat(access("id: claude-opus-4-7").provider())
        .isEqualTo(new Access.Provider.Anthropic(AnthropicSettings.USUAL));
    assertThat(access("id: gpt-6.2-sol").provider())
        .isEqualTo(new Access.Provider.OpenAi(Optional.empty(), Map.of()));
    assertThat(read("id: mystery-1, rehearse: haiku-like").access()).isEmpty();
  }

  @Test
  void anthropicsSettingsAreRead() {
    var access =
        access(
            "id: claude-opus-4-7, cache: 1h, stream: false, thinking: 2048, timeout: 30, key:"
                + " MY_KEY, url: 'http://127.0.0.1:8080/a/', extra: {output_config: {effort:"
                + " high}}");
    assertThat(access.provider())
        .isEqualTo(
            new Access.Provider.Anthropic(
                new AnthropicSettings(
                    CacheLife.ONE_HOUR,
                    AnthropicSettings.Transfer.WHOLE,
                    Map.of(
                        "output_config",
                        Map.of("effort", "high"),
                        "thinking",
                        Map.of("type", "enabled", "budget_tokens", 2048L)))));
    assertThat(access.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(access.key()).contains("MY_KEY");
    assertThat(access.url()).contains(URI.create("http://127.0.0.1:8080/a"));
  }

  @Test
  void theOthersSettingsAreRead() {
    assertThat(
            access("id: m, provider: ollama, context: 8192, thinking: false, extra: {seed: 5}")
                .provider())
        .isEqualTo(
            new Access.Provider.Ollama(
                new dev.breakeven.model.ollama.OllamaSettings(
                    8192, Map.of("seed", 5L), Optional.of(false))));
    assertThat(
            access("id: m, provider: openai, limit: max_tokens, extra: {stop: [a, b], logit: true}")
                .provider())
        .isEqualTo(
            new Access.Provider.OpenAi(
                Optional.of("max_tokens"), Map.of("stop", List.of("a", "b"), "logit", true)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-ant-api03-abcdef",
        "sk_live_0123456789",
        "AKIA0123456789012345",
        "0123456789ABCDEF0123456789ABCDEF",
        "lower_case"
      })
  void aKeyItselfIsRefusedAndNotShown(String key) {
    assertThatThrownBy(() -> read("id: claude-opus-4-7, key: '" + key + "'"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("m.yaml:1")
        .hasMessageContaining("name of an environment variable")
        .hasMessageNotContaining(key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: m, url: 'http://a'                    | provider:",
        "id: m, provider: acme                     | anthropic, openai or ollama",
        "id: m, provider: ollama, cache: 1h        | it is for anthropic",
        "id: claude-opus-4-7, context: 9           | it is for ollama",
        "id: claude-opus-4-7, cache: 2h            | 5m or 1h",
        "id: claude-opus-4-7, thinking: 4096       | from 1024 to 4095",
        "id: claude-opus-4-7, url: 'ftp://a'       | expected a base URL",
        "id: claude-opus-4-7, extra: {model: x}    | set by the program",
        "id: m, provider: openai, extra: {n: 2}    | set by the program"
      })
  void whatIsWrongIsSaid(String model, String message) {
    assertThatThrownBy(() -> read(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("m.yaml:1")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:11434",
    "0.0.0.0:9999, http://127.0.0.1:9999",
    "http://gpu:11434/, http://gpu:11434",
    "https://ollama.example/base, https://ollama.example/base"
  })
  void ollamasVariableMayLeaveMuchOut(String host, String base) {
    var access = access("id: m, provider: ollama");
    assertThat(new Addresses(Map.of("OLLAMA_HOST", host)).base(access)).isEqualTo(URI.create(base));
  }

  @Test
  void aKeyGoesOnlyWhereItsOwnerMeantItTo() {
    var environment = new Addresses(Map.of("ANTHROPIC_API_KEY", "planted", "OTHER_KEY", "another"));
    assertThat(key(environment, "id: claude-opus-4-7")).contains("planted");
    assertThat(key(environment, "id: claude-opus-4-7, url: 'http://gateway'")).isEmpty();
    assertThat(key(environment, "id: claude-opus-4-7, url: 'http://gateway', key: OTHER_KEY"))
        .contains("another");
    assertThat(key(environment, "id: m, provider: ollama")).isEmpty();
  }

  @Test
  void aMissingKeyIsSaidWithWhatToDo() {
    assertThatThrownBy(() -> key(new Addresses(Map.of()), "id: gpt-6.2-sol"))
        .hasMessageContaining("model m (gpt-6.2-sol) cannot be asked")
        .hasMessageContaining("OPENAI_API_KEY")
        .hasMessageContaining("--rehearse");
    var gateway = new Addresses(Map.of("OPENAI_BASE_URL", "http://127.0.0.1:1/v1"));
    assertThat(key(gateway, "id: gpt-6.2-sol")).isEmpty();
  }

  @Test
  void anAddressOfTheEnvironmentThatIsNoneIsNamed() {
    assertThatThrownBy(() ->
            new Addresses(Map.of("ANTHROPIC_BASE_URL", "me:secret"))
                .base(access("id: claude-opus-4-7")))
        .hasMessageContaining("ANTHROPIC_BASE_URL")
        .hasMessageNotContaining("secret");
  }

  private static Optional<String> key(Addresses addresses, String model) {
    var spec = read(model);
    return addresses
        .endpoint("m", spec, spec.access().orElseThrow())
        .key()
        .map(key -> key.secret());
  }

  private static Access access(String model) {
    return read(model).access().orElseThrow();
  }

  private static ModelSpec read(String model) {
    return ModelReader.read(Yaml.parse("m.yaml", "m: {" + model + "}")).values().iterator().next();
  }
}
