package dev.breakeven.study.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aJsonLineTellsTheWholeTrial() throws IOException {
    Lines.file(folder, "a.jsonl", Lines.SOLO);

    var trial = Records.read(folder).trials().getFirst();

    assertThat(trial.place()).isEqualTo("a.jsonl:1");
    assertThat(trial.label()).hasToString("A/T1/0");
    assertThat(trial.outcome().success()).isTrue();
    assertThat(trial.outcome().counts())
        .isEqualTo(Map.of("mypy_errors", 0L, "pytest_passed", 7L, "failed", 0L));
    assertThat(trial.measures().seconds()).isEqualTo(Duration.ofMillis(12_500));
    assertThat(trial.measures().turns()).isEqualTo(4);
    assertThat(trial.models()).hasSize(1);
    assertThat(trial.models().getFirst().usage()).isEqualTo(Usage.of(1004, 2000, 0, 3000, 100));
    assertThat(trial.models().getFirst().cost()).contains(Usd.of("0.06456"));
  }

  @Test
  void aModelWithoutAnyTokensIsUntoldNotZero() throws IOException {
    Lines.file(folder, "b.jsonl", Lines.DELEGATING);

    assertThat(Records.read(folder).trials().getFirst().models().getLast().usage())
        .isEqualTo(Usage.NONE);
  }

  @Test
  void linesThatAreNoRecordsAreNamedAndTheRestGoesOn() throws IOException {
    Lines.file(
        folder,
        "a.jsonl",
        "{\"arm\": \"A\"",
        Lines.SOLO,
        "",
        Lines.SOLO.replace("\"success\": true", "\"success\": 3"),
        Lines.SOLO.replace("\"iterations\": 4", "\"iterations\": -4"),
        Lines.SOLO.replace("\"T1\"", "\"T 1\""),
        "[]");

    var records = Records.read(folder);

    assertThat(records.trials()).hasSize(1);
    assertThat(records.malformed())
        .hasSize(5)
        .anySatisfy(line -> assertThat(line).startsWith("a.jsonl:1: expected a JSON object"))
        .contains(
            "a.jsonl:4: expected true or false as success, got 3",
            "a.jsonl:5: expected a whole number of 0 or more as iterations, got -4",
            "a.jsonl:6: expected a task name of letters, digits, _, . and -, got `T 1`",
            "a.jsonl:7: expected a JSON object, got []");
  }

  @Test
  void csvBesideJsonLinesIsLeftAside() throws IOException {
    Lines.file(folder, "a.jsonl", Lines.SOLO);
    Lines.file(folder, "trials.csv", "arm,task");

    var records = Records.read(folder);

    assertThat(records.files()).containsExactly("a.jsonl");
    assertThat(records.leftAside()).containsExactly("trials.csv");
    assertThat(records.malformed()).isEmpty();
  }

  @Test
  void csvTellsModelsByItsColumns() throws IOException {
    Lines.file(
        folder,
        "trials.csv",
        "arm,task,trial,success,blocked,wall_sec,iterations,cost_usd,opus_in,opus_out,opus_cache_w,"
            + "opus_cache_r,haiku_in,haiku_out,haiku_cache_w,haiku_cache_r,qwen_present,verify_exit,x",
        "B,T1,0,1,0,3.5,2,0.5,10,20,30,40,0,0,0,0,1,0,\"a, \"\"b\"\"\"",
        "B,T1,1,1,0,3.5,2,0.5,ten,20,30,40,0,0,0,0,1,0,",
        "B,T1,2,1");

    var records = Records.read(folder.resolve("trials.csv"));

    assertThat(records.trials()).hasSize(1);
    assertThat(records.trials().getFirst().models())
        .containsExactly(
            new TrialRecord.ModelUse(
                "claude-opus-4-7", Usage.of(10, 30, 0, 40, 20), Optional.empty()),
            new TrialRecord.ModelUse("qwen3.5:9b", Usage.NONE, Optional.empty()));
    assertThat(records.malformed())
        .containsExactly(
            "trials.csv:3: expected a number as opus_in, got `ten`",
            "trials.csv:4: expected 19 cells, got 4");
  }

  @Test
  void aFolderWithoutRecordsIsRefused() {
    assertThatThrownBy(() -> Records.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected records of trials (*.jsonl or *.csv)");
  }
}
