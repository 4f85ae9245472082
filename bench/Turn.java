// Milliseconds a turn costs by itself: everything between two calls of a model but the tools, which
// is recording, pricing, the books and the trace. Solo trials of the example study, rehearsed.
//
// Run by bench/run, from the project's root.

import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.judge.JudgeTools;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.rehearsal.Profile;
import dev.breakeven.model.rehearsal.Profiles;
import dev.breakeven.pricing.LocalRate;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.Equipment;
import dev.breakeven.study.Limits;
import dev.breakeven.study.ModelSource;
import dev.breakeven.study.RehearsedModels;
import dev.breakeven.study.RunBudget;
import dev.breakeven.study.RunFacts;
import dev.breakeven.study.RunProgress;
import dev.breakeven.study.StudyReader;
import dev.breakeven.study.StudyRunner;
import dev.breakeven.study.TrialRunner;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.task.Setup;
import dev.breakeven.trace.Known;
import dev.breakeven.workspace.Bubblewrap;
import dev.breakeven.workspace.Folders;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Unconfined;
import java.sql.DriverManager;

/// When a model was asked and when it had answered, in nanoseconds.
record Asked(long start, long end) {}

void main() throws Exception {
  Path jars = Path.of("target/packs/commons-cli/jars");
  Path cache = Path.of("target/bench-cache");
  Path out = Files.createTempDirectory("breakeven-bench-");
  var text = Files.readString(Path.of("examples/four-arms.yaml"));
  var study = StudyReader.read("four-arms.yaml", text);
  var pack = new Setup(jars, cache).prepare(PackReader.read(Path.of("packs/commons-cli")));
  Sandbox sandbox = Bubblewrap.find().<Sandbox>map(found -> found).orElseGet(Unconfined::new);
  var profiles = new TreeMap<String, Profile>();
  Profiles.NAMES.forEach(name -> profiles.put(name, Profiles.bundled(name)));
  var tasks = new TreeMap<String, PreparedTask>();
  study.tasks().forEach(task -> tasks.put(task, pack.task(task)));
  var asked = new ArrayList<List<Asked>>();
  var models =
      timed(
          new RehearsedModels(
              study.plan(), profiles, CacheRules.of(Catalog.bundled(), "anthropic")),
          asked);
  var pricing = Pricing.of(Catalog.bundled()).with("qwen3.5:9b", LocalRate.FREE);
  try (var judge = new JudgeTools(jars, cache, sandbox, 1);
      var ledger = SqlLedger.open(out.resolve("ledger.db"))) {
    ledger.open(new RunFacts("bench", Known.REHEARSED, "", new TreeMap<>()));
    var trials =
        new TrialRunner(
            study,
            new Equipment(out, tasks, sandbox, models, judge, pricing, Map.of()),
            ledger,
            RunBudget.of(Limits.NONE, ledger),
            RunProgress.SILENT);
    new StudyRunner(study, t -> Set.of("A", "D").contains(t.arm()), ledger, trials, 1).run();
    report(asked, out);
  } finally {
    Folders.delete(out);
  }
}

/// The same models, each call timed; one list a trial.
ModelSource timed(ModelSource models, List<List<Asked>> asked) {
  return new ModelSource() {
    @Override
    public Known how() {
      return models.how();
    }

    @Override
    public TrialModels begin(dev.breakeven.study.Trial trial, PreparedTask task, String verify) {
      var own = new ArrayList<Asked>();
      asked.add(own);
      var inner = models.begin(trial, task, verify);
      return (spec, attempts) -> {
        ModelClient client = inner.client(spec, attempts);
        return request -> {
          long start = System.nanoTime();
          var answer = client.ask(request);
          own.add(new Asked(start, System.nanoTime()));
          return answer;
        };
      };
    }
  };
}

void report(List<List<Asked>> asked, Path out) throws Exception {
  var overheads = new ArrayList<Double>();
  try (var books = DriverManager.getConnection("jdbc:sqlite:" + out.resolve("ledger.db"));
      var query =
          books.prepareStatement("select sum(nanos) from tool_run where trial = ? and turn = ?")) {
    for (int trial = 0; trial < asked.size(); trial++) {
      var calls = asked.get(trial);
      for (int turn = 1; turn < calls.size(); turn++) {
        query.setInt(1, trial + 1);
        query.setInt(2, turn);
        try (var row = query.executeQuery()) {
          row.next();
          long between = calls.get(turn).start() - calls.get(turn - 1).end();
          overheads.add((between - row.getLong(1)) / 1e6);
        }
      }
    }
  }
  Collections.sort(overheads);
  IO.println(
      "own overhead a turn: median %.2f ms, 95 %% under %.2f ms, of %d turns"
          .formatted(
              overheads.get(overheads.size() / 2),
              overheads.get(overheads.size() * 95 / 100),
              overheads.size()));
}
