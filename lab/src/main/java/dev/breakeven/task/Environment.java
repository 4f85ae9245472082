package dev.breakeven.task;

import dev.breakeven.workspace.Bubblewrap;
import dev.breakeven.workspace.Furnished;
import dev.breakeven.workspace.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where the tools come from that the judge's checks and the agents' own commands find.
///
/// @param place the system or the virtual environment they see
/// @param variables what every command finds in its environment
public record Environment(Place place, Map<String, String> variables) {
  /// This machine's own tools, no variables.
  public static final Environment HOST = new Environment(new Place.Host(), Map.of());

  /// Takes an immutable copy.
  public Environment {
    variables = Map.copyOf(variables);
  }

  /// Where tools come from.
  public sealed interface Place {
    /// This machine's own `/usr`.
    record Host() implements Place {}

    /// A system unpacked in a folder, seen instead of this machine's.
    record Root(Path folder) implements Place {}

    /// A virtual environment of Python that stands ready, on top of this machine's own tools.
    record Venv(Path folder) implements Place {}

    /// A virtual environment of Python that a command makes when the pack is prepared.
    ///
    /// @param words the command, run outside the sandbox at the root of a copy of the repository
    /// @param folder where the command leaves the environment, relative to that copy
    record Made(List<String> words, String folder) implements Place {
      /// Takes an immutable copy.
      public Made {
        words = List.copyOf(words);
      }
    }

    /// Reads a place as a user names one: `host`, `root:FOLDER` or `venv:FOLDER`.
    ///
    /// @throws IllegalArgumentException if it is none of them
    static Place parse(String text) {
      if (text.equals("host")) {
        return new Host();
      }
      int colon = text.indexOf(':');
      Path folder = Path.of(text.substring(colon + 1)).toAbsolutePath().normalize();
      return switch (text.substring(0, Math.max(0, colon))) {
        case "root" -> new Root(folder);
        case "venv" -> new Venv(folder);
        default ->
            throw new IllegalArgumentException(
                "expected an environment host, root:FOLDER or venv:FOLDER, got " + text);
      };
    }
  }

  /// The same variables in another place.
  public Environment at(Place other) {
    return new Environment(other, variables);
  }

  /// `sandbox` as commands find it with this environment.
  ///
  /// @throws IllegalArgumentException if the environment is not ready, or is a root and `sandbox`
  ///   is no bubblewrap
  public Sandbox within(Sandbox sandbox) {
    return switch (place) {
      case Place.Host _ ->
          variables.isEmpty() ? sandbox : new Furnished(sandbox, List.of(), variables);
      case Place.Root(Path folder) -> {
        if (sandbox instanceof Bubblewrap bubblewrap) {
          yield new Furnished(bubblewrap.over(folder), List.of(), variables);
        }
        throw new IllegalArgumentException(
            "expected bubblewrap for an environment in the folder "
                + folder
                + ", got no sandbox; install the package bubblewrap, or name host or venv:FOLDER");
      }
      case Place.Venv(Path folder) -> new VirtualEnvironment(folder).within(sandbox, variables);
      case Place.Made made ->
          throw new IllegalArgumentException(
              "expected an environment that stands ready, got one still to be made by "
                  + String.join(" ", made.words()));
    };
  }
}
