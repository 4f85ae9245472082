package dev.breakeven.importer.breakeven;

import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Reads the traces that Breakeven wrote itself: those of trials, and those it exported.
///
/// An exported trace keeps the labels of the log it was read from, its source among them. The same
/// bytes are read once, whatever they are called. A trace with a line that is broken is left out,
/// for nobody but Breakeven writes this form.
public final class OwnTraces implements Importer {
  private static final String FIRST = "{\"type\":\"trace\"";

  /// A reader of such traces.
  public OwnTraces() {}

  @Override
  public String tool() {
    return "breakeven";
  }

  /// A trace begins with its header line.
  @Override
  public boolean recognises(String name, byte[] head) {
    return name.endsWith(".jsonl") && new String(head, StandardCharsets.UTF_8).startsWith(FIRST);
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var seen = new HashSet<String>();
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      try {
        read(input, seen, health, traces);
      } catch (IOException | UncheckedIOException e) {
        health.count(Count.UNREADABLE);
        health.broken(input.name(), "could not be read: " + e.getMessage());
      } catch (IllegalArgumentException | ArithmeticException e) {
        // The reader names the file and, where it can, the line.
        String message = String.valueOf(e.getMessage());
        boolean named = message.startsWith(input.name() + ":");
        int split = named ? message.indexOf(": ", input.name().length()) : -1;
        health.broken(
            split < 0 ? input.name() : message.substring(0, split),
            split < 0 ? message : message.substring(split + 2));
      }
    }
    return health.health();
  }

  private void read(Input input, Set<String> seen, HealthLog health, Consumer<Trace> traces)
      throws IOException {
    MessageDigest digest = digest();
    TraceReader.Reading reading;
    try (var in = new DigestInputStream(input.source().open(), digest);
        var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      reading = TraceReader.scan(text, input.name());
    }
    Trace trace = reading.trace();
    if (!seen.add(HexFormat.of().formatHex(digest.digest()))) {
      trace.calls().forEach(_ -> health.count(Count.REPEATED));
      return;
    }
    reading.cut().ifPresent(_ -> health.count(Count.CUT));
    trace.calls().forEach(call -> count(call, health));
    if (!trace.calls().isEmpty()) {
      traces.accept(labelled(trace, input));
    }
  }

  private static void count(Call call, HealthLog health) {
    health.count(Count.CALLS);
    if (call.answer().usage().counts().isEmpty()) {
      health.count(Count.MISSING_USAGE);
    }
    if (call.answer().known() == Known.REHEARSED) {
      health.count(Count.REHEARSED);
    }
  }

  private Trace labelled(Trace trace, Input input) {
    var labels = new TreeMap<>(trace.labels());
    labels.putIfAbsent("source", tool());
    String stem = input.file().replaceFirst("\\.jsonl$", "");
    labels.putIfAbsent("session", labels.getOrDefault("trial", stem));
    labels.put("file", input.name());
    return new Trace(labels, trace.agents(), trace.blocks(), trace.calls(), trace.outcome());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("expected a Java that knows SHA-256", e);
    }
  }
}
