package dev.breakeven.importer.usage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One line of CSV.
final class Csv {
  private static final int LONGEST_NUMBER = 30;

  private Csv() {}

  /// The fields of `line`: split at commas, but for those in quotes; `""` in quotes is a quote.
  static List<String> fields(String line) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    boolean quoted = false;
    String text = line.startsWith("\ufeff") ? line.substring(1) : line;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }

  /// The row on `line` by the names of its columns; empty fields are left out.
  ///
  /// @param line null for one that was too long
  /// @throws IllegalArgumentException if it has another number of fields
  static ObjectNode row(List<String> names, @Nullable String line) {
    if (line == null) {
      throw new IllegalArgumentException("expected a shorter line");
    }
    List<String> fields = fields(line);
    if (fields.size() != names.size()) {
      throw new IllegalArgumentException(
          "expected %d fields as in the header, got %d".formatted(names.size(), fields.size()));
    }
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < names.size(); i++) {
      String field = fields.get(i);
      if (field.isEmpty()) {
        continue;
      }
      boolean number = field.length() <= LONGEST_NUMBER && field.matches("-?[0-9]+(\\.[0-9]+)?");
      if (number && field.indexOf('.') < 0 && field.length() < 19) {
        row.put(names.get(i), Long.parseLong(field));
      } else if (number) {
        row.put(names.get(i), new BigDecimal(field));
      } else {
        row.put(names.get(i), field);
      }
    }
    return row;
  }
}
