package dev.breakeven.importer;

import dev.breakeven.trace.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads the logs of one tool. Holds no state between readings.
///
/// An importer opens no file: it says where the tool keeps its logs, and is given named inputs. It
/// throws for nothing that an input may hold; what it could not read is in [Health].
public interface Importer {
  /// The tool's name as users type it: `claude-code`.
  String tool();

  /// Whether an input looks like one of this tool's logs, told from little of it.
  ///
  /// @param name the input's name, with `/` between folders
  /// @param head its first bytes, up to some 64 KiB; the whole of a shorter input
  boolean recognises(String name, byte[] head);

  /// Hands each trace in `inputs` to `traces`, each as soon as it is whole.
  ///
  /// A call that several inputs repeat is in one trace only. Every trace has the labels `source`,
  /// the tool's name; `session`, the tool's id of it; `file`, the name of the input it began in;
  /// and where the log says so `project`, the folder the tool worked in.
  Health read(List<Input> inputs, Consumer<Trace> traces);

  /// Hands what `work` makes of each trace in `inputs` to `taker`, as [#read] hands on traces.
  ///
  /// @param work may be done by several threads at once, and twice for a trace
  /// @param taker is called by one thread
  default <T> Health read(List<Input> inputs, Function<Trace, T> work, Consumer<T> taker) {
    return read(inputs, trace -> taker.accept(work.apply(trace)));
  }

  /// The files and folders in which the tool keeps its logs, whether they exist or not; none if it
  /// has no place of its own for them.
  ///
  /// @param environment the environment's variables
  /// @param home the user's folder
  default List<Path> places(Map<String, String> environment, Path home) {
    return List.of();
  }

  /// The files and folders that belong to the log `file` where that alone is named, whether they
  /// exist or not.
  default List<Path> companions(Path file) {
    return List.of();
  }
}
