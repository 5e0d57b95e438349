"""The sentence that an open page shows about what other users have just done."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from factcheck.audit.models import Event
from factcheck.desks.models import User
from factcheck.review.workflow import STEPS

_STEP_SENTENCES = {step.event: gettext_lazy(step.activity) for step in STEPS.values() if step.activity}
# The quorum reveals the ratings in the name of the user who rated last. Naming that user would break the blindness.
ANONYMOUS_SENTENCES = {
    step.event: gettext_lazy(step.activity)
    for step in STEPS.values()
    if step.activity and "%(who)s" not in step.activity
}

SENTENCES = {
    **_STEP_SENTENCES,
    "article.edited": gettext_lazy("%(who)s edited the article"),
    "article.split_again": gettext_lazy("%(who)s started a new search for claims"),
    "assessment.changed": gettext_lazy("%(who)s changed a rating"),
    "assessment.given": gettext_lazy("%(who)s rated a claim"),
    "claim.added": gettext_lazy("%(who)s added a claim"),
    "claim.borders_moved": gettext_lazy("%(who)s changed the span of a claim"),
    "claim.divided": gettext_lazy("%(who)s split a claim"),
    "claim.duplicate": gettext_lazy("%(who)s excluded a duplicate"),
    "claim.edited": gettext_lazy("%(who)s edited a claim"),
    "claim.merged": gettext_lazy("%(who)s merged claims"),
    "claims.assigned": gettext_lazy("%(who)s assigned claims"),
    "comment.deleted": gettext_lazy("%(who)s deleted a comment"),
    "comment.edited": gettext_lazy("%(who)s edited a comment"),
    "comment.reopened": gettext_lazy("%(who)s reopened a thread"),
    "comment.resolved": gettext_lazy("%(who)s resolved a thread"),
    "comment.written": gettext_lazy("%(who)s wrote a comment"),
    "evidence.edited": gettext_lazy("%(who)s edited evidence"),
    "evidence.linked": gettext_lazy("%(who)s added evidence"),
    "map.changed": gettext_lazy("%(who)s changed the argument map"),
    "reviewer.assigned": gettext_lazy("%(who)s assigned a reviewer"),
    "reviewer.recused": gettext_lazy("%(who)s recused themselves from a claim"),
    "verdict.reaffirmed": gettext_lazy("%(who)s reaffirmed a verdict"),
    "verdict.signed": gettext_lazy("%(who)s signed off a verdict"),
}


@dataclass(frozen=True, slots=True)
class ActivityMessage:
    """A sentence about what other users did, and their names."""

    text: str = ""
    names: str = ""


def build_activity_message(events: Iterable[Event], reader: User) -> ActivityMessage:
    """Return the sentence of the newest event that has one; an empty message if only the reader did something."""
    others = [event for event in events if event.actor_id != reader.pk]
    if any(event.action in ANONYMOUS_SENTENCES for event in others):
        # The last rating and the reveal happen together: "Anna rated a claim" would tell who rated last.
        others = [event for event in others if event.action != "assessment.given"]
    if not others:
        return ActivityMessage()
    names = dict.fromkeys(
        str(event.actor) for event in others if event.actor and event.action not in ANONYMOUS_SENTENCES
    )
    known = [
        event for event in others if event.action in SENTENCES or event.action in ANONYMOUS_SENTENCES
    ] or others[:1]
    text, more = _format_sentence(known[0]), len(known) - 1
    if more:
        pattern = ngettext("%(says)s, and one more change", "%(says)s, and %(more)d more changes", more)
        text = pattern % {"says": text, "more": more}
    return ActivityMessage(text, ", ".join(names))


def _format_sentence(event: Event) -> str:
    if event.action in ANONYMOUS_SENTENCES:
        return str(ANONYMOUS_SENTENCES[event.action])
    if event.actor is None:
        return _("Something changed here")
    sentence = SENTENCES.get(event.action, gettext_lazy("%(who)s changed something here"))
    return str(sentence) % {"who": event.actor}
