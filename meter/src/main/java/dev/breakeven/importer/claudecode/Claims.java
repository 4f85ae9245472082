package dev.breakeven.importer.claudecode;

import java.util.Arrays;
import java.util.BitSet;

/// Which session each answer of all inputs belongs to: of those that ask for it, the one that began
/// first. Sessions may be read at once, so one may have taken for its own what an earlier one asks
/// for later; it is then *spoiled*, and must be read again.
///
/// An answer is known by 128 bits of its ids, so a million of them take some 50 MB. Two answers
/// with one id are told apart by their requests where both have one.
final class Claims {
  private static final int FIRST_SIZE = 1 << 8;
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

  private static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * MIX;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /// Some of the answers: a hash table of their ids and requests.
  private static final class Part {
    private long[] ids = new long[FIRST_SIZE];
    private long[] requests = new long[FIRST_SIZE];
    private int[] ranks = new int[FIRST_SIZE];
    private int count;

    Part() {
      Arrays.fill(ranks, -1);
    }

    /// Claims an answer for the session `rank` unless an earlier one has it; gives the session that
    /// had it, -1 for none.
    synchronized int claim(long id, long request, int rank) {
      int slot = slot(id, request);
      int owner = ranks[slot];
      if (owner >= 0) {
        requests[slot] = requests[slot] == 0 ? request : requests[slot];
        ranks[slot] = Math.min(owner, rank);
        return owner;
      }
      ids[slot] = id;
      requests[slot] = request;
      ranks[slot] = rank;
      count++;
      if (2 * count > ids.length) {
        grow();
      }
      return owner;
    }

    private int slot(long id, long request) {
      int mask = ids.length - 1;
      int slot = (int) (id >>> 32) & mask;
      while (ranks[slot] >= 0 && !(ids[slot] == id && alike(requests[slot], request))) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private static boolean alike(long request, long other) {
      return request == other || request == 0 || other == 0;
    }

    private void grow() {
      long[] oldIds = ids;
      long[] oldRequests = requests;
      int[] oldRanks = ranks;
      ids = new long[2 * oldIds.length];
      requests = new long[ids.length];
      ranks = new int[ids.length];
      Arrays.fill(ranks, -1);
      for (int i = 0; i < oldIds.length; i++) {
        if (oldRanks[i] >= 0) {
          int slot = slot(oldIds[i], oldRequests[i]);
          ids[slot] = oldIds[i];
          requests[slot] = oldRequests[i];
          ranks[slot] = oldRanks[i];
        }
      }
    }
  }
}
