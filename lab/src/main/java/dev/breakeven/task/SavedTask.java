package dev.breakeven.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What was worked out about a task, as it is kept beside its prepared tree.
///
/// @param reference edits that solve it
/// @param faults the faults put in
record SavedTask(List<Edit> reference, List<Fault> faults) {
  private static final JsonMapper JSON = JsonMapper.shared();

  void write(Path file) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode edits = root.putArray("reference");
    for (Edit edit : reference) {
      switch (edit) {
        case Edit.Replace replace -> put(edits.addObject(), replace);
        case Edit.Create create ->
            edits.addObject().put("path", create.path()).put("text", create.text());
      }
    }
    ArrayNode all = root.putArray("faults");
    for (Fault fault : faults) {
      ObjectNode node =
          all.addObject()
              .put("kind", fault.kind())
              .put("tool", fault.tool())
              .put("line", fault.line())
              .put("place", fault.place());
      put(node.putObject("edit"), fault.edit());
      put(node.putObject("inverse"), fault.inverse());
    }
    FileTree.write(file, JSON.writeValueAsString(root));
  }

  static SavedTask read(Path file) {
    JsonNode root = JSON.readTree(FileTree.read(file));
    List<Edit> reference = new ArrayList<>();
    for (JsonNode node : root.path("reference")) {
      reference.add(
          node.has("text")
              ? new Edit.Create(text(node, "path"), text(node, "text"))
              : replace(node));
    }
    List<Fault> faults = new ArrayList<>();
    for (JsonNode node : root.path("faults")) {
      Edit.Replace edit = replace(node.path("edit"));
      Edit.Replace inverse = replace(node.path("inverse"));
      faults.add(
          new Fault(
              text(node, "kind"),
              text(node, "tool"),
              node.path("line").asInt(),
              node.path("place").asInt(),
              edit,
              inverse));
    }
    return new SavedTask(reference, faults);
  }

  private static void put(ObjectNode node, Edit.Replace edit) {
    node.put("path", edit.path()).put("before", edit.before()).put("after", edit.after());
  }

  private static Edit.Replace replace(JsonNode node) {
    return new Edit.Replace(text(node, "path"), text(node, "before"), text(node, "after"));
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString();
  }
}
