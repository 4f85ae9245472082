package dev.breakeven.export;

import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/// A format in which a trace can be handed on; what each holds is in docs/formats/export.md.
///
/// All of them hold every call with its agent, model, tokens by class, start and recorded cost.
public enum Format {
  /// Agent Trajectory Interchange Format 1.7: one JSON document, sub-agents embedded.
  ATIF(
      ".json",
      "trajectories in ATIF 1.7",
      "ATIF does not hold how long an answer took, nor where texts and tool calls stand within it;"
          + " cache writes, stop reasons and how usage is known are in its extra fields.") {
    @Override
    public void write(Trace trace, String session, Writer out) throws IOException {
      new Atif(trace, session).write(out);
    }
  },
  /// OpenTelemetry spans of the GenAI conventions: OTLP as JSON, one span a line.
  OTEL(
      ".jsonl",
      "OpenTelemetry spans",
      "The spans hold no contents, nor which call delegated; the conventions have no field for the"
          + " life of cache writes and for costs: these are in attributes that begin with"
          + " breakeven.") {
    @Override
    public void write(Trace trace, String session, Writer out) throws IOException {
      new Otel(trace, session).write(out);
    }
  },
  /// Rows of usage: CSV with a header, one call a row.
  CSV(
      ".csv",
      "rows of usage",
      "Rows hold no contents, nor how long an answer took, nor which call delegated.") {
    @Override
    public void write(Trace trace, String session, Writer out) throws IOException {
      new UsageRows(trace, session).write(out);
    }
  },
  /// Our own traces, as JSON Lines.
  JSON(
      ".jsonl",
      "traces of Breakeven",
      "Nothing is left out; keys and passwords in contents are covered.") {
    @Override
    public void write(Trace trace, String session, Writer out) {
      TraceWriter.write(trace, out);
    }
  };

  private final String suffix;
  private final String title;
  private final String limits;

  Format(String suffix, String title, String limits) {
    this.suffix = suffix;
    this.title = title;
    this.limits = limits;
  }

  /// Writes `trace`.
  ///
  /// @param session a name that no other trace has which may be read together with this one
  /// @throws IOException if `out` fails
  public abstract void write(Trace trace, String session, Writer out) throws IOException;

  /// The name as users type it: `atif`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// How names of its files end: `.json`.
  public String suffix() {
    return suffix;
  }

  /// What files of it are: `rows of usage`.
  public String title() {
    return title;
  }

  /// What it does not hold, or not in fields of its own, as a sentence.
  public String limits() {
    return limits;
  }
}
