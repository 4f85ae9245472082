package dev.breakeven.generate;

import dev.breakeven.judge.JudgeTools;
import java.nio.file.Path;

/// What this machine lends to the making of packs.
///
/// @param tools the judge's
/// @param jars the folder of jars that the build filled, JUnit and Checkstyle among them
/// @param maven the local repository of Maven, which need not exist
public record Machine(JudgeTools tools, Path jars, Path maven) {}
