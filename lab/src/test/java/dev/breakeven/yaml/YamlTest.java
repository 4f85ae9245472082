package dev.breakeven.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class YamlTest {
  private static final String TEXT =
      """
      name: four-arms
      tasks: [T1, T2]
      caps:
        T1: 40
        T2: many
      """;

  private final Yaml root = Yaml.parse("study.yaml", TEXT);

  @Test
  void valuesAreRead() {
    assertThat(root.at("name").text()).isEqualTo("four-arms");
    assertThat(root.at("tasks").items()).extracting(Yaml::text).containsExactly("T1", "T2");
    assertThat(root.at("caps").at("T1").number(1, 100)).isEqualTo(40);
    assertThat(root.find("absent")).isEmpty();
  }

  @Test
  void aWrongValueIsNamedWithItsPlace() {
    assertThatThrownBy(() -> root.at("caps").at("T2").number(1, 100))
        .hasMessage("study.yaml:5:7: expected a whole number from 1 to 100, got many at caps.T2");
  }

  @Test
  void aNumberOutOfRangeIsNamedWithItsPlace() {
    assertThatThrownBy(() -> root.at("caps").at("T1").number(1, 39))
        .hasMessageStartingWith("study.yaml:4:7: expected a whole number from 1 to 39, got 40");
  }

  @Test
  void anUnknownKeyIsNamedWithItsPlace() {
    assertThatThrownBy(() -> root.keys("name", "tasks"))
        .hasMessage("study.yaml:3:1: expected one of the keys [name, tasks], got caps");
  }

  @Test
  void aMissingKeyIsNamed() {
    assertThatThrownBy(() -> root.at("caps").at("T3"))
        .hasMessage("study.yaml:4:3: expected the key T3, which is missing at caps");
  }

  @Test
  void brokenSyntaxIsNamedWithItsPlace() {
    assertThatThrownBy(() -> Yaml.parse("broken.yaml", "a: [1, 2\nb: 3\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("broken\\.yaml:2:\\d+: not YAML: .*");
  }

  @Test
  void aRepeatedKeyIsRejected() {
    assertThatThrownBy(() -> Yaml.parse("twice.yaml", "a: 1\na: 2\n").entries())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("twice.yaml:2:1:");
  }

  @Test
  void anEmptyFileIsRejected() {
    assertThatThrownBy(() -> Yaml.parse("empty.yaml", ""))
        .hasMessage("empty.yaml: expected a mapping, got an empty file");
  }

  @Test
  void aListWhereOneValueIsExpectedIsRejected() {
    assertThatThrownBy(() -> root.at("tasks").text())
        .hasMessage("study.yaml:2:8: expected a single value, got a list at tasks");
  }

  @Test
  void nothingIsNoText() {
    for (String written : List.of("a:", "a: null", "a: ~")) {
      assertThatThrownBy(() -> Yaml.parse("none.yaml", written).at("a").text())
          .hasMessageEndingWith("expected a single value, got nothing at a");
    }
    assertThat(Yaml.parse("none.yaml", "a: ''").at("a").text()).isEmpty();
  }

  @Test
  void aMissingListIsEmpty() {
    assertThat(root.texts("tasks")).containsExactly("T1", "T2");
    assertThat(root.texts("name")).containsExactly("four-arms");
    assertThat(root.texts("absent")).isEmpty();
  }

  @Test
  void aDecimalThatDoesNotFitIsNamedWithItsPlace() {
    var value = Yaml.parse("ratio.yaml", "ratio: 1.5").at("ratio");
    assertThat(value.decimal("a number", _ -> true)).isEqualTo(new BigDecimal("1.5"));
    assertThatThrownBy(() -> value.decimal("a number up to 1", _ -> false))
        .hasMessage("ratio.yaml:1:8: expected a number up to 1, got 1.5 at ratio");
  }

  @Test
  void aFlagIsTrueOrFalse() {
    var flags = Yaml.parse("flags.yaml", "[true, false, yes]").items();
    assertThat(flags.getFirst().flag()).isTrue();
    assertThat(flags.get(1).flag()).isFalse();
    assertThatThrownBy(() -> flags.getLast().flag())
        .hasMessage("flags.yaml:1:15: expected true or false, got yes at [2]");
  }

  @Test
  void aReadersComplaintGetsThePlace() {
    Function<String, String> picky =
        text -> {
          throw new IllegalArgumentException("expected three arms, got " + text);
        };
    assertThatThrownBy(() -> root.at("name").as(picky))
        .hasMessage("study.yaml:1:7: expected three arms, got four-arms at name");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Yaml.read(Path.of("no-such.yaml")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no YAML file no-such.yaml");
  }
}
