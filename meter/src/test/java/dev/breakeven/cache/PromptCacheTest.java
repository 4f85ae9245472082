package dev.breakeven.cache;

import static dev.breakeven.cache.EntryLife.FIVE_MINUTES;
import static dev.breakeven.cache.EntryLife.ONE_HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptCacheTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final PromptCache cache = new PromptCache(Talk.RULES);
  private final Talk talk = Talk.begun(cache);

  @Test
  void theFirstRequestWritesAndTheNextReadsIt() {
    assertThat(talk.send(2)).isEqualTo(new CacheOutcome(1, 1_100, 0, 0, Miss.Plain.FIRST));

    talk.later(MINUTE).say("answer", 30).say("result", 70);

    assertThat(talk.send(4)).isEqualTo(new CacheOutcome(1, 100, 0, 1_100, Miss.Plain.NONE));
  }

  @Test
  void withoutBreakpointsNothingIsCached() {
    assertThat(talk.send()).isEqualTo(new CacheOutcome(1_101, 0, 0, 0, Miss.Plain.UNMARKED));
    assertThat(talk.later(MINUTE).send(2).read()).isZero();
  }

  @Test
  void whatFollowsTheLastBreakpointIsUncached() {
    assertThat(talk.send(1)).isEqualTo(new CacheOutcome(101, 1_000, 0, 0, Miss.Plain.FIRST));
  }

  @Test
  void writesHappenOnlyAtBreakpoints() {
    talk.send(2);

    CacheOutcome other = Talk.begun(cache).drop().say("other task", 100).later(MINUTE).send(2);

    assertThat(other.read()).isZero();
  }

  @Test
  void aBreakpointOnTheSystemPromptSharesItWithOtherConversations() {
    talk.send(1, 2);

    CacheOutcome other = Talk.begun(cache).drop().say("other task", 100).later(MINUTE).send(1, 2);

    assertThat(other).isEqualTo(new CacheOutcome(1, 100, 0, 1_000, Miss.Plain.FIRST));
  }

  @Test
  void aChangedToolInvalidatesEverything() {
    talk.send(0, 1, 2);
    talk.later(MINUTE).replace(0, Segment.of("other tools", 500, Level.TOOLS));

    assertThat(talk.send(0, 1, 2))
        .isEqualTo(new CacheOutcome(1, 1_100, 0, 0, new Miss.Changed(Level.TOOLS, 0)));
  }

  @Test
  void aChangedSystemPromptKeepsTheTools() {
    talk.replace(0, Segment.of("tools", 1_000, Level.TOOLS)).send(0, 1, 2);
    talk.later(MINUTE).replace(1, Segment.of("other system", 500, Level.SYSTEM));

    assertThat(talk.send(0, 1, 2))
        .isEqualTo(new CacheOutcome(1, 600, 0, 1_000, new Miss.Changed(Level.SYSTEM, 1)));
  }

  @Test
  void aChangedMessageKeepsWhatStandsBeforeIt() {
    talk.say(3).send(1, 5);
    talk.later(MINUTE).replace(4, Segment.of("edited", 10, Level.MESSAGES));

    assertThat(talk.send(1, 5))
        .isEqualTo(new CacheOutcome(1, 130, 0, 1_000, new Miss.Changed(Level.MESSAGES, 4)));
  }

  @Test
  void aParameterOfAMessagesLevelInvalidatesTheMessagesOnly() {
    talk.send(1, 2);
    talk.later(MINUTE).replace(2, talk.segment(2).under("tool_choice=any"));

    assertThat(talk.send(1, 2))
        .isEqualTo(new CacheOutcome(1, 100, 0, 1_000, new Miss.Changed(Level.MESSAGES, 2)));
  }

  @Test
  void aShortenedConversationHasChangedWhereItEnds() {
    talk.say(2).send(1, 4);
    talk.later(MINUTE).drop();

    assertThat(talk.send(1, 3).miss()).isEqualTo(new Miss.Changed(Level.MESSAGES, 4));
  }

  @Test
  void aPrefixBelowTheMinimumIsSilentlyNotCached() {
    Talk small = new Talk(cache).add("system", 998, Level.SYSTEM).say("task", 1);

    assertThat(small.send(0, 1)).isEqualTo(new CacheOutcome(1_000, 0, 0, 0, Miss.Plain.TOO_SHORT));
    assertThat(small.later(MINUTE).say("one more", 1).send(0, 2))
        .isEqualTo(new CacheOutcome(1, 1_000, 0, 0, Miss.Plain.FIRST));
  }

  @Test
  void theMinimumIsTheModels() {
    assertThat(talk.to("haiku").send(2).miss()).isEqualTo(Miss.Plain.TOO_SHORT);
    assertThatThrownBy(() -> talk.to("unheard").send(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got unheard");
  }

  @Test
  void anEntryLivesFiveMinutesFromTheStartOfTheRequestThatWroteIt() {
    talk.answering(Duration.ofMinutes(2)).send(2);

    CacheOutcome late = talk.later(Duration.ofMinutes(5).minusNanos(1)).send(2);

    assertThat(late.read()).isEqualTo(1_100);
  }

  @Test
  void anEntryDiesWhenItsLifeIsOver() {
    talk.send(2);

    assertThat(talk.later(Duration.ofMinutes(5)).send(2))
        .isEqualTo(new CacheOutcome(1, 1_100, 0, 0, Miss.Plain.EXPIRED));
  }

  @Test
  void everyUseRenewsTheLife() {
    talk.send(2);
    for (int i = 0; i < 10; i++) {
      assertThat(talk.later(MINUTE.multipliedBy(4)).send(2).read()).isEqualTo(1_100);
    }
  }

  @Test
  void aUseByWayOfALongerPrefixRenewsMarkedEntriesWithinIt() {
    talk.send(1, 2);
    talk.later(MINUTE.multipliedBy(4)).send(1, 2);

    CacheOutcome other =
        Talk.begun(cache).drop().say("other", 9).later(MINUTE.multipliedBy(8)).send(1, 2);

    assertThat(other.read()).isEqualTo(1_000);
  }

  @Test
  void anHourIsAnHour() {
    talk.send(List.of(new Breakpoint(2, ONE_HOUR)));

    assertThat(talk.later(Duration.ofMinutes(59)).send(List.of(new Breakpoint(2, ONE_HOUR))))
        .isEqualTo(new CacheOutcome(1, 0, 0, 1_100, Miss.Plain.NONE));
    assertThat(talk.later(Duration.ofMinutes(60)).send(List.of(new Breakpoint(2, ONE_HOUR))))
        .isEqualTo(new CacheOutcome(1, 0, 1_100, 0, Miss.Plain.EXPIRED));
  }

  @Test
  void mixedLivesAreBilledByTheHighestMarks() {
    var marks = List.of(new Breakpoint(1, ONE_HOUR), new Breakpoint(2, FIVE_MINUTES));
    assertThat(talk.say("behind", 7).send(marks))
        .isEqualTo(new CacheOutcome(8, 100, 1_000, 0, Miss.Plain.FIRST));

    talk.later(Duration.ofMinutes(30));

    assertThat(talk.send(marks)).isEqualTo(new CacheOutcome(8, 100, 0, 1_000, Miss.Plain.EXPIRED));
  }

  @Test
  void marksOfOneHourMustStandBeforeThoseOfFiveMinutes() {
    assertThatThrownBy(
            () -> talk.send(List.of(new Breakpoint(1, FIVE_MINUTES), new Breakpoint(2, ONE_HOUR))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected breakpoints of one hour before those of five minutes, got one hour at"
                + " segment 2 behind five minutes at segment 1");
  }

  @Test
  void fiveBreakpointsAreRefused() {
    talk.say(2);
    talk.send(1, 2, 3, 4);

    assertThatThrownBy(() -> talk.send(0, 1, 2, 3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at most 4 breakpoints, got 5");
  }

  @Test
  void theProvidersOwnBreakpointsAreNeitherCountedNorOrdered() {
    talk.say("result of a server tool", 50).say(1);
    var marks =
        List.of(
            new Breakpoint(0, ONE_HOUR),
            new Breakpoint(1, ONE_HOUR),
            new Breakpoint(2, ONE_HOUR),
            new Breakpoint(3, FIVE_MINUTES, Breakpoint.Setter.PROVIDER));

    assertThat(talk.send(marks)).isEqualTo(new CacheOutcome(11, 50, 1_100, 0, Miss.Plain.FIRST));
  }

  @Test
  void aBreakpointOnBlock35FindsAnEntryAtBlock16() {
    assertThat(readByBlock35(16)).isEqualTo(new CacheOutcome(1, 190, 0, 1_230, Miss.Plain.NONE));
  }

  @Test
  void aBreakpointOnBlock35MissesAnEntryAtBlock15() {
    assertThat(readByBlock35(15))
        .isEqualTo(new CacheOutcome(1, 1_420, 0, 0, Miss.Plain.BEYOND_LOOKBACK));
  }

  /// Writes at the block of that number, counted from 1, and reads from block 35.
  private CacheOutcome readByBlock35(int block) {
    talk.say(block - 3).send(block - 1);
    return talk.later(MINUTE).say(35 - block).send(34);
  }

  @Test
  void theLookbackResumesAtTheNextExplicitBreakpoint() {
    talk.say(12).send(14);
    talk.later(MINUTE).say(20);

    assertThat(talk.send(20, 34).read()).isEqualTo(1_220);
  }

  @Test
  void anEntryIsReadableOnlyOnceItsAnswerBegan() {
    talk.answering(SECOND.multipliedBy(3)).send(2);

    assertThat(talk.later(SECOND).send(2))
        .isEqualTo(new CacheOutcome(1, 1_100, 0, 0, Miss.Plain.NOT_YET_USABLE));
    assertThat(talk.later(SECOND.multipliedBy(2)).send(2).read()).isEqualTo(1_100);
  }

  @Test
  void requestsFannedOutAtOnceEachPayTheWrite() {
    long written = 0;
    for (int i = 0; i < 5; i++) {
      written += Talk.begun(cache).send(2).write5m();
    }

    assertThat(written).isEqualTo(5 * 1_100);
    assertThat(talk.later(SECOND.multipliedBy(2)).send(2).read()).isEqualTo(1_100);
  }

  @Test
  void theQuickerOfTwoAnswersMakesTheEntryReadable() {
    talk.answering(SECOND.multipliedBy(20)).send(2);
    Talk.begun(cache).answering(SECOND).send(2);

    assertThat(talk.later(SECOND).send(2).read()).isEqualTo(1_100);
  }

  @Test
  void anEntryThatOnlyTheLookbackFindsIsRenewed() {
    talk.replace(0, Segment.of("tools", 1_000, Level.TOOLS)).send(0);
    assertThat(talk.later(MINUTE.multipliedBy(4)).send(2).read()).isEqualTo(1_000);

    talk.later(MINUTE.multipliedBy(4)).replace(1, Segment.of("other", 500, Level.SYSTEM));

    assertThat(talk.send(2).read()).isEqualTo(1_000);
  }

  @Test
  void scopesShareNothing() {
    talk.send(2);

    assertThat(talk.later(MINUTE).in("elsewhere").send(2).read()).isZero();
  }

  @Test
  void modelsShareNothing() {
    var rules = Talk.RULES.withMinimum("haiku", 10);
    Talk both = Talk.begun(new PromptCache(rules));
    both.send(2);

    assertThat(both.later(MINUTE).to("haiku").send(2))
        .isEqualTo(new CacheOutcome(1, 1_100, 0, 0, Miss.Plain.MODEL));
    assertThat(both.later(MINUTE).to(Talk.MODEL).send(2).read()).isEqualTo(1_100);
  }

  @Test
  void automaticCachingMovesTheMarkForward() {
    CacheRules rules = Talk.RULES;
    var system = List.of(new Breakpoint(1, FIVE_MINUTES));

    talk.send(rules.automatic(talk.last(), system, FIVE_MINUTES));
    talk.later(MINUTE).say(5);

    assertThat(talk.send(rules.automatic(talk.last(), system, FIVE_MINUTES)))
        .isEqualTo(new CacheOutcome(1, 50, 0, 1_100, Miss.Plain.NONE));
  }

  @Test
  void aForgottenScopeIsGone() {
    talk.send(2);
    cache.forget("here");

    assertThat(cache.size()).isZero();
    assertThat(talk.later(MINUTE).send(2).miss()).isEqualTo(Miss.Plain.FIRST);
  }

  @Test
  void expiredEntriesAreDropped() {
    for (int i = 0; i < 5_000; i++) {
      talk.later(MINUTE).replace(2, Segment.of("task " + i, 100, Level.MESSAGES)).send(2);
    }

    assertThat(cache.size()).isLessThan(600);
  }

  @Test
  void segmentsComeInTheOrderOfThePrefix() {
    assertThatThrownBy(() -> talk.add("late tool", 1, Level.TOOLS).send(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected tools, then system, then messages, got TOOLS behind MESSAGES at segment 3");
  }

  @Test
  void anAnswerCannotBeginBeforeItsRequest() {
    Instant now = Instant.parse("2026-11-24T06:00:00Z");

    assertThatThrownBy(
            () -> new CacheRequest("m", "s", List.of(), List.of(), now, now.minusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
