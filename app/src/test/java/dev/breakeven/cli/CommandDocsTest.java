package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// docs/cli.md is what the commands say of themselves; `-Dgolden.write` rewrites it and fails.
class CommandDocsTest {
  private static final Path PAGE = Path.of("../docs/cli.md");

  @Test
  void thePageIsWhatTheCommandsSay() throws IOException {
    var page =
        new StringBuilder(
            """
            # Commands

            Printed by the commands themselves (`./breakeven COMMAND --help`); a test keeps this page equal to them.

            Exit codes: 0 done, 1 what the command documents as such, 2 a mistake of the user's (one message says which),
            70 a fault of the program's own.
            """);
    append(page, CommandLines.standard());
    var before = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    if (!before.contentEquals(page) && System.getProperty("golden.write") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(before).isEqualTo(page.toString());
  }

  /// A terminal wraps each paragraph by itself, so a sentence that is cut in two is torn.
  @Test
  void everyParagraphOfAHelpTextIsWhole() {
    var torn = new ArrayList<String>();
    paragraphs(CommandLines.standard(), torn);
    torn.removeIf(paragraph -> paragraph.endsWith(".") || paragraph.endsWith(":"));
    assertThat(torn).isEmpty();
  }

  private static void paragraphs(CommandLine command, List<String> all) {
    var usage = command.getCommandSpec().usageMessage();
    Stream.of(usage.description(), usage.footer())
        .flatMap(Arrays::stream)
        .filter(paragraph -> !paragraph.isBlank())
        .forEach(all::add);
    command.getSubcommands().values().stream()
        .filter(child -> !child.getCommandSpec().usageMessage().hidden())
        .forEach(child -> paragraphs(child, all));
  }

  private static void append(StringBuilder page, CommandLine command) {
    page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```text\n");
    page.append(command.getUsageMessage(CommandLine.Help.Ansi.OFF)).append("```\n");
    command.getSubcommands().values().stream()
        .filter(child -> !child.getCommandSpec().usageMessage().hidden())
        .forEach(child -> append(page, child));
  }
}
