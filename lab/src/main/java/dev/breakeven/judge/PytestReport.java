package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What pytest wrote down in its JUnit report.
///
/// @param counts `tests` that ran and were not expected to fail, `xfailed`, and `skipped`,
///   `failures`, `errors`
/// @param findings tests that failed and modules that could not be loaded
/// @param tests how each test ended, by its identity: `passed` or else. Of those that share a
///   function one that failed decides, then one that passed
record PytestReport(Map<String, Long> counts, List<Finding> findings, Map<String, String> tests) {
  /// Reads `file`.
  ///
  /// @param copy the files that were tested, to name them
  static PytestReport read(Path file, Path copy) {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Reading reading = new Reading(copy);
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          reading.element(xml);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (XMLStreamException e) {
      reading.findings.add(new Finding("", 0, "report", "pytest's report is cut or broken"));
    }
    return new PytestReport(
        Map.of(
            "tests", reading.tests - reading.skipped - reading.expected,
            "xfailed", reading.expected,
            "skipped", reading.skipped,
            "failures", reading.failures,
            "errors", reading.errors),
        // Each process that shares the tests reports a module that it could not load.
        reading.findings.stream().distinct().toList(),
        reading.ended());
  }

  /// Whether it tells of tests that ran and of nothing that failed.
  boolean good() {
    return findings.isEmpty() && counts.getOrDefault("tests", 0L) > 0;
  }

  private static final class Reading {
    private static final int MOST = 10_000;

    private final Path copy;
    private final List<Finding> findings = new ArrayList<>();
    private String place = "";
    private String name = "";
    private String file = "";
    private int line;
    private long tests;
    private long skipped;
    private long expected;
    private long failures;
    private long errors;
    private final Map<String, String> ended = new TreeMap<>();
    private String how = "";

    Reading(Path copy) {
      this.copy = copy;
    }

    void element(XMLStreamReader xml) {
      switch (xml.getLocalName()) {
        case "testcase" -> {
          end();
          how = TestRun.PASSED;
          place = text(xml, "classname");
          name = text(xml, "name");
          file = text(xml, "file");
          String number = text(xml, "line");
          // pytest counts lines from 0.
          line = number.matches("\\d{1,9}") ? Integer.parseInt(number) + 1 : 0;
          tests++;
        }
        case "skipped" -> {
          how = "skipped";
          // pytest writes a failure that a test is marked to expect as skipped, too.
          if (text(xml, "type").equals("pytest.xfail")) {
            expected++;
          } else {
            skipped++;
          }
        }
        case "failure" -> {
          failures++;
          how = "failed";
          add(new Finding(path(), line, "failed", inFile() + ": " + message(xml)));
        }
        case "error" -> {
          errors++;
          how = "failed";
          // Where a module cannot be loaded its name stands in the place of a test's.
          add(new Finding(path(), 0, "error", inFile() + ": " + message(xml)));
        }
        default -> {}
      }
    }

    private void add(Finding finding) {
      if (findings.size() < MOST) {
        findings.add(finding);
      }
    }

    private void end() {
      if (!how.isEmpty()) {
        String test = place + "::" + name.replaceFirst("\\[.*", "");
        ended.merge(test.replaceAll("\\s+", " "), how, Reading::worse);
      }
    }

    private static String worse(String one, String other) {
      List<String> order = List.of("failed", TestRun.PASSED, "skipped");
      return order.indexOf(one) < order.indexOf(other) ? one : other;
    }

    private Map<String, String> ended() {
      end();
      return ended;
    }

    private String path() {
      if (!file.isEmpty()) {
        return file;
      }
      String module = place.isEmpty() ? name : place;
      // A test's class stands behind its module.
      for (String rest = module; !rest.isEmpty(); rest = before(rest)) {
        String path = rest.replace('.', '/') + ".py";
        if (Files.isRegularFile(copy.resolve(path))) {
          return path;
        }
      }
      return "";
    }

    /// The test as pytest names it behind the file: `TestCase::test_one`.
    private String inFile() {
      String module = file.replaceFirst("\\.py$", "").replace('/', '.');
      return !module.isEmpty() && place.startsWith(module + ".")
          ? place.substring(module.length() + 1).replace(".", "::") + "::" + name
          : name;
    }

    private static String before(String dotted) {
      return dotted.substring(0, Math.max(0, dotted.lastIndexOf('.')));
    }

    private static String message(XMLStreamReader xml) {
      return text(xml, "message").lines().findFirst().orElse("");
    }

    private static String text(XMLStreamReader xml, String attribute) {
      String value = xml.getAttributeValue(null, attribute);
      return value == null ? "" : value;
    }
  }
}
