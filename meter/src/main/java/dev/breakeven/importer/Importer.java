package dev.breakeven.importer;

import dev.breakeven.trace.Trace;
import java.util.List;
import java.util.function.Consumer;

/// Reads the logs of one tool. Holds no state between readings.
///
/// Where a tool keeps its logs is not its business: an importer opens no file and is given named
/// inputs. It throws for nothing that an input may hold; what it could not read is in [Health].
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
}
