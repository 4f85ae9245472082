package dev.breakeven.importer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Times in the one form in which most tools write them, `2026-11-24T06:00:00.123Z`, read straight
/// from the bytes.
final class Timestamp {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// How many bytes it has.
  static final int LENGTH = 24;

  private static final long MILLISECONDS_A_DAY = 86_400_000;

  // The date that was read last, its first eight bytes and its last with the T behind it, and when
  // it begins; -1 if it does not exist.
  private long head;
  private long tail;
  private long midnight = -1;

  /// A reader of times, of which each often has the date of the one before.
  Timestamp() {}

  /// The milliseconds since 1970 of the time that begins at `from`; -1 if it is in another form, is
  /// before 1970, or does not exist.
  long milliseconds(byte[] bytes, int from) {
    long newHead = (long) LONG.get(bytes, from);
    long newTail = (long) LONG.get(bytes, from + 3);
    if (newHead != head || newTail != tail) {
      head = newHead;
      tail = newTail;
      midnight = midnight(bytes, from);
    }
    int time = timeOfDay(bytes, from + 11);
    return midnight < 0 || time < 0 ? -1 : midnight + time;
  }

  private static long midnight(byte[] bytes, int from) {
    int century = number(bytes, from);
    int yearOfCentury = number(bytes, from + 2);
    int month = number(bytes, from + 5);
    int day = number(bytes, from + 8);
    int year = 100 * century + yearOfCentury;
    boolean exists =
        bytes[from + 4] == '-'
            && bytes[from + 7] == '-'
            && bytes[from + 10] == 'T'
            && (century | yearOfCentury | month | day) >= 0
            && year >= 1970
            && (month >= 1 && month <= 12)
            && (day >= 1 && day <= length(year, month));
    return exists ? days(year, month, day) * MILLISECONDS_A_DAY : -1;
  }

  private static int timeOfDay(byte[] bytes, int from) {
    int hour = number(bytes, from);
    int minute = number(bytes, from + 3);
    int second = number(bytes, from + 6);
    int hundredths = number(bytes, from + 9);
    int thousandth = bytes[from + 11] - '0';
    boolean exists =
        bytes[from + 2] == ':'
            && bytes[from + 5] == ':'
            && bytes[from + 8] == '.'
            && bytes[from + 12] == 'Z'
            && (hour | minute | second | hundredths) >= 0
            && (thousandth >= 0 && thousandth <= 9)
            && hour < 24
            && minute < 60
            && second < 60;
    return exists ? ((hour * 60 + minute) * 60 + second) * 1000 + 10 * hundredths + thousandth : -1;
  }

  /// How many days the month has in the Gregorian calendar.
  private static int length(int year, int month) {
    return switch (month) {
      case 4, 6, 9, 11 -> 30;
      case 2 -> (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
      default -> 31;
    };
  }

  /// Days since 1970-01-01 in the Gregorian calendar. A year is taken to begin in March, so that
  /// the day that may be missing is its last; of five months, three or four have 31 days.
  private static long days(int year, int month, int day) {
    int y = month > 2 ? year : year - 1;
    int sinceMarch = month > 2 ? month - 3 : month + 9;
    int dayOfYear = (153 * sinceMarch + 2) / 5 + day - 1;
    return 365L * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
  }

  /// The number of two digits at `from`; negative if other bytes are there.
  private static int number(byte[] bytes, int from) {
    int tens = bytes[from] - '0';
    int ones = bytes[from + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : 10 * tens + ones;
  }
}
