package dev.breakeven.importer;

/// Times in the one form in which most tools write them, `2026-11-24T06:00:00.123Z`, read straight
/// from the bytes.
final class Timestamp {
  /// How many bytes it has.
  static final int LENGTH = 24;

  private static final String FORM = "0000-00-00T00:00:00.000Z";
  private static final long MILLISECONDS_A_DAY = 86_400_000;

  private Timestamp() {}

  /// The milliseconds since 1970 of the time that begins at `from`; -1 if it is in another form, is
  /// before 1970, or does not exist. Days after the 28th are left to whoever knows all calendars.
  static long milliseconds(byte[] bytes, int from) {
    for (int i = 0; i < LENGTH; i++) {
      int digit = bytes[from + i] - '0';
      char form = FORM.charAt(i);
      if (form == '0' ? digit < 0 || digit > 9 : bytes[from + i] != form) {
        return -1;
      }
    }
    int year = number(bytes, from, 4);
    int month = number(bytes, from + 5, 2);
    int day = number(bytes, from + 8, 2);
    int hour = number(bytes, from + 11, 2);
    int minute = number(bytes, from + 14, 2);
    int second = number(bytes, from + 17, 2);
    boolean exists =
        year >= 1970
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= 28
            && hour < 24
            && minute < 60
            && second < 60;
    return exists
        ? days(year, month, day) * MILLISECONDS_A_DAY
            + ((hour * 60L + minute) * 60 + second) * 1000
            + number(bytes, from + 20, 3)
        : -1;
  }

  /// Days since 1970-01-01 in the Gregorian calendar. A year is taken to begin in March, so that
  /// the day that may be missing is its last; of five months, three or four have 31 days.
  private static long days(int year, int month, int day) {
    int y = month > 2 ? year : year - 1;
    int sinceMarch = month > 2 ? month - 3 : month + 9;
    int dayOfYear = (153 * sinceMarch + 2) / 5 + day - 1;
    return 365L * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
  }

  private static int number(byte[] bytes, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = 10 * number + bytes[i] - '0';
    }
    return number;
  }
}
