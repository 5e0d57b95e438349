"""The critical questions of relations, with what people say to them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.argument.schemes import ArgumentScheme, CriticalQuestion, find_scheme
from factcheck.claims.models import Claim
from factcheck.enums import QuestionState
from factcheck.maps.models import CriticalAnswer, MapRelation


@dataclass(frozen=True, slots=True)
class QuestionStatus:
    """A question of a relation's scheme. `undercut` is the id of the relation that an objection is in the map."""

    question: CriticalQuestion
    state: QuestionState = QuestionState.OPEN
    note: str = ""
    undercut: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionedRelation:
    """A relation with a known scheme, and its questions."""

    relation: MapRelation
    scheme: ArgumentScheme
    questions: list[QuestionStatus]

    @property
    def open_count(self) -> int:
        return sum(each.state is QuestionState.OPEN for each in self.questions)


def list_questions(relation: MapRelation) -> list[QuestionStatus]:
    """Return the questions of a relation; none if its scheme is not one of ours."""
    return next((each.questions for each in _load([relation])), [])


def list_questioned_relations(claim: Claim) -> list[QuestionedRelation]:
    """Return the relations onto a claim whose schemes are known, with their questions."""
    return _load(MapRelation.objects.filter(target_claim=claim, active=True).exclude(scheme=""))


def _load(relations: Iterable[MapRelation]) -> list[QuestionedRelation]:
    known = [(row, scheme) for row in relations if (scheme := find_scheme(row.scheme))]
    stored: defaultdict[tuple[int, str], dict[str, CriticalAnswer]] = defaultdict(dict)
    answers = CriticalAnswer.objects.filter(relation__in=[row.pk for row, _ in known])
    for answer in answers.select_related("undercut").prefetch_related("undercut__premises__premise"):
        stored[answer.relation_id, answer.scheme][answer.question] = answer
    return [
        QuestionedRelation(
            row,
            scheme,
            [_to_status(each, stored[row.pk, scheme.slug].get(each.slug)) for each in scheme.questions],
        )
        for row, scheme in known
    ]


def _to_status(question: CriticalQuestion, answer: CriticalAnswer | None) -> QuestionStatus:
    if answer is None or answer.state is QuestionState.OPEN:
        return QuestionStatus(question)
    if answer.undercut is None:
        return QuestionStatus(question, QuestionState.ANSWERED, answer.note)
    # The premise can have been edited in the map since.
    texts = [row.premise.text for row in answer.undercut.premises.all() if row.premise]
    note = texts[0] if texts else answer.note
    return QuestionStatus(question, QuestionState.OBJECTION, note, answer.undercut_id)
