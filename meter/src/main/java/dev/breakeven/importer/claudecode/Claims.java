package dev.breakeven.importer.claudecode;

import java.util.Arrays;
import java.util.BitSet;

/// Which session each answer of all inputs belongs to: of those that ask for it, the one that began
/// first. Sessions may be read at once, so one may have taken for its own what an earlier one asks
/// for later; it is then *spoiled*, and must be read again.
///
/// An answer is known by 64 bits of its id and 32 of its request's, so a million of them take some
/// 60 MB at most. Two answers with one id are told apart by their requests where both have one.
final class Claims {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /// Parts by the ids' highest bits, each with a lock of its own, so that sessions that are read at
  /// once seldom wait for each other.
  private final Part[] parts = new Part[128];

  private final BitSet spoiled = new BitSet();

  Claims() {
    Arrays.setAll(parts, _ -> new Part());
  }

  /// Whether the answer is the session's that asks; no earlier one asked so far.
  boolean claim(String id, String request, int rank) {
    long idHash = hash(id);
    int owner = parts[(int) (idHash >>> 57)].claim(idHash, request.hashCode(), rank);
    if (owner > rank) {
      synchronized (spoiled) {
        spoiled.set(owner);
      }
    }
    return owner < 0 || owner >= rank;
  }

  /// Whether a session lost an answer to one that began before it.
  boolean isSpoiled(int rank) {
    synchronized (spoiled) {
      return spoiled.get(rank);
    }
  }

  /// Four characters at a time; what is left over comes last.
  private static long hash(String text) {
    long hash = text.length();
    int i = 0;
    for (; i + 4 <= text.length(); i += 4) {
      long four =
          text.charAt(i)
              | (long) text.charAt(i + 1) << 16
              | (long) text.charAt(i + 2) << 32
              | (long) text.charAt(i + 3) << 48;
      hash = mixed(hash ^ four);
    }
    for (; i < text.length(); i++) {
      hash = mixed(hash ^ text.charAt(i));
    }
    return hash;
  }

  private static long mixed(long bits) {
    long product = bits * MIX;
    return product ^ product >>> 32;
  }

  /// Some of the answers: a hash table of two numbers each, so that one look into memory finds all
  /// that is known of an answer.
  private static final class Part {
    private static final int FIRST_SIZE = 1 << 7;

    /// At twice a slot's number the hash of an answer's id; behind it that of its request, 0 for
    /// none, and in the lower half its owner plus 1, 0 where the slot is free. An answer stands in
    /// the first free slot from its id's.
    private long[] slots = new long[2 * FIRST_SIZE];

    private int count;

    /// Claims an answer for the session `rank` unless an earlier one has it; gives the session that
    /// had it, -1 for none.
    synchronized int claim(long id, int request, int rank) {
      int mask = slots.length / 2 - 1;
      int slot = (int) id & mask;
      for (; slots[2 * slot + 1] != 0; slot = (slot + 1) & mask) {
        long known = slots[2 * slot + 1];
        int requested = (int) (known >> Integer.SIZE);
        if (slots[2 * slot] == id && alike(requested, request)) {
          int owner = (int) known - 1;
          slots[2 * slot + 1] = entry(requested == 0 ? request : requested, Math.min(owner, rank));
          return owner;
        }
      }
      if (2 * count > mask) {
        grow();
        return claim(id, request, rank);
      }
      slots[2 * slot] = id;
      slots[2 * slot + 1] = entry(request, rank);
      count++;
      return -1;
    }

    private static boolean alike(int request, int other) {
      return request == other || request == 0 || other == 0;
    }

    private static long entry(int request, int owner) {
      return (long) request << Integer.SIZE | (owner + 1);
    }

    /// Moves all to a table twice as large; those of one id stay in the order in which they came,
    /// as the first to be moved is one that stands in its own slot.
    private void grow() {
      long[] old = slots;
      slots = new long[2 * old.length];
      int mask = slots.length / 2 - 1;
      int free = 0;
      while (old[2 * free + 1] != 0) {
        free++;
      }
      for (int i = 1; i < old.length / 2; i++) {
        int from = 2 * ((free + i) & (old.length / 2 - 1));
        if (old[from + 1] != 0) {
          int slot = (int) old[from] & mask;
          while (slots[2 * slot + 1] != 0) {
            slot = (slot + 1) & mask;
          }
          slots[2 * slot] = old[from];
          slots[2 * slot + 1] = old[from + 1];
        }
      }
    }
  }
}
