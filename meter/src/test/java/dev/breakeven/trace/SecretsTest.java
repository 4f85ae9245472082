package dev.breakeven.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final String LETTERS = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA";

  /// The keys are put together here, so that no file holds anything that looks like one.
  @ParameterizedTest
  @CsvSource({
    "anthropic key, sk-ant-api03-, 60",
    "api key, sk-proj-, 40",
    "api key, sk-, 48",
    "github token, ghp_, 36",
    "github token, github_pat_, 50",
    "gitlab token, glpat-, 20",
    "google key, AIza, 35",
    "slack token, xoxb-, 30",
    "npm token, npm_, 36",
    "hugging face token, hf_, 34",
    "pypi token, pypi-AgE, 60",
    "stripe key, sk_live_, 24"
  })
  void eachFormIsCoveredAtItsLength(String kind, String start, int length) {
    var key = start + LETTERS.repeat(3).substring(0, length);
    for (var around : List.of("%s", "KEY is %s, he said", "{\"a\":\"%s\"}", "a=%s\nb", "(%s)")) {
      var text = around.formatted(key);
      var hidden = Secrets.BY_FORM.hide(text);
      assertThat(hidden).doesNotContain(key.substring(start.length())).hasSameSizeAs(text);
      assertThat(hidden).contains("[redacted " + kind + "]");
      assertThat(Secrets.BY_FORM.hide(hidden)).as("once is enough").isEqualTo(hidden);
    }
  }

  @Test
  void keysOfAmazonBearersWebTokensAndPasswordsToo() {
    var capitals = "ABCDEFGH12345678";
    assertHidden("id AKIA" + capitals + " it is", "AKIA" + capitals);
    assertHidden("Authorization: Bearer " + LETTERS, LETTERS);
    var web = "eyJ" + LETTERS + ".eyJ" + LETTERS + "." + LETTERS;
    assertHidden("token " + web, web);
    assertHidden("postgres://me:opensesame@db/x", "opensesame");
    assertHidden("export DB_PASSWORD=correcthorse", "correcthorse");
    assertHidden("password: \"correcthorse\"", "correcthorse");
    assertHidden("{'api_key': 'correcthorse'}", "correcthorse");
  }

  @Test
  void privateKeysWholeAndCutOff() {
    var begin = "-----BEGIN RSA " + "PRIVATE KEY-----\n";
    var whole = begin + "Proc-Type: 4,ENCRYPTED\n" + LETTERS + "\n-----END RSA PRIVATE KEY-----\n";
    assertHidden("a\n" + whole + "b", LETTERS);
    assertThat(Secrets.BY_FORM.hide("a\n" + whole + "b")).startsWith("a\n").endsWith("\nb");
    assertHidden(begin + (LETTERS + "\n").repeat(500), LETTERS);
  }

  @Test
  void valuesOfSecretVariablesWhateverTheirForm() {
    var secrets =
        Secrets.of(
            Map.of(
                "MY_PROVIDER_KEY", "plain-old-words",
                "GITHUB_TOKEN_FILE", "longer plain-old-words",
                "EDITOR_TOKEN", "short",
                "HOME", "/home/somebody"));
    assertThat(secrets.hide("x plain-old-words y")).isEqualTo("x [redacted key]* y");
    assertThat(secrets.hide("longer plain-old-words")).doesNotContain("plain").hasSize(22);
    assertThat(secrets.hide("short in /home/somebody")).isEqualTo("short in /home/somebody");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the task-runner-with-a-very-long-name-2 and disk-based-storage-engine-number-12",
        "sk-learn-is-a-name-without-any-digit",
        "password = getPassword(user);",
        "String password = \"$PASSWORD\";",
        "--token=<your token here>",
        "TOKEN=${GITHUB_TOKEN}",
        "API_KEY=\"$KEY\" ./run",
        "https://example.org:8080/path@2",
        "http://localhost:3000/a@b",
        "git@github.com:owner/name.git",
        "-----BEGIN PUBLIC KEY-----",
        "the bearer of this letter",
        "Bearer tokens are sent in a header",
        "ghp_short",
        "password: str = field(default=None)",
        "cache_read_input_tokens=123456789"
      })
  void ordinaryTextStays(String text) {
    assertThat(Secrets.BY_FORM.hide(text)).isEqualTo(text);
  }

  @Test
  void aTraceIsWrittenWithoutThem() {
    var key = "sk-ant-api03-" + LETTERS;
    var secrets = Secrets.of(Map.of("OTHER_API_KEY", "plain-old-words"));
    var out = new StringWriter();
    try (var writer = new TraceWriter(out, secrets)) {
      writer.header(Map.of("note", "by " + key));
      writer.agent(new Agent("a", Role.SOLO, "m", null, null));
      writer.block(new Block(0, Origin.USER, "a", null, "plain-old-words " + key, null));
      writer.outcome(Map.of("detail", "no plain-old-words"));
    }
    assertThat(out.toString())
        .doesNotContain(LETTERS)
        .doesNotContain("plain-old-words")
        .contains("[redacted key]")
        .contains("[redacted anthropic key]");
  }

  private static void assertHidden(String text, String secret) {
    assertThat(Secrets.BY_FORM.hide(text)).doesNotContain(secret).hasSameSizeAs(text);
  }
}
