package dev.breakeven.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepResolverTest {
  private static final String TEXT =
      """
      class A {
        /** Says one. */
        static int one() {
          return 1;
        }

        int two() {
          return one() + one();
        }

        int three() {
          return one() + two();
        }
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() {
    FileTree.write(folder.resolve("A.java"), TEXT);
  }

  @Test
  void cutTextStandsInTheCreatedFile() {
    List<Edit> edits =
        StepResolver.resolve(
            folder,
            List.of(),
            List.of(
                new Step.Cut("A.java", "one", "method"),
                new Step.Create("B.java", "class B {\n${method}\n}\n"),
                new Step.Replace("A.java", "one()", "B.one()", true)));
    Edits.apply(folder, edits);
    assertThat(folder.resolve("B.java"))
        .hasContent(
            """
            class B {
              /** Says one. */
              static int one() {
                return 1;
              }
            }
            """);
    assertThat(folder.resolve("A.java"))
        .hasContent(
            """
            class A {
              int two() {
                return B.one() + B.one();
              }

              int three() {
                return B.one() + two();
              }
            }
            """);
    assertThat(edits).hasSize(5);
  }

  @Test
  void textThatStandsTwiceIsRefused() {
    assertThatThrownBy(() -> resolve(new Step.Replace("A.java", "one() +", "1 +", false)))
        .hasMessageContaining("expected one occurrence in A.java, found 2: one() +");
  }

  @Test
  void textThatStandsNowhereIsRefused() {
    assertThatThrownBy(() -> resolve(new Step.Replace("A.java", "four", "4", true)))
        .hasMessageContaining("expected at least one occurrence in A.java: four");
  }

  @Test
  void methodThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> resolve(new Step.Cut("A.java", "four", "method")))
        .hasMessageContaining("expected one method four in A.java, found 0");
  }

  @Test
  void fileThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> resolve(new Step.Replace("C.java", "a", "b", false)))
        .hasMessageContaining("a step names C.java, which does not exist");
  }

  private void resolve(Step step) {
    StepResolver.resolve(folder, List.of(), List.of(step));
  }
}
