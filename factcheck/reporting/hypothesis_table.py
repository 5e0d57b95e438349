"""The matrix of a claim's rival hypotheses as texts, shared by the HTML page and the PDF."""

from dataclasses import dataclass

from factcheck.argument.hypotheses import HypothesisMatrix, MatrixEvidence
from factcheck.enums import Consistency
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop, ngettext

ANSWER_LABELS: dict[Consistency | None, str] = {
    Consistency.CONSISTENT: gettext_noop("consistent"),
    Consistency.INCONSISTENT: gettext_noop("inconsistent"),
    Consistency.NEUTRAL: gettext_noop("neutral"),
    None: gettext_noop("not compared"),
}
ANSWER_LETTERS: dict[Consistency | None, str] = {
    Consistency.CONSISTENT: "C",
    Consistency.INCONSISTENT: "I",
    Consistency.NEUTRAL: "N",
    None: "–",
}


@dataclass(frozen=True, slots=True)
class HypothesisColumn:
    """A hypothesis by its short name, such as H2, with its text and how it ranks."""

    name: str
    text: str
    result: str
    rank: int


@dataclass(frozen=True, slots=True)
class HypothesisRow:
    """A piece of evidence, its answers by hypothesis, and why it does not help to choose between them, if so."""

    id: str
    quote: str
    source: str
    answers: tuple[Consistency | None, ...]
    remark: str


def list_columns(matrix: HypothesisMatrix) -> list[HypothesisColumn]:
    """Return the hypotheses in their order; the first is the claim."""
    return [
        HypothesisColumn(
            f"H{number}", each.text, _format_result(result.inconsistency, result.unanswered), result.rank
        )
        for number, (each, result) in enumerate(zip(matrix.hypotheses, matrix.list_results(), strict=True), 1)
    ]


def list_rows(matrix: HypothesisMatrix) -> list[HypothesisRow]:
    """Return the evidence in its order."""
    return [
        HypothesisRow(
            piece.id,
            piece.quote,
            piece.source,
            tuple(each.answers.get(piece.id) for each in matrix.hypotheses),
            _format_remark(matrix, piece),
        )
        for piece in matrix.evidence
    ]


def describe_method() -> str:
    """Return how the hypotheses are ranked, in two sentences."""
    return _(
        "The hypothesis that least evidence contradicts is the first. Inconsistency is the sum of the strengths of the "
        "inconsistent evidence; evidence with the same original source counts once."
    )


def get_answer_label(answer: Consistency | None) -> str:
    return _(ANSWER_LABELS[answer])


def _format_result(inconsistency: float, unanswered: int) -> str:
    line = _("inconsistency %(score)s") % {"score": f"{inconsistency:.2f}"}
    if not unanswered:
        return line
    rest = ngettext("%(count)s piece not compared", "%(count)s pieces not compared", unanswered)
    return f"{line}, {rest % {'count': unanswered}}"


def _format_remark(matrix: HypothesisMatrix, piece: MatrixEvidence) -> str:
    if not piece.is_counted:
        return _("not counted")
    return "" if matrix.is_diagnostic(piece) else _("the same answer for every hypothesis")
