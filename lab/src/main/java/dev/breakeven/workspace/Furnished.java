package dev.breakeven.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A sandbox in which every command finds further files and variables beside its own.
///
/// @param inner where commands run
/// @param mounts what every command sees besides
/// @param environment variables of every command; a command's own come before them
public record Furnished(Sandbox inner, List<Command.Mount> mounts, Map<String, String> environment)
    implements Sandbox {
  /// Takes immutable copies.
  public Furnished {
    mounts = List.copyOf(mounts);
    environment = Map.copyOf(environment);
  }

  @Override
  public Finished run(Command command) throws InterruptedException {
    var allMounts = new ArrayList<>(mounts);
    allMounts.addAll(command.mounts());
    var allVariables = new TreeMap<>(environment);
    allVariables.putAll(command.environment());
    return inner.run(
        new Command(command.words(), command.folder(), allVariables, allMounts, command.limit()));
  }

  @Override
  public boolean confines() {
    return inner.confines();
  }
}
