package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;

/// Where the program starts.
public final class Main {
  private Main() {}

  /// Runs the command that `arguments` name and exits with its code.
  public static void main(String[] arguments) {
    // Almost every command asks for the catalog, which takes as long to read as the arguments.
    Thread.ofPlatform().daemon().start(Catalog::bundled);
    sparePicocli();
    var output = Output.standard();
    int code = CommandLines.execute(output, arguments);
    // To exit is to ask for a logger first, for which Java looks into every archive there is. An
    // audit leaves no thread behind that would go on.
    if (code != 0 || !arguments[0].equals("audit")) {
      System.exit(code);
    }
  }

  /// Lets picocli go without the classes of Groovy, for which it would look into every archive
  /// there is, and without the types of options that it would find by reflection.
  private static void sparePicocli() {
    System.setProperty("picocli.disable.closures", "true");
    System.setProperty("picocli.converters.excludes", "java.(sql|time).+");
  }
}
