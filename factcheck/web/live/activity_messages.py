"""What the trail's lines say to somebody who looks on: one sentence, and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from factcheck.audit.models import Event
from factcheck.desks.models import User

# At the quorum the one who moved the claim would be whoever rated last.
ANONYMOUS_SENTENCES = {"claim.revealed": gettext_lazy("The ratings are revealed")}

SENTENCES = {
    "article.edited": gettext_lazy("%(who)s edited the article"),
    "article.split_again": gettext_lazy("%(who)s had the claims looked for again"),
    "assessment.changed": gettext_lazy("%(who)s changed a rating"),
    "assessment.given": gettext_lazy("%(who)s rated a claim"),
    "claim.added": gettext_lazy("%(who)s marked a claim"),
    "claim.borders_moved": gettext_lazy("%(who)s moved the borders of a claim"),
    "claim.divided": gettext_lazy("%(who)s divided a claim"),
    "claim.duplicate": gettext_lazy("%(who)s set a duplicate aside"),
    "claim.edited": gettext_lazy("%(who)s edited a claim"),
    "claim.merged": gettext_lazy("%(who)s merged claims"),
    "claim.opened": gettext_lazy("%(who)s accepted a claim for checking"),
    "claim.published": gettext_lazy("%(who)s published a verdict"),
    "claim.rating_started": gettext_lazy("%(who)s started a blind rating"),
    "claims.assigned": gettext_lazy("%(who)s gave claims to people"),
    "comment.deleted": gettext_lazy("%(who)s deleted a comment"),
    "comment.edited": gettext_lazy("%(who)s edited a comment"),
    "comment.reopened": gettext_lazy("%(who)s reopened a thread"),
    "comment.resolved": gettext_lazy("%(who)s resolved a thread"),
    "comment.written": gettext_lazy("%(who)s wrote a comment"),
    "evidence.edited": gettext_lazy("%(who)s changed a piece of evidence"),
    "evidence.linked": gettext_lazy("%(who)s linked evidence"),
    "map.changed": gettext_lazy("%(who)s changed the argument map"),
    "reviewer.assigned": gettext_lazy("%(who)s assigned a reviewer"),
    "reviewer.recused": gettext_lazy("%(who)s stepped back from a claim"),
    "verdict.proposed": gettext_lazy("%(who)s proposed a verdict"),
    "verdict.reaffirmed": gettext_lazy("%(who)s reaffirmed a verdict"),
    "verdict.signed": gettext_lazy("%(who)s signed off a verdict"),
}


@dataclass(frozen=True, slots=True)
class ActivityMessage:
    """A sentence on what others did, and their names."""

    says: str = ""
    by: str = ""


def build_activity_message(lines: Iterable[Event], reader: User) -> ActivityMessage:
    """What others did, in the words of the newest line that has any; nothing where only the reader did something."""
    others = [line for line in lines if line.actor_id != reader.pk]
    if any(
        line.action in ANONYMOUS_SENTENCES for line in others
    ):  # the ratings that it reveals come along with it
        others = [line for line in others if line.action != "assessment.given"]
    if not others:
        return ActivityMessage()
    names = dict.fromkeys(
        str(line.actor) for line in others if line.actor and line.action not in ANONYMOUS_SENTENCES
    )
    worded = [
        line for line in others if line.action in SENTENCES or line.action in ANONYMOUS_SENTENCES
    ] or others[:1]
    says, more = _sentence(worded[0]), len(worded) - 1
    if more:
        pattern = ngettext("%(says)s, and one more change", "%(says)s, and %(more)d more changes", more)
        says = pattern % {"says": says, "more": more}
    return ActivityMessage(says, ", ".join(names))


def _sentence(line: Event) -> str:
    if line.action in ANONYMOUS_SENTENCES:
        return str(ANONYMOUS_SENTENCES[line.action])
    if line.actor is None:
        return _("Something changed here")
    return str(SENTENCES.get(line.action, gettext_lazy("%(who)s changed something here"))) % {
        "who": line.actor
    }
