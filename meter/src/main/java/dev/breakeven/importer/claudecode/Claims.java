package dev.breakeven.importer.claudecode;

import java.util.Arrays;
import java.util.BitSet;

/// Which session each answer of all inputs belongs to: of those that ask for it, the one that began
/// first. Sessions may be read at once, so one may have taken for its own what an earlier one asks
/// for later; it is then *spoiled*, and must be read again.
///
/// An answer is known by 64 bits of its id and 32 of its request's, so a million of them take some
/// 40 MB. Two answers with one id are told apart by their requests where both have one.
final class Claims {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /// Parts by the ids' highest bits, each with a lock of its own, so that sessions that are read at
  /// once seldom wait for each other.
  private final Part[] parts = new Part[16];

  private final BitSet spoiled = new BitSet();

  Claims() {
    Arrays.setAll(parts, _ -> new Part());
  }

  /// Whether the answer is the session's that asks; no earlier one asked so far.
  boolean claim(String id, String request, int rank) {
    long idHash = hash(id);
    int owner = parts[(int) (idHash >>> 60)].claim(idHash, request.hashCode(), rank);
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

  /// Some of the answers, in the order in which they were claimed, and a hash table of their
  /// numbers. The table is so small that it stays in the processor's cache.
  private static final class Part {
    private static final int FIRST_SIZE = 1 << 9;

    /// An answer's number plus 1 at the first free slot from its id's; 0 where a slot is free.
    private int[] table = new int[2 * FIRST_SIZE];

    private long[] ids = new long[FIRST_SIZE];

    /// The hashes of their requests, 0 for none.
    private int[] requests = new int[FIRST_SIZE];

    private int[] owners = new int[FIRST_SIZE];
    private int count;

    /// Claims an answer for the session `rank` unless an earlier one has it; gives the session that
    /// had it, -1 for none.
    synchronized int claim(long id, int request, int rank) {
      int slot = (int) id & (table.length - 1);
      for (; table[slot] != 0; slot = (slot + 1) & (table.length - 1)) {
        int answer = table[slot] - 1;
        if (ids[answer] == id && alike(requests[answer], request)) {
          int owner = owners[answer];
          requests[answer] = requests[answer] == 0 ? request : requests[answer];
          owners[answer] = Math.min(owner, rank);
          return owner;
        }
      }
      if (count == ids.length) {
        grow();
        return claim(id, request, rank);
      }
      ids[count] = id;
      requests[count] = request;
      owners[count] = rank;
      count++;
      table[slot] = count;
      return -1;
    }

    private static boolean alike(int request, int other) {
      return request == other || request == 0 || other == 0;
    }

    private void grow() {
      ids = Arrays.copyOf(ids, 2 * count);
      requests = Arrays.copyOf(requests, 2 * count);
      owners = Arrays.copyOf(owners, 2 * count);
      table = new int[4 * count];
      for (int answer = 0; answer < count; answer++) {
        int slot = (int) ids[answer] & (table.length - 1);
        while (table[slot] != 0) {
          slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = answer + 1;
      }
    }
  }
}
