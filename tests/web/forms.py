"""The forms of the pages as a table: URL, valid data, and invalid data with the error."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils import timezone

from factcheck.actions.maps import add_premise
from factcheck.articles.models import Article
from factcheck.enums import ClaimState, EvidenceStatus
from factcheck.evidence.models import Evidence
from factcheck.maps.models import MapRelation, Premise
from tests import factories as make
from tests.factories import Team

QUOTE = "The bridge cost 4.2 million pounds"
TODAY = timezone.now().date().isoformat()


@dataclass
class Scene:
    """A desk with an article and one claim in a given state, with evidence, and with a verdict if it is stale."""

    state: ClaimState = ClaimState.OPEN
    stale: bool = False
    team: Team = field(default_factory=make.team)

    def __post_init__(self) -> None:
        self.desk = self.team.desk
        self.article = make.article(self.desk)
        self.claim = make.claim(self.article, QUOTE, state=self.state)
        self.evidence = make.evidence(self.claim, strength=0.62)
        self.comment = make.comment(self.claim, author=self.team.reviewer)
        self.premise = add_premise(self.team.admin, article=self.article, text="Archives are kept with care.")
        if self.stale:
            make.verdict(self.claim, stale_since=timezone.now(), stale_cause="Evidence was withdrawn.")


class Form(NamedTuple):
    """The URL name of a form, its valid data, its invalid data, and the field with the error."""

    name: str
    of: str
    right: dict[str, Any]
    done: Callable[[Scene], Any]
    wrong: dict[str, Any]
    blamed: str
    says: str
    role: str = "editor"
    state: ClaimState = ClaimState.OPEN
    stale: bool = False


def last(rows: Any) -> Any:
    return rows.order_by("-pk").first()


S = ClaimState
FORMS = [
    Form(
        "submit",
        "desk",
        {
            "text": "Some words.",
            "title": "A title",
            "source_name": "The Paper",
            "source_url": "paper.example/1",
        },
        lambda scene: last(Article.objects.all()).source_url == "https://paper.example/1",
        {"text": " ", "title": "Kept title", "source_name": "Kept paper"},
        "text",
        "Paste the article text, or choose a file below.",
        role="contributor",
    ),
    Form(
        "submit",
        "desk",
        {"text": "Other words."},
        lambda scene: Article.objects.count() == 2,
        {"text": "Kept words.", "source_url": "http://["},
        "source_url",
        "Enter a valid URL.",
        role="contributor",
    ),
    Form(
        "claim_add",
        "article",
        {"quote": "The city will build a tunnel"},
        lambda scene: last(scene.article.claims).quote == "The city will build a tunnel",
        {"quote": "Kept words that do not stand there"},
        "quote",
        "These words are not in the article.",
        role="contributor",
    ),
    Form(
        "open_top",
        "article",
        {"count": "1"},
        lambda scene: scene.article.claims.get().state == S.OPEN,
        {"count": "0"},
        "count",
        "Ensure this value is greater than or equal to 1.",
        state=S.DRAFT,
        role="checker",
    ),
    Form(
        "article_comment",
        "article",
        {"body": "Who wrote this?"},
        lambda scene: scene.article.comments.get().body == "Who wrote this?",
        {"body": "  "},
        "body",
        "This field is required.",
        role="reviewer",
    ),
    Form(
        "claim_edit",
        "claim",
        {"text": "The bridge cost 3 million", "speaker": "Anna"},
        lambda scene: scene.claim.speaker == "Anna",
        {"text": " ", "speaker": "Kept speaker"},
        "text",
        "This field is required.",
        role="checker",
    ),
    Form(
        "claim_tags",
        "claim",
        {"name": " Money "},
        lambda scene: [tag.name for tag in scene.claim.tag_rows.all()] == ["Money"],
        {"name": "Kept name that is much too long to be a tag"},
        "name",
        "The name of a tag has at most 40 characters.",
        role="checker",
    ),
    Form(
        "evidence_link",
        "claim",
        {
            "quote": "It cost 3 million.",
            "stance": "refutes",
            "strength": "0.7",
            "title": "The books",
            "url": "books.example",
        },
        lambda scene: last(Evidence.objects.all()).source.title == "The books",
        {"quote": "Kept quote", "stance": "context", "strength": "0.9", "note": "Kept note"},
        "source",
        "Choose a source, or enter the title of a new one.",
        role="contributor",
    ),
    Form(
        "evidence_edit",
        "evidence",
        {"stance": "supports", "strength": "0.9", "lifecycle": "disputed", "note": "New"},
        lambda scene: (scene.evidence.lifecycle, scene.evidence.note) == (EvidenceStatus.DISPUTED, "New"),
        {"stance": "loves", "strength": "0.9", "lifecycle": "active", "note": "Kept note"},
        "stance",
        "Select a valid choice. loves is not one of the available choices.",
        role="checker",
    ),
    Form(
        "rate",
        "claim",
        {"rating": "false", "confidence": "high", "reasons": "The books."},
        lambda scene: scene.claim.assessments.get().confidence == "high",
        {"confidence": "low", "reasons": "Kept reasons"},
        "rating",
        "This field is required.",
        role="reviewer",
        state=S.RATING,
    ),
    Form(
        "propose",
        "claim",
        {
            "rating": "false",
            "reasons": "The books say so.",
            "as_of": TODAY,
            "departure": "One piece is enough.",
        },
        lambda scene: scene.claim.verdicts.get().rating.slug == "false",
        {
            "rating": "false",
            "reasons": "Kept reasons",
            "as_of": "2999-01-01",
            "departure": "One piece is enough.",
        },
        "as_of",
        "Today or an earlier day.",
        role="editor",
        state=S.REVEALED,
    ),
    Form(
        "reaffirm",
        "claim",
        {"reasons": "The other piece is enough."},
        lambda scene: scene.claim.verdicts.get().stale_since is None,
        {"reasons": " "},
        "reasons",
        "This field is required.",
        role="editor",
        state=S.PROPOSED,
        stale=True,
    ),
    Form(
        "claim_comment",
        "claim",
        {"body": "Where is that from?"},
        lambda scene: scene.claim.comments.count() == 2,
        {"body": " ", "quote": QUOTE},
        "body",
        "This field is required.",
        role="reviewer",
    ),
    Form(
        "premise_add",
        "article",
        {"text": "Books are old.", "base": "0.7"},
        lambda scene: last(Premise.objects.all()).base == 0.7,
        {"text": "Kept premise", "base": "7"},
        "base",
        "Select a valid choice. 7 is not one of the available choices.",
        role="checker",
    ),
    Form(
        "relation_add",
        "article",
        {"premises": "{premise}", "kind": "support", "target": "{claim}", "base": "1.0"},
        lambda scene: MapRelation.objects.get().kind == "support",
        {
            "premises": "{claim}",
            "kind": "support",
            "target": "{claim}",
            "base": "1.0",
            "scheme": "Kept scheme",
        },
        "target",
        "Choose another target.",
        role="checker",
    ),
]
