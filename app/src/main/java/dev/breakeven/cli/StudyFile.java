package dev.breakeven.cli;

import dev.breakeven.study.Study;
import dev.breakeven.study.StudyReader;
import dev.breakeven.yaml.FileText;
import java.nio.file.Path;

/// A study and the file it was read from.
///
/// @param path the file, for messages
/// @param text its content
/// @param study what it says
record StudyFile(Path path, String text, Study study) {
  static StudyFile read(Path path) {
    try {
      return read(path, FileText.read(path, "study file"));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  static StudyFile read(Path path, String text) {
    try {
      return new StudyFile(path, text, StudyReader.read(path.toString(), text));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
