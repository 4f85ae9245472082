package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program does not have JUnit at hand, its tests do: here it is taken away.
class TestRunnerJarTest {
  @TempDir Path folder;

  @Test
  void theRunnerIsPackedWithoutJUnit() throws Exception {
    try (WithoutJUnit loader = new WithoutJUnit()) {
      Method runner =
          loader.loadClass(TestRunner.class.getName()).getDeclaredMethod("runner", Path.class);
      runner.setAccessible(true);

      try (JarFile jar = new JarFile(((Path) runner.invoke(null, folder)).toFile())) {
        assertThat(jar.stream().map(Object::toString))
            .containsExactlyInAnyOrder(
                "dev/breakeven/judge/TestRun.class",
                "dev/breakeven/judge/TestRun$Outcomes.class",
                "dev/breakeven/judge/Seal.class");
      }
    }
  }

  /// Our classes once more, and everything else but JUnit from the loader of this test.
  private static final class WithoutJUnit extends URLClassLoader {
    WithoutJUnit() {
      super(
          new URL[] {TestRunner.class.getProtectionDomain().getCodeSource().getLocation()},
          TestRunner.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.junit")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.breakeven.judge.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known != null ? known : findClass(name);
      }
    }
  }
}
