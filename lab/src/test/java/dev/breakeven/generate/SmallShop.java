package dev.breakeven.generate;

import dev.breakeven.task.FileTree;
import java.nio.file.Path;

/// A Java repository of three classes and two test classes, in which a pack can be made.
final class SmallShop {
  static final String MONEY = "src/main/java/shop/Money.java";
  static final String CART = "src/main/java/shop/Cart.java";
  static final String LABEL = "src/main/java/shop/Label.java";

  private SmallShop() {}

  static void write(Path repository) {
    FileTree.write(repository.resolve("README.md"), "A shop.\n");
    FileTree.write(
        repository.resolve(MONEY),
        """
        package shop;

        import java.util.Locale;

        final class Money {
          private static final String UNIT = "EUR";

          private Money() {}

          /** Writes cents with a point: {@code 1234} is {@code 12.34}. */
          static String format(long cents) {
            String sign = cents < 0 ? "-" : "";
            long plain = Math.abs(cents);
            String rest = String.format(Locale.ROOT, "%02d", plain % 100);
            return sign + plain / 100 + "." + rest;
          }

          static String unit() {
            return UNIT;
          }
        }
        """);
    FileTree.write(
        repository.resolve(CART),
        """
        package shop;

        import java.util.ArrayList;
        import java.util.List;

        final class Cart {
          private final List<Long> prices = new ArrayList<>();
          private boolean closed = false;
          private String owner = "";

          boolean add(long price) {
            if (closed) {
              return false;
            }
            prices.add(price);
            return true;
          }

          boolean close(String name) {
            owner = name;
            closed = true;
            return closed;
          }

          String owner() {
            return owner;
          }

          long total() {
            long sum = 0;
            for (long price : prices) {
              sum += discounted(price, false);
            }
            return sum;
          }

          private static long discounted(long price, boolean half) {
            return half ? price / 2 : price;
          }

          String text() {
            return prices.size() + " for " + Money.format(total());
          }
        }
        """);
    FileTree.write(
        repository.resolve(LABEL),
        """
        package shop;

        import java.util.Objects;

        final class Label {
          private final String name;
          private int width = 20;

          Label(String name) {
            this.name = Objects.requireNonNull(name);
          }

          String name() {
            return name;
          }

          int width() {
            return width;
          }

          void widen(int more) {
            width += more;
          }

          String priced(long cents) {
            return name + " " + Money.format(cents) + " " + Money.unit();
          }

          private static boolean isBlank(String text) {
            return text.isBlank();
          }

          boolean empty() {
            return isBlank(name);
          }
        }
        """);
    test(repository, "Cart", "assertEquals(\"1 for 2.50\", text());");
    test(repository, "Label", "assertEquals(\"Tea 0.05 EUR\", new Label(\"Tea\").priced(5));");
  }

  /// Rewrites its tests for JUnit 4.
  static void inJUnit4(Path repository) {
    for (String name : java.util.List.of("Cart", "Label")) {
      Path file = repository.resolve("src/test/java/shop/" + name + "Test.java");
      FileTree.write(
          file,
          FileTree.read(file)
              .replace("org.junit.jupiter.api.Assertions", "org.junit.Assert")
              .replace("org.junit.jupiter.api.Test", "org.junit.Test")
              .replace("class " + name, "public class " + name)
              .replace("  void ", "  public void "));
    }
  }

  static void test(Path repository, String name, String assertion) {
    FileTree.write(
        repository.resolve("src/test/java/shop/" + name + "Test.java"),
        """
        package shop;

        import static org.junit.jupiter.api.Assertions.assertEquals;

        import org.junit.jupiter.api.Test;

        class %sTest {
          private static String text() {
            Cart cart = new Cart();
            cart.add(250);
            return cart.text();
          }

          @Test
          void reads() throws Exception {
            %s
          }

          @Test
          void carts() {
            assertEquals("1 for 2.50", text());
          }
        }
        """
            .formatted(name, assertion));
  }
}
