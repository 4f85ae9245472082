package dev.breakeven.study.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Records made up for tests.
final class Lines {
  private Lines() {}

  static final String SOLO =
      """
      {"arm": "A", "task": "T1", "trial": 0, "success": true, "blocked": false, "wall_sec": 12.5, \
      "iterations": 4, "usage_by_role": {"claude-opus-4-7": {"input_tokens": 1004, "output_tokens": \
      100, "cache_creation_input_tokens": 2000, "cache_read_input_tokens": 3000}}, \
      "cost_usd_by_role": {"claude-opus-4-7": 0.06456}, "total_cost_usd": 0.06456, "verify_final": \
      {"exit_code": 0, "summary": "exit_code=0, mypy errors=0, pytest passed=7 failed=0"}, "error": null}\
      """;

  static final String DELEGATING =
      SOLO.replace("\"A\"", "\"B\"")
          .replace(
              "tokens\": 3000}",
              "tokens\": 3000}, \"own\": {\"input_tokens\": 0, \"output_tokens\": 0, "
                  + "\"cache_creation_input_tokens\": 0, \"cache_read_input_tokens\": 0}");

  static final String FAILED = SOLO.replace("true", "false").replace("code\": 0", "code\": 1");

  static final String LOST =
      """
      {"arm": "A", "task": "T1", "trial": 1, "success": false, "wall_sec": 0.5, "iterations": 0, \
      "usage_by_role": {}, "total_cost_usd": 0.0, "verify_final": {}, "error": "no credit"}\
      """;

  static Path file(Path folder, String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }
}
