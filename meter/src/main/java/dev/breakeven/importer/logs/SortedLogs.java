package dev.breakeven.importer.logs;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Parallel;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Logs sorted by the tool that wrote them.
///
/// @param byImporter the logs of each tool, in the order of [Importers#all]
/// @param strange names of logs that no importer knows
public record SortedLogs(Map<Importer, List<Input>> byImporter, List<String> strange) {
  /// Enough of most logs to tell whose they are.
  private static final int GLANCE = 4 << 10;

  /// Enough of any; what a log quotes further on must not decide.
  private static final int HEAD = 64 << 10;

  /// Whose a log is.
  ///
  /// @param importer null if no importer knows it
  /// @param strange whether there is something in it that no importer knows
  private record Owner(@Nullable Importer importer, boolean strange) {}

  /// Sorts `inputs`, leaving out those of other tools than `tool` where one is named.
  ///
  /// @param contents what importers are to keep
  public static SortedLogs of(List<Input> inputs, Optional<String> tool, Contents contents) {
    List<Importer> importers = Importers.all(contents);
    var byImporter = new LinkedHashMap<Importer, List<Input>>();
    importers.forEach(importer -> byImporter.put(importer, new ArrayList<>()));
    var strange = new ArrayList<String>();
    try (var parallel = new Parallel()) {
      parallel.map(
          inputs,
          input -> owner(input, importers),
          (input, owner) -> {
            Importer importer = owner.importer();
            if (owner.strange()) {
              strange.add(input.name());
            } else if (importer != null && (tool.isEmpty() || tool.get().equals(importer.tool()))) {
              byImporter.getOrDefault(importer, new ArrayList<>()).add(input);
            }
          });
    }
    byImporter.values().removeIf(List::isEmpty);
    return new SortedLogs(byImporter, strange);
  }

  private static Owner owner(Input input, List<Importer> importers) {
    try (InputStream in = input.source().open()) {
      byte[] glance = in.readNBytes(GLANCE);
      Importer known = owner(input, glance, importers);
      if (known == null && glance.length == GLANCE) {
        byte[] head = Arrays.copyOf(glance, HEAD);
        int length = GLANCE + in.readNBytes(head, GLANCE, HEAD - GLANCE);
        known = owner(input, Arrays.copyOf(head, length), importers);
      }
      return new Owner(known, known == null && glance.length > 0);
    } catch (IOException e) {
      return new Owner(importers.getFirst(), false); // which will tell that it cannot be read
    }
  }

  private static @Nullable Importer owner(Input input, byte[] head, List<Importer> importers) {
    for (Importer importer : importers) {
      if (importer.recognises(input.name(), head)) {
        return importer;
      }
    }
    return null;
  }

  /// Hands what `work` makes of each trace to `taker`.
  ///
  /// @param work may be done by several threads at once, and twice for a trace
  /// @param taker is called by one thread
  public <T> Health read(Function<Trace, T> work, Consumer<T> taker) {
    var health = Health.NONE;
    for (var own : byImporter.entrySet()) {
      health = health.plus(own.getKey().read(own.getValue(), work, taker));
    }
    return health;
  }
}
