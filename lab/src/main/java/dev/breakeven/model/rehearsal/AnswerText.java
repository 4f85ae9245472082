package dev.breakeven.model.rehearsal;

import java.util.List;

/// The words a rehearsed model writes besides its tool calls. They carry no thought; they have the
/// length that the profile gives them, because length is what costs.
final class AnswerText {
  /// Words for one token, as commonly counted for English prose.
  private static final double WORDS_A_TOKEN = 0.75;

  private final Dice dice;
  private final double wordsAToken;

  AnswerText(Dice dice, Profile profile) {
    this.dice = dice;
    this.wordsAToken = WORDS_A_TOKEN / profile.machine().tokenizer().factor();
  }

  /// What the words are about.
  enum Topic {
    LOOK(
        """
        Let me read the code at this place.
        I want to see how this part is used elsewhere.
        The surrounding lines matter here, so I read them first.
        This should show where the problem sits.
        I compare what is there with what the task asks for.
        A search for the name tells which files are concerned.
        The file is short enough to read in one go.
        This is the next place on my list.
        """),
    EDIT(
        """
        Now I make the change in this place.
        The edit is small and keeps everything around it as it was.
        This puts right what I found in the file.
        The replacement follows the style of the code next to it.
        With this the declaration and its uses agree again.
        Only this statement is concerned, the rest stays.
        The next place is of the same kind.
        """),
    CHECK(
        """
        Let me check that everything still holds together.
        The verification tells whether anything is left to do.
        I run the checks now rather than guess.
        What it reports decides the next step.
        If a finding remains I will take care of it.
        """),
    RETRY(
        """
        That text does not stand in the file as I remembered it.
        I read the exact lines again and then repeat the edit.
        The match has to be exact, so I look once more.
        """),
    DELEGATE(
        """
        Carry out exactly the edits listed below and nothing else.
        Each edit names its file and gives the exact text to find and the text to put there.
        Keep the indentation as it is given.
        Do not touch other files, do not reformat, do not add comments.
        Answer in one line when you are done, and say so if an edit could not be made.
        """),
    GOAL(
        """
        Reach the goal below and stop there.
        Find the places yourself, edit them and check the result with the command it names.
        Keep to the rules that stand in it, they are checked at the end.
        Others may have begun, so look at what has been changed before you start.
        Answer in one line when it is reached, and say so if it cannot be.
        """),
    ADVISE(
        """
        Begin with the places that the checks name and leave the rest as it is.
        Read the lines around each place before you change them.
        Where a declaration changes, look for its uses and change them too.
        Run the verification after the first few edits rather than at the very end.
        If a finding stays, read its file again and compare it with what was asked.
        Keep each edit small enough that its text stands in the file only once.
        """),
    SUMMARY(
        """
        The requested changes are in place.
        I kept the edits to the files the task names and changed no test to make it pass.
        The affected places were read again after the change.
        Nothing else in the repository was touched.
        The last run of the checks is the one that counts.
        Where a declaration changed, its uses were changed with it.
        No warning was silenced and nothing was commented out.
        Formatting follows the files as they were.
        Each edit is as small as it could be.
        """);

    private final String text;

    Topic(String text) {
      this.text = text;
    }

    private List<String> sentences() {
      return text.lines().toList();
    }
  }

  /// Words on `topic`, about `tokens` tokens of them, empty if that is less than a few words.
  String about(Topic topic, double tokens, int turn) {
    int wanted = dice.around(tokens * wordsAToken, "prose", turn);
    var words = new StringBuilder();
    int written = 0;
    List<String> sentences = topic.sentences();
    int next = dice.below(sentences.size(), "sentence", turn);
    while (written + 3 <= wanted) {
      String sentence = sentences.get(next++ % sentences.size());
      words.append(words.isEmpty() ? "" : " ").append(sentence);
      written += sentence.split(" ").length;
    }
    return words.toString();
  }
}
