package dev.breakeven.model.rehearsal;

/// The style in which a rehearsed model works, read from a file that gives a reason for every
/// value.
///
/// Means are of turns, edits or tokens; chances are between 0 and 1; see docs/guide/rehearsal.md
/// for what each one does.
///
/// @param name such as `opus-like`
/// @param revision its version, a plus sign and the start of its content's SHA-256; recorded with
///   every trial it plays
/// @param habits how it works
/// @param slips what it gets wrong
/// @param writing how much it writes
/// @param machine how fast it is and how it counts tokens
public record Profile(
    String name, String revision, Habits habits, Slips slips, Writing writing, Machine machine) {

  /// How it works.
  public record Habits(
      Looking looking, Editing editing, Checking checking, Delegating delegating) {}

  /// How much it looks.
  ///
  /// @param opening mean turns of looking before the first change
  /// @param file mean looks at a file before its first change
  /// @param again chance to look at a file again right after changing it
  /// @param whole chance that a look at a file shows all of it rather than one place
  /// @param closing mean looks after everything is green
  /// @param executor share of its looks at files that is left when it carries out an instruction
  public record Looking(
      double opening, double file, double again, double whole, double closing, double executor) {}

  /// How it edits.
  ///
  /// @param together chance that one more edit goes into the same answer
  public record Editing(double together) {}

  /// How it checks.
  ///
  /// @param first chance to run the judge before the first change
  /// @param every edits after which it runs the judge although more are to do
  public record Checking(double first, int every) {}

  /// How it delegates.
  ///
  /// @param batch mean edits in one instruction
  /// @param look mean turns of looking at the executor's work after a report
  /// @param verify chance to run the judge after a report although more is to do
  /// @param self chance to make an edit itself rather than delegate it
  public record Delegating(double batch, double look, double verify, double self) {}

  /// What it gets wrong, as chances.
  ///
  /// @param mismatch an edit's `before` is not exactly what stands in the file
  /// @param faulty an edit writes something wrong, which stays until the judge shows it
  /// @param forgotten a step is left out until the judge shows it
  /// @param hasty a trial ends without a last run of the judge
  /// @param straying a trial looks around two and a half times as much
  /// @param blocked an agent that finds no way on says BLOCKED rather than DONE
  public record Slips(
      double mismatch,
      double faulty,
      double forgotten,
      double hasty,
      double straying,
      double blocked) {}

  /// How much it writes, in mean tokens of its own tokenizer.
  ///
  /// @param aside words beside a tool call
  /// @param preamble words before the edits of an instruction
  /// @param summary its last message, as solo agent or orchestrator
  /// @param report its last message, as executor
  public record Writing(double aside, double preamble, double summary, double report) {}

  /// What it runs on.
  public record Machine(Speed speed, Tokenizer tokenizer) {}

  /// How fast it is.
  ///
  /// @param first seconds until it begins to process a prompt
  /// @param prompt prompt tokens processed a second, not read from a cache
  /// @param cached prompt tokens processed a second, read from a cache
  /// @param output tokens written a second
  public record Speed(double first, double prompt, double cached, double output) {}

  /// How it counts tokens.
  ///
  /// @param factor tokens for one token of o200k_base
  /// @param tools tokens that the provider adds to a request with tools
  /// @param message tokens around each user message
  /// @param call tokens around each tool call
  /// @param result tokens around each tool result
  public record Tokenizer(double factor, int tools, int message, int call, int result) {}
}
