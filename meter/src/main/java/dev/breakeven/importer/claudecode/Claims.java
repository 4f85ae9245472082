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
  private static final int FIRST_SIZE = 1 << 12;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final BitSet spoiled = new BitSet();
  private long[] ids = new long[FIRST_SIZE];
  private long[] requests = new long[FIRST_SIZE];
  private int[] ranks = new int[FIRST_SIZE];
  private int count;

  Claims() {
    Arrays.fill(ranks, -1);
  }

  /// Whether the answer is the session's that asks; no earlier one asked so far.
  synchronized boolean claim(String id, String request, int rank) {
    long idHash = hash(id);
    long requestHash = request.isEmpty() ? 0 : hash(request);
    int slot = slot(idHash, requestHash);
    if (ranks[slot] >= 0) {
      requests[slot] = requests[slot] == 0 ? requestHash : requests[slot];
      if (ranks[slot] < rank) {
        return false;
      }
      if (ranks[slot] > rank) {
        spoiled.set(ranks[slot]);
        ranks[slot] = rank;
      }
      return true;
    }
    ids[slot] = idHash;
    requests[slot] = requestHash;
    ranks[slot] = rank;
    count++;
    if (2 * count > ids.length) {
      grow();
    }
    return true;
  }

  /// Whether a session lost an answer to one that began before it.
  synchronized boolean isSpoiled(int rank) {
    return spoiled.get(rank);
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

  private static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * MIX;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
