package dev.breakeven.importer.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClaimsTest {
  private final Claims claims = new Claims();

  @Test
  void anAnswerIsTheSessionsThatBeganFirst() {
    assertThat(claims.claim("msg_1", "req_1", 3)).isTrue();
    assertThat(claims.claim("msg_1", "req_1", 3)).isTrue();
    assertThat(claims.claim("msg_1", "req_1", 5)).isFalse();
    assertThat(claims.isSpoiled(3)).isFalse();

    assertThat(claims.claim("msg_1", "req_1", 2)).isTrue();
    assertThat(claims.isSpoiled(3)).isTrue();
    assertThat(claims.claim("msg_1", "req_1", 3)).isFalse();
  }

  @Test
  void requestsTellAnswersWithOneIdApart() {
    assertThat(claims.claim("msg_1", "req_1", 0)).isTrue();
    assertThat(claims.claim("msg_1", "req_2", 1)).isTrue();
    assertThat(claims.claim("msg_1", "req_2", 2)).isFalse();
  }

  @Test
  void anAnswerWithoutRequestIsTheOneThatIsThere() {
    assertThat(claims.claim("msg_1", "", 0)).isTrue();
    assertThat(claims.claim("msg_1", "req_1", 1)).isFalse();
    assertThat(claims.claim("msg_1", "", 1)).isFalse();
    assertThat(claims.claim("msg_1", "req_2", 1)).isTrue();
  }

  @Test
  void idsThatDifferInOneCharacterAreOthers() {
    assertThat(claims.claim("msg_123", "", 0)).isTrue();
    assertThat(claims.claim("msg_124", "", 1)).isTrue();
    assertThat(claims.claim("msg_1234", "", 1)).isTrue();
    assertThat(claims.claim("nsg_123", "", 1)).isTrue();
    assertThat(claims.claim("msg_12\u0133", "", 1)).isTrue();
  }

  @Test
  void everyAnswerIsFoundAgainHoweverManyThereAre() {
    int many = 50_000;
    for (int i = 0; i < many; i++) {
      assertThat(claims.claim("msg_" + i, "req_" + i, i % 7)).isTrue();
    }
    for (int i = 0; i < many; i++) {
      assertThat(claims.claim("msg_" + i, "req_" + i, i % 7)).isTrue();
      assertThat(claims.claim("msg_" + i, "req_" + i, 7)).isFalse();
    }
  }
}
