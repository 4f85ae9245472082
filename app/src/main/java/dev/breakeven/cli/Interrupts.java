package dev.breakeven.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Turns the first Ctrl-C, or request to end, into a wish to stop; the second ends the program at
/// once.
///
/// It goes by reflection because the only way Java has to take a signal more than once,
/// `sun.misc.Signal`, makes the compiler warn, and a shutdown hook would not see the second one.
/// Where it is missing, signals end the program as ever, and the next run goes on from there.
final class Interrupts {
  /// What a shell reports for a program that a signal ended is this and the signal's number.
  private static final int SIGNALLED = 128;

  private final AtomicInteger first = new AtomicInteger();
  private final Runnable stop;

  private Interrupts(Runnable stop) {
    this.stop = stop;
  }

  /// Watches from now on; the first signal runs `stop`.
  static Interrupts watch(Runnable stop) {
    var interrupts = new Interrupts(stop);
    handle("INT", interrupts::came);
    handle("TERM", interrupts::came);
    return interrupts;
  }

  /// The code to exit with, if a signal came: 130 for Ctrl-C.
  OptionalInt exitCode() {
    int number = first.get();
    return number == 0 ? OptionalInt.empty() : OptionalInt.of(SIGNALLED + number);
  }

  private void came(int number) {
    if (first.compareAndSet(0, number)) {
      stop.run();
    } else {
      Runtime.getRuntime().halt(SIGNALLED + number);
    }
  }

  private static void handle(String name, Consumer<Integer> came) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var number = signal.getMethod("getNumber");
      var proxy =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, arguments) -> {
                came.accept((Integer) number.invoke(arguments[0]));
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException e) {
      return;
    } catch (InvocationTargetException e) {
      // The Java machine or its parent keeps this signal for itself.
      return;
    }
  }
}
