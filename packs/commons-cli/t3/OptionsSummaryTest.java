package org.apache.commons.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What {@link Options#toSummary(String, boolean)} writes. */
class OptionsSummaryTest {

    private static final Option FILE = Option.builder("f").longOpt("file").hasArg().argName("path").get();

    @Test
    void emptyOptionsAreNone() {
        assertEquals("Options: none", new Options().toSummary(null, false));
        assertEquals("Flags: none", new Options().toSummary("Flags", true));
    }

    @Test
    void entriesKeepTheirOrder() {
        final Options options = new Options();
        options.addOption("z", "last in the alphabet").addOption("a", "first in the alphabet");
        assertEquals("Options: -z, -a", options.toSummary("", false));
    }

    @Test
    void bothNamesAreJoined() {
        final Options options = new Options();
        options.addOption("v", "verbose", false, "talks more");
        options.addOption(null, "quiet", false, "talks less");
        assertEquals("Flags: -v|--verbose, --quiet", options.toSummary("Flags", false));
    }

    @Test
    void argumentsAreNamed() {
        final Options options = new Options().addOption(FILE).addOption("n", true, "how many");
        assertEquals("Options: -f|--file <path>, -n <arg>", options.toSummary(null, false));
    }

    @Test
    void requiredOptionsAreMarked() {
        final Options options = new Options().addRequiredOption("o", "out", true, "where to");
        options.addOption("v", "talks more");
        assertEquals("Options: -o|--out <arg>*, -v", options.toSummary(null, false));
    }

    @Test
    void upperCaseConcernsOnlyTheArgument() {
        final Options options = new Options().addOption(FILE);
        final Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            options.addOption(Option.builder("i").hasArg().argName("index").get());
            assertEquals("Input: -f|--file <PATH>, -i <INDEX>", options.toSummary("Input", true));
        } finally {
            Locale.setDefault(before);
        }
    }
}
