package dev.breakeven.importer.claudecode;

import java.util.Arrays;
import java.util.BitSet;

/// Which session each answer of all inputs belongs to: of those that ask for it, the one that began
/// first. Sessions may be read at once, so one may have taken for its own what an earlier one asks
/// for later; it is then *spoiled*, and must be read again.
///
/// An answer is known by 128 bits of its ids, so a million of them take some 70 MB. Two answers
/// with one id are told apart by their requests where both have one.
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
    long requestHash = request.isEmpty() ? 0 : hash(request);
    int owner = parts[(int) (idHash >>> 60)].claim(idHash, requestHash, rank);
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

  /// Some of the answers: a hash table of their ids, requests and owners. The three stand side by
  /// side, so that looking one up waits for memory once.
  private static final class Part {
    private static final int ID = 0;
    private static final int REQUEST = 1;

    /// The owner's rank plus 1; 0 where the slot is free.
    private static final int OWNER = 2;

    private static final int WIDTH = 3;

    private int slots = 1 << 10;
    private long[] table = new long[WIDTH * slots];
    private int count;

    /// Claims an answer for the session `rank` unless an earlier one has it; gives the session that
    /// had it, -1 for none.
    synchronized int claim(long id, long request, int rank) {
      int at = find(id, request);
      int owner = (int) table[at + OWNER] - 1;
      if (owner >= 0) {
        table[at + REQUEST] = table[at + REQUEST] == 0 ? request : table[at + REQUEST];
        table[at + OWNER] = Math.min(owner, rank) + 1L;
        return owner;
      }
      put(at, id, request, rank + 1L);
      count++;
      if (2 * count > slots) {
        grow();
      }
      return owner;
    }

    /// Where in the table the answer stands, or would.
    private int find(long id, long request) {
      int slot = (int) id & (slots - 1);
      while (table[WIDTH * slot + OWNER] != 0
          && !(table[WIDTH * slot + ID] == id && alike(table[WIDTH * slot + REQUEST], request))) {
        slot = (slot + 1) & (slots - 1);
      }
      return WIDTH * slot;
    }

    private void put(int at, long id, long request, long owner) {
      table[at + ID] = id;
      table[at + REQUEST] = request;
      table[at + OWNER] = owner;
    }

    private static boolean alike(long request, long other) {
      return request == other || request == 0 || other == 0;
    }

    private void grow() {
      long[] old = table;
      slots *= 2;
      table = new long[WIDTH * slots];
      for (int at = 0; at < old.length; at += WIDTH) {
        if (old[at + OWNER] != 0) {
          long id = old[at + ID];
          long request = old[at + REQUEST];
          put(find(id, request), id, request, old[at + OWNER]);
        }
      }
    }
  }
}
