package dev.breakeven.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/// While it is open, turns the first Ctrl-C, or request to end, into a wish to stop; the second
/// ends the program at once.
///
/// It goes by reflection because the only way Java has to take a signal more than once,
/// `sun.misc.Signal`, makes the compiler warn, and a shutdown hook would not see the second one.
/// Where that is missing, signals end the program as ever, and the next run goes on from there.
final class Interrupts implements AutoCloseable {
  /// What a shell reports for a program that a signal ended is this and the signal's number.
  private static final int SIGNALLED = 128;

  private static final List<String> NAMES = List.of("INT", "TERM");

  private final AtomicInteger first = new AtomicInteger();
  private final Map<Object, Object> before = new HashMap<>();
  private final Runnable stop;

  private Interrupts(Runnable stop) {
    this.stop = stop;
  }

  /// Watches from now on; the first signal runs `stop`.
  static Interrupts watch(Runnable stop) {
    var interrupts = new Interrupts(stop);
    NAMES.forEach(interrupts::take);
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

  private void take(String name) {
    try {
      var type = Class.forName("sun.misc.Signal");
      var number = type.getMethod("getNumber");
      var signal = type.getConstructor(String.class).newInstance(name);
      var handler =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {Class.forName("sun.misc.SignalHandler")},
              (_, _, arguments) -> {
                came((Integer) number.invoke(arguments[0]));
                return null;
              });
      before.put(signal, handle().invoke(null, signal, handler));
    } catch (ReflectiveOperationException e) {
      // Not there, or the Java machine or its parent keeps this signal for itself.
      return;
    }
  }

  private static Method handle() throws ReflectiveOperationException {
    var type = Class.forName("sun.misc.Signal");
    return type.getMethod("handle", type, Class.forName("sun.misc.SignalHandler"));
  }

  /// Gives the signals back.
  @Override
  public void close() {
    before.forEach((signal, handler) -> {
      try {
        handle().invoke(null, signal, handler);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("what could be taken can be given back", e);
      }
    });
  }
}
