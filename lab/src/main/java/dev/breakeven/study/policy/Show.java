package dev.breakeven.study.policy;

import dev.breakeven.tool.Tool;
import dev.breakeven.tool.Truncation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The tool `show`: hands out the first lines of what stands behind a receipt.
///
/// @param kept what stands behind each receipt, the first one's first
record Show(List<String> kept) implements Tool {
  @Override
  public String name() {
    return "show";
  }

  @Override
  public String description() {
    return """
    Shows what stands behind a receipt: first what the judge found, then the executor's last words, \
    then all changes as a diff. lines says how many lines of it you want.\
    """;
  }

  @Override
  public Map<String, Object> schema() {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("id", property("string", "The receipt's id, such as r1."));
    properties.put("lines", property("integer", "How many lines, from the top."));
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", List.of("id", "lines"));
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> property(String type, String description) {
    var property = new LinkedHashMap<String, Object>();
    property.put("type", type);
    property.put("description", description);
    return property;
  }

  @Override
  public Result run(Map<String, Object> input) {
    for (int number = 1; number <= kept.size(); number++) {
      if (("r" + number).equals(input.get("id"))) {
        if (!(input.get("lines") instanceof Number lines) || lines.longValue() < 1) {
          return Result.error("expected lines of 1 or more, got " + input.get("lines"));
        }
        return Result.of(
            Truncation.TOOL.cut(
                kept.get(number - 1)
                    .lines()
                    .limit(lines.longValue())
                    .collect(Collectors.joining("\n"))));
      }
    }
    return Result.error(
        kept.isEmpty()
            ? "expected the id of a receipt, but there is none yet"
            : "expected an id from r1 to r%d, got %s".formatted(kept.size(), input.get("id")));
  }
}
