package dev.breakeven.model.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Tasks of the study's three kinds on a made-up repository.
enum Tasks {
  /// Many small repairs in many files.
  REPAIR,
  /// One file created, several changed.
  REFACTORING,
  /// A small feature.
  FEATURE;

  static final int FILES = 15;
  private static final int METHODS = 40;

  Map<String, String> files() {
    var files = new TreeMap<String, String>();
    for (int i = 0; i < FILES; i++) {
      files.put(path(i), source(i));
    }
    return files;
  }

  Script script() {
    var steps = new ArrayList<EditStep>();
    switch (this) {
      case REPAIR -> {
        for (int k = 0; k < 25; k++) {
          steps.add(change(k % FILES, k / FILES * 7));
        }
      }
      case REFACTORING -> {
        steps.add(new EditStep.Create("src/main/java/sample/Moved.java", source(99)));
        for (int k = 0; k < 7; k++) {
          steps.add(change(k % 5, k));
        }
      }
      case FEATURE -> {
        steps.add(change(3, 2));
        steps.add(change(4, 5));
      }
    }
    return new Script(steps, "/judge/verify");
  }

  private static EditStep change(int file, int method) {
    String head = "  public int compute" + file + "Value" + method + "Of(int operand) {\n";
    return new EditStep.Replace(
        path(file),
        head + "    int unused = 0;\n    return operand + " + method + ";",
        head + "    return operand * " + method + ";");
  }

  private static String path(int i) {
    return "src/main/java/sample/Part" + i + ".java";
  }

  private static String source(int i) {
    var text = new StringBuilder("package sample;\n\n/** Part of the sample. */\n");
    text.append("public class Part").append(i).append(" {\n");
    for (int m = 0; m < METHODS; m++) {
      text.append("  /** Computes value ").append(m).append(". */\n");
      text.append("  public int compute" + i + "Value" + m + "Of(int operand) {\n");
      text.append("    int unused = 0;\n    return operand + " + m + ";\n  }\n\n");
    }
    return text.append("}\n").toString();
  }

  /// The paths a list of steps touches.
  static List<String> paths(List<EditStep> steps) {
    return steps.stream().map(EditStep::path).distinct().toList();
  }
}
