package dev.breakeven.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.breakeven.model.http.Body;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;

/// A provider's own JavaScript client, asked by a script that prints the usage it read.
///
/// Runs where the system property `official.clients` names a folder in which the clients are
/// installed (`npm install @anthropic-ai/sdk openai ollama`), and is skipped elsewhere.
///
/// @param name the package's name
/// @param script a module; `base` is the provider's address, `print` takes the counts by class
public record OfficialClient(String name, String script) {
  private static final String FRAME =
      """
      const base = process.argv[2];
      const print = counts => console.log(JSON.stringify(counts));
      """;

  /// The usage that the client reads in what `base` answers.
  public Usage usage(URI base) throws IOException, InterruptedException {
    var folder = System.getProperty("official.clients", "");
    assumeTrue(
        !folder.isEmpty() && Files.isDirectory(Path.of(folder, "node_modules").resolve(name)),
        name + " is not installed in -Dofficial.clients=FOLDER");
    var node =
        new ProcessBuilder("node", "--input-type=module", "-", base.toString())
            .directory(Path.of(folder).toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var input = node.getOutputStream()) {
      input.write((FRAME + script).getBytes(StandardCharsets.UTF_8));
    }
    var printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    node.waitFor();
    var counts = new EnumMap<TokenClass, Tokens>(TokenClass.class);
    var read = Body.read(printed);
    for (TokenClass tokenClass : TokenClass.values()) {
      if (read.has(tokenClass.key())) {
        counts.put(tokenClass, new Tokens(read.path(tokenClass.key()).asLong()));
      }
    }
    return new Usage(counts);
  }
}
