package dev.breakeven.model.http;

import dev.breakeven.trace.Purchase;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Who gave an answer, which may be another model than was asked: gateways fall back.
public final class Served {
  /// What may follow a model's name without making it another: a date, a tag, a build.
  private static final Pattern SAME =
      Pattern.compile("([-@:](latest|\\d{4}-?\\d{2}-?\\d{2}|\\d{4}|\\d{3}|v\\d+(:\\d+)?))*");

  private static final int LONGEST = 80;

  private Served() {}

  /// `bought` with the model that `answer` names, where it is another than `asked`: the catalog has
  /// no price for that way of buying, so the call's cost is the least it can be.
  public static Purchase by(Endpoint endpoint, String asked, ObjectNode answer, Purchase bought) {
    var served = Body.text(answer, "model").orElse("").strip();
    if (served.isEmpty() || same(bare(asked), bare(served))) {
      return bought;
    }
    var name = Statuses.shown(endpoint, served);
    return bought.with(
        "served by " + (name.length() <= LONGEST ? name : name.substring(0, LONGEST)));
  }

  private static String bare(String model) {
    return model.substring(model.lastIndexOf('/') + 1);
  }

  private static boolean same(String asked, String served) {
    var shorter = asked.length() < served.length() ? asked : served;
    var longer = asked.length() < served.length() ? served : asked;
    return longer.startsWith(shorter) && SAME.matcher(longer.substring(shorter.length())).matches();
  }
}
