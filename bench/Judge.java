// Seconds that the judge takes, warm, on task T2 of the pack commons-cli: prepared, then solved.
//
// Run by bench/run, from the project's root; by hand, after a build:
//   java -cp CLASSPATH bench/Judge.java [RUNS]

import dev.breakeven.judge.JudgeTools;
import dev.breakeven.task.Edits;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.task.Setup;
import dev.breakeven.workspace.Bubblewrap;
import dev.breakeven.workspace.Folders;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Unconfined;

void main(String[] arguments) throws Exception {
  int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
  Path jars = Path.of("target/packs/commons-cli/jars");
  Path cache = Path.of("target/bench-cache");
  PreparedTask task =
      new Setup(jars, cache).prepare(PackReader.read(Path.of("packs/commons-cli"))).task("T2");
  Sandbox sandbox = Bubblewrap.find().<Sandbox>map(found -> found).orElseGet(Unconfined::new);
  Path workspace = Files.createTempDirectory("breakeven-bench-");
  try (JudgeTools tools = new JudgeTools(jars, cache, sandbox, 1)) {
    FileTree.copy(task.tree(), workspace);
    double prepared = median(task, tools, workspace, runs);
    Edits.apply(workspace, task.reference());
    double solved = median(task, tools, workspace, runs);
    IO.println("judge, T2 prepared: median %.2f s of %d".formatted(prepared, runs));
    IO.println("judge, T2 solved:   median %.2f s of %d".formatted(solved, runs));
  } finally {
    Folders.delete(workspace);
  }
}

double median(PreparedTask task, JudgeTools tools, Path workspace, int runs) throws Exception {
  dev.breakeven.judge.Judge judge = new dev.breakeven.judge.Judge(task, tools);
  int warmUps = 3;
  List<Double> seconds = new ArrayList<>();
  for (int run = 0; run < warmUps + runs; run++) {
    long start = System.nanoTime();
    judge.judge(workspace);
    if (run >= warmUps) {
      seconds.add((System.nanoTime() - start) / 1e9);
    }
  }
  Collections.sort(seconds);
  return seconds.get(seconds.size() / 2);
}
