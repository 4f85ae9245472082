package dev.breakeven.task;

import dev.breakeven.workspace.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// Brings a pack's repository onto disk.
final class RepositoryFiles {
  private final Path jars;

  /// @param jars the folder the build fills with jars
  RepositoryFiles(Path jars) {
    this.jars = jars;
  }

  /// Writes the repository's files under `folder`.
  void write(RepositorySource source, Path folder) throws InterruptedException {
    switch (source) {
      case RepositorySource.Jars found -> {
        for (RepositorySource.Take take : found.takes()) {
          take(take, folder);
        }
      }
      case RepositorySource.Folder found -> FileTree.copy(existing(found.folder()), folder);
      case RepositorySource.Git found -> clone(found, folder);
      case RepositorySource.Completed(var repository, var added) -> {
        write(repository, folder);
        FileTree.copy(existing(added), folder);
      }
    }
  }

  /// Adds to `sha256` what decides the repository's files.
  void fingerprint(RepositorySource source, Sha256 sha256) {
    switch (source) {
      case RepositorySource.Jars found ->
          found.takes().stream()
              .map(take -> take.jar().fileName())
              .distinct()
              .forEach(jar -> sha256.add(jar, bytes(Sha256.of(jar(jars, jar)))));
      case RepositorySource.Folder found -> Sha256.addTree(sha256, existing(found.folder()));
      case RepositorySource.Git found -> sha256.add(found.from(), bytes(found.commit()));
      case RepositorySource.Completed(var repository, var added) -> {
        fingerprint(repository, sha256);
        Sha256.addTree(sha256, existing(added));
      }
    }
  }

  /// The jar's file.
  ///
  /// @throws IllegalArgumentException if the build has not put it there
  static Path jar(Path jars, String name) {
    Path jar = jars.resolve(name);
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          "the pack needs " + name + " in " + jars + "; build the project once to bring it there");
    }
    return jar;
  }

  private void take(RepositorySource.Take take, Path folder) {
    Glob glob = new Glob(List.of(take.entries()));
    int taken = 0;
    try (JarFile jar = new JarFile(jar(jars, take.jar().fileName()).toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.isDirectory() || !glob.matches(entry.getName())) {
          continue;
        }
        String name = entry.getName();
        name = name.startsWith(take.strip()) ? name.substring(take.strip().length()) : name;
        Path target = folder.resolve(take.to()).resolve(name).normalize();
        if (!target.startsWith(folder)) {
          throw new IllegalArgumentException(take.jar().fileName() + " holds " + entry.getName());
        }
        Files.createDirectories(target.resolveSibling("."));
        try (var bytes = jar.getInputStream(entry)) {
          Files.write(target, bytes.readAllBytes());
        }
        taken++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (taken == 0) {
      throw new IllegalArgumentException(
          "no entry of " + take.jar().fileName() + " matches " + take.entries());
    }
  }

  private static void clone(RepositorySource.Git source, Path folder) throws InterruptedException {
    git(List.of("git", "clone", "--quiet", "--no-checkout", source.from(), folder.toString()));
    git(
        List.of(
            "git", "-C", folder.toString(), "checkout", "--quiet", "--detach", source.commit()));
    Folders.delete(folder.resolve(".git"));
  }

  private static void git(List<String> words) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalArgumentException(String.join(" ", words) + " failed: " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run git; is it installed?", e);
    }
  }

  private static Path existing(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("the pack's repository " + folder + " is no folder");
    }
    return folder;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
