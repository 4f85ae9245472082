package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.breakeven.report.page.Chromium;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report as the commands write it, the demo's last act among them.
class ReportCommandTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theDemoEndsWithAReportThatABrowserOpens() throws Exception {
    var run = folder.resolve("run");
    assertThat(execute("demo", "--quiet", "--only", "B/T3", "--out", run.toString()))
        .as(err.toString())
        .isZero();
    var report = run.resolve("report.html");
    assertThat(out).asString().endsWith("The report, with pictures: " + report + "\n");
    assertThat(report).content().contains("B-T3-1", "The context river", "Rehearsed");
    again(run);
    var chromium = Chromium.installed();
    assumeTrue(chromium.isPresent(), "no Chromium on the PATH: the demo's report is not opened");
    var own = Files.createDirectory(folder.resolve("own"));
    var visit = chromium.get().open(report, own);
    assertThat(visit.console()).isEmpty();
    assertThat(visit.dom()).contains("<button type=\"button\">");
  }

  /// The same run reported once more, to another file, is the same report.
  private void again(Path run) throws IOException {
    var other = folder.resolve("other.html");
    assertThat(execute("report", run.toString(), "--out", other.toString())).isZero();
    assertThat(other).hasSameTextualContentAs(run.resolve("report.html"));
  }

  @Test
  void aFolderWithoutARunIsAMistake() {
    assertThat(execute("report", folder.toString())).isEqualTo(2);
    assertThat(err).asString().startsWith("breakeven: there is no run in " + folder);
  }

  private int execute(String... arguments) {
    return CommandLines.standard()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Commands.typed(arguments));
  }
}
