package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.task.*;
import dev.breakeven.workspace.*;
import java.nio.file.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
  @TempDir Path folder;

  @Test
  void tryIt() throws Exception {
    Pack pack = PackReader.read(Path.of("../packs/commons-cli"));
    Path jars = Path.of("../target/packs/commons-cli/jars");
    PreparedPack prepared = new Setup(jars, Path.of("/tmp/packwork/cache")).prepare(pack);
    try (JudgeTools tools = new JudgeTools(jars, Path.of("/tmp/packwork/cache"), Bubblewrap.find().get(), 1)) {
      for (PreparedTask t : prepared.tasks()) {
        Path ws = folder.resolve(t.task().name());
        FileTree.copy(t.tree(), ws);
        Judge judge = new Judge(t, tools);
        for (int i = 0; i < 3; i++) show(judge, ws);
        Edits.apply(ws, t.reference());
        for (int i = 0; i < 4; i++) show(judge, ws);
      }
    }
  }
  void show(Judge judge, Path ws) throws Exception {
    long a = System.nanoTime();
    Verdict v = judge.judge(ws);
    System.out.println(v.getClass().getSimpleName() + " " + (System.nanoTime() - a) / 1000000);
    if (v instanceof Verdict.NotSolved n) System.out.println("   " + n.violations());
    for (var c : v.checks()) { System.out.println("  " + c.check() + " " + c.exitCode() + " " + c.counts() + " " + c.took().toMillis());
      c.findings().stream().limit(30).forEach(x -> System.out.println("       " + x)); }
  }
}
