package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ProfilesTest {
  static final java.util.List<String> NAMES = Profiles.NAMES;

  @TempDir Path folder;

  @ParameterizedTest
  @FieldSource("NAMES")
  void bundledProfileIsReadUnderItsName(String name) {
    Profile profile = Profiles.bundled(name);

    assertThat(profile.name()).isEqualTo(name);
    assertThat(profile.revision()).matches("1\\+[0-9a-f]{12}");
  }

  @Test
  void opusWritesMoreTokensForTheSameText() {
    assertThat(Profiles.bundled("opus-like").machine().tokenizer().factor()).isEqualTo(1.3);
    assertThat(Profiles.bundled("haiku-like").machine().tokenizer().factor()).isEqualTo(1);
  }

  @Test
  void unknownNameSaysWhichThereAre() {
    assertThatThrownBy(() -> Profiles.bundled("gpt-like"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("opus-like, haiku-like, small-local-like")
        .hasMessageContaining("gpt-like");
  }

  @Test
  void everyChangeOfTheFileChangesTheRevision() throws IOException {
    String text = bundledText();
    Profile changed = Profiles.read(file(text.replace("value: 3\n", "value: 4\n")));

    assertThat(changed.habits().looking().opening()).isEqualTo(4);
    assertThat(changed.revision()).isNotEqualTo(Profiles.bundled("opus-like").revision());
    assertThat(Profiles.read(file(text))).isEqualTo(Profiles.bundled("opus-like"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          value: 0.1\\n    known | value: 1.5\\n    known | expected a chance between 0 and 1, got 1.5 at looking.again.value
          value: 67 | value: 0 | expected a number above 0, up to 1000000, got 0 at speed.output.value
          value: 30 | value: 2.5 | expected a whole number from 1 to 1000000, got 2.5 at checking.every.value
          value: 30 | value: many | expected a whole number from 1 to 1000000, got many at checking.every.value
          known: derived | known: guessed | 13:12: expected derived or assumed, got guessed at looking.opening.known
          version: 1 | version: one | yaml:8:10: expected a whole number from 1 to 1000000, got one at version
          looking: | staring: | yaml:10:1: expected one of the keys [profile, version, about, looking, editing, checking, delegating, slipping, writing, speed, tokenizer], got staring
          again: | twice: | expected one of the keys [opening, file, again, whole, closing, executor], got twice at looking
          profile: opus-like | profile: opus-like\\nextra: 1 | yaml:8:1: expected one of the keys
          profile: opus-like | profile: " " | yaml:7:10: expected words, got ' ' at profile
          profile: opus-like | - profile | yaml:8:1: not YAML
          """)
  void badFileIsRefusedSayingWhere(String what, String by, String message) throws IOException {
    String text = bundledText();
    String bad = text.replaceFirst(java.util.regex.Pattern.quote(line(what)), line(by));
    Path file = file(bad);

    assertThat(bad).isNotEqualTo(text);
    assertThatThrownBy(() -> Profiles.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void valueWithoutReasonIsRefused() throws IOException {
    Path file = file(bundledText().replaceFirst("    why: [^\n]*\n", ""));

    assertThatThrownBy(() -> Profiles.read(file))
        .hasMessageContaining("12:5: expected the key why, which is missing at looking.opening");
  }

  @Test
  void missingFileIsNamed() {
    Path missing = folder.resolve("none.yaml");

    assertThatThrownBy(() -> Profiles.read(missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(missing.toString());
  }

  private static String line(String text) {
    return text.replace("\\n", "\n");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("profile.yaml"), text);
  }

  private static String bundledText() throws IOException {
    try (var in = Profiles.class.getResourceAsStream("opus-like.yaml")) {
      assertThat(in).isNotNull();
      return new String(
          java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
