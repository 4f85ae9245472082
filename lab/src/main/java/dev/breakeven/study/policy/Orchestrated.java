package dev.breakeven.study.policy;

import dev.breakeven.agent.Stopped;
import dev.breakeven.tool.Delegate;
import dev.breakeven.tool.ExecutorTools;
import dev.breakeven.tool.Tool;
import dev.breakeven.tool.Truncation;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.yaml.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// One agent plans and checks, and has another carry out what it says. With edits as instructions
/// and the executor's own words as report it is the published study's way.
///
/// @param model plans and checks
/// @param executor carries out
/// @param instructions what it hands over
/// @param report what comes back
public record Orchestrated(
    String model, Executor executor, Instructions instructions, Report report) implements Policy {
  static final Form FORM =
      new Form(
          "orchestrator",
          List.of("executor", "executor-turns", "executor-tools", "instructions", "report"),
          Orchestrated::read);

  private static final int MOST_CHARACTERS = 1_000_000;
  private static final int MOST_SECONDS = 86_400;
  private static final int USUAL_TURNS = 20;

  /// As in the published study: edits go over, at most `reportLimit` characters come back.
  public Orchestrated(String model, Executor executor, int reportLimit) {
    this(model, executor, Instructions.EDITS, new Words(reportLimit));
  }

  /// What an orchestrator hands over.
  public enum Instructions {
    /// Which edits to make: it has looked, and says what to write where.
    EDITS,
    /// What is to be reached: it has not looked, and the executor finds the places.
    GOALS
  }

  /// What comes back of an executor's work.
  public sealed interface Report permits Words, Receipt {}

  /// The executor's last message, its middle cut out where it is longer.
  ///
  /// @param most the most characters
  public record Words(int most) implements Report {}

  /// Six lines that the host writes; see [Receipts].
  public record Receipt() implements Report {}

  /// Who carries out an orchestrator's instructions.
  public sealed interface Executor permits Model, Program {}

  /// An agent of ours with a model of its own.
  ///
  /// @param model its model's name in the study file
  /// @param cap the most calls it may make for one instruction
  /// @param hands what it may do
  public record Model(String model, int cap, ExecutorTools hands) implements Executor {}

  /// A program, whose own use of models nobody meters.
  ///
  /// @param words the program and its arguments, with `{instruction}` and maybe `{folder}` in them
  /// @param limit after how long it is killed
  /// @param environment names of our own variables that it is given
  /// @param confined whether it runs in the sandbox
  public record Program(
      List<String> words, Duration limit, List<String> environment, boolean confined)
      implements Executor {
    /// Takes immutable copies.
    public Program {
      words = List.copyOf(words);
      environment = List.copyOf(environment);
    }

    /// What it is called in tables: the program's name.
    public String name() {
      return words.getFirst().replaceFirst(".*/", "");
    }
  }

  @Override
  public Stopped work(Site site) throws InterruptedException {
    var told =
        switch (instructions) {
          case EDITS -> Delegate.edits(hands());
          case GOALS -> Delegate.goals(hands());
        };
    var tools = new ArrayList<>(site.tools(ExecutorTools.ALL));
    switch (report) {
      case Words(var most) ->
          tools.add(
              new Delegate(
                  executor(site, hands -> site.tools(hands)),
                  told,
                  new Truncation(most),
                  Origin.REPORT));
      case Receipt _ -> {
        var receipts = new Receipts(site);
        var carriesOut = executor(site, hands -> receipts.noting(site.tools(hands)));
        tools.add(new Delegate(receipts.of(carriesOut), told, Receipts.LONGEST, Origin.RECEIPT));
        tools.add(receipts.show());
      }
    }
    var brief =
        switch (instructions) {
          case EDITS -> Role.ORCHESTRATOR.key();
          case GOALS -> "orchestrator-goals";
        };
    var limits = Worker.Limits.calls(site.cap());
    return site.agent(new Worker(Role.ORCHESTRATOR, model, tools, limits, brief)).run(site.task());
  }

  private Delegate.Executor executor(Site site, Function<ExecutorTools, List<Tool>> tools) {
    return switch (executor) {
      case Model(var name, var cap, var hands) -> {
        var brief =
            switch (instructions) {
              case EDITS -> Role.EXECUTOR.key();
              case GOALS -> "executor-goals";
            };
        var limits = Worker.Limits.calls(cap);
        yield site.called(new Worker(Role.EXECUTOR, name, tools.apply(hands), limits, brief));
      }
      case Program program -> site.program(program);
    };
  }

  @Override
  public List<String> models() {
    return executor instanceof Model agent ? List.of(model, agent.model()) : List.of(model);
  }

  @Override
  public ExecutorTools hands() {
    return switch (executor) {
      case Model agent -> agent.hands();
      case Program _ -> ExecutorTools.OWN;
    };
  }

  @Override
  public String describe(UnaryOperator<String> id) {
    return id.apply(model)
        + ", delegating to "
        + switch (executor) {
          case Model agent -> id.apply(agent.model());
          case Program program ->
              program.name() + ", a program whose own costs are not known and in no figure";
        }
        + (instructions == Instructions.GOALS ? ", by goals" : "")
        + (report instanceof Receipt ? ", with receipts" : "");
  }

  @Override
  public Map<String, Long> mostCalls(long cap) {
    var calls = new HashMap<>(Map.of(model, cap));
    if (executor instanceof Model agent) {
      calls.merge(agent.model(), cap * agent.cap(), Long::sum);
    }
    return calls;
  }

  private static Policy read(ArmEntry arm) {
    return new Orchestrated(
        arm.model("orchestrator"),
        executor(arm),
        arm.find("instructions").map(Orchestrated::instructions).orElse(Instructions.EDITS),
        report(arm.yaml().at("report")));
  }

  private static Instructions instructions(Yaml instructions) {
    return switch (instructions.text()) {
      case "edits" -> Instructions.EDITS;
      case "goals" -> Instructions.GOALS;
      default -> throw instructions.wrong("edits or goals");
    };
  }

  private static Report report(Yaml report) {
    return report.text().equals("receipt")
        ? new Receipt()
        : new Words((int) report.number(1, MOST_CHARACTERS));
  }

  private static Executor executor(ArmEntry arm) {
    var executor = arm.yaml().at("executor");
    if (!executor.isMapping()) {
      return new Model(
          arm.model(executor),
          arm.turns("executor-turns", USUAL_TURNS),
          arm.find("executor-tools").map(Orchestrated::hands).orElse(ExecutorTools.ALL));
    }
    executor.keys("command", "limit", "environment", "sandbox");
    for (var key : List.of("executor-turns", "executor-tools")) {
      arm.find(key)
          .ifPresent(value -> {
            throw value.error("expected %s only for an executor that is a model".formatted(key));
          });
    }
    var words = executor.items("command").stream().map(Yaml::text).toList();
    if (!dev.breakeven.tool.Program.Settings.takesInstruction(words)) {
      throw executor.at("command").wrong("a program and its arguments, one with {instruction}");
    }
    return new Program(
        words,
        Duration.ofSeconds(executor.at("limit").number(1, MOST_SECONDS)),
        executor.texts("environment"),
        executor.find("sandbox").map(Orchestrated::confined).orElse(true));
  }

  private static boolean confined(Yaml sandbox) {
    return switch (sandbox.text()) {
      case "bubblewrap" -> true;
      case "none" -> false;
      default -> throw sandbox.wrong("bubblewrap or none");
    };
  }

  private static ExecutorTools hands(Yaml hands) {
    return switch (hands.text()) {
      case "all" -> ExecutorTools.ALL;
      case "files" -> ExecutorTools.FILES;
      default -> throw hands.wrong("all or files");
    };
  }
}
