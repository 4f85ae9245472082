package dev.breakeven.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 fingerprint being taken of named parts, each with its length so that none can pass for
/// another.
public final class Sha256 {
  private final MessageDigest digest;

  /// An empty fingerprint.
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Adds a named part.
  public Sha256 add(String name, byte[] content) {
    byte[] bytes = (name + '\0' + content.length + '\0').getBytes(StandardCharsets.UTF_8);
    digest.update(bytes);
    digest.update(content);
    return this;
  }

  /// The fingerprint of all parts, in hexadecimal.
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /// The fingerprint of one file's bytes, as `sha256sum` prints it.
  ///
  /// @throws IllegalArgumentException if the file cannot be read
  public static String of(Path file) {
    try {
      Sha256 sha256 = new Sha256();
      sha256.digest.update(Files.readAllBytes(file));
      return sha256.hex();
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file, e);
    }
  }

  /// The fingerprint of all files under a folder, names included.
  public static void addTree(Sha256 sha256, Path folder) {
    try {
      for (String path : FileTree.files(folder)) {
        sha256.add(path, Files.readAllBytes(folder.resolve(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
