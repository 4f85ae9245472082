package dev.breakeven.trace;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What must not stand in a trace: keys, tokens and passwords, known by their form or by their
/// value.
///
/// A secret is covered by a text of its own length that says of what kind it was, so a trace
/// without its secrets attributes the same. Forms are those that their issuers document; a key of
/// no documented form is covered only where its value is known.
public final class Secrets {
  /// Covers what is known by its form.
  public static final Secrets BY_FORM = new Secrets(List.of());

  /// A shorter value could be an ordinary word.
  private static final int LEAST = 8;

  private static final Pattern NAME =
      Pattern.compile("(?i).*(KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)(_.*)?");

  /// A form of secret.
  ///
  /// @param kind what it is
  /// @param sign a text that stands in each of them, in any case; looked for first
  /// @param form the last group of this, or all of it, is the secret
  private record Form(String kind, String sign, Pattern form) {
    Form(String kind, String sign, String form) {
      this(kind, sign, Pattern.compile(form));
    }
  }

  private static final String BEFORE = "(?<![A-Za-z0-9_-])";

  private static final List<Form> FORMS =
      List.of(
          new Form("anthropic key", "sk-ant-", BEFORE + "sk-ant-[A-Za-z0-9_-]{20,}"),
          new Form("api key", "sk-", BEFORE + "sk-(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{20,}"),
          new Form("github token", "gh", BEFORE + "gh[pousr]_[A-Za-z0-9]{36,}"),
          new Form("github token", "github_pat_", BEFORE + "github_pat_[A-Za-z0-9_]{22,}"),
          new Form("gitlab token", "glpat-", BEFORE + "glpat-[A-Za-z0-9_-]{20,}"),
          new Form("aws key", "A", BEFORE + "(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])"),
          new Form("google key", "AIza", BEFORE + "AIza[A-Za-z0-9_-]{35}"),
          new Form("slack token", "xox", BEFORE + "xox[abeoprs]-[A-Za-z0-9-]{10,}"),
          new Form("npm token", "npm_", BEFORE + "npm_[A-Za-z0-9]{36}"),
          new Form("hugging face token", "hf_", BEFORE + "hf_[A-Za-z0-9]{30,}"),
          new Form("pypi token", "pypi-", BEFORE + "pypi-AgE[A-Za-z0-9_-]{50,}"),
          new Form("stripe key", "_live_", BEFORE + "[sr]k_live_[A-Za-z0-9]{20,}"),
          new Form("web token", "eyJ", BEFORE + "eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10,}"),
          new Form(
              "private key",
              "PRIVATE KEY",
              "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
                  + "((?s:.{0,20000}?)-----END [A-Z ]{0,30}PRIVATE KEY-----|[^-]*)"),
          new Form(
              "bearer token",
              "earer",
              "(?i:\\bbearer)\\s+((?=[A-Za-z._~+/-]*[0-9])[A-Za-z0-9._~+/-]{20,}=*)"),
          new Form("password", "://", "://[^\\s/:@\"']{1,100}:([^\\s/@:\"'<>{}$*]{3,100})@"),
          new Form(
              "password",
              "=",
              "\\b[A-Z0-9_]*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_KEY)=([^\\s\"'$<{(\\[*]{8,})"),
          new Form(
              "password",
              "",
              "(?i:\\b(?:password|passwd|api[_-]?key|secret[_-]?key|access[_-]?token|auth[_-]?token))"
                  + "[\"']?\\s*[:=]\\s*[\"']([^\\s\"'$<{(\\[*]{8,200})[\"']"));

  private final List<String> known;

  private Secrets(Collection<String> known) {
    this.known =
        known.stream()
            .filter(value -> value.length() >= LEAST)
            .distinct()
            // One value may contain another.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /// Covers what is known by its form, and the values of the variables of `environment` whose names
  /// say that they are secret, as far as they have 8 characters or more.
  public static Secrets of(Map<String, String> environment) {
    return new Secrets(
        environment.entrySet().stream()
            .filter(variable -> NAME.matcher(variable.getKey()).matches())
            .map(Map.Entry::getValue)
            .toList());
  }

  /// `text` with every secret covered; as long as before.
  public String hide(String text) {
    var hidden = text;
    for (var value : known) {
      if (hidden.contains(value)) {
        hidden = hidden.replace(value, cover("key", value.length()));
      }
    }
    for (var form : FORMS) {
      if (hidden.contains(form.sign())) {
        hidden = hide(hidden, form);
      }
    }
    return hidden;
  }

  private static String hide(String text, Form form) {
    var matcher = form.form().matcher(text);
    if (!matcher.find()) {
      return text;
    }
    var hidden = new StringBuilder(text);
    do {
      MatchResult match = matcher.toMatchResult();
      int start = match.start(match.groupCount());
      int end = match.end(match.groupCount());
      hidden.replace(start, end, cover(form.kind(), end - start));
    } while (matcher.find());
    return hidden.toString();
  }

  private static String cover(String kind, int length) {
    var words = "[redacted " + kind + "]";
    return words.length() <= length
        ? words + "*".repeat(length - words.length())
        : "*".repeat(length);
  }
}
