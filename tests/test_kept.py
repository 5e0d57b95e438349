import pytest

from factcheck import kept
from factcheck.kept import retold
from tests.bracket_translator import marked


def _told(sentence: str) -> str:
    with marked():
        return retold(sentence)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (kept.PART_OF % {"number": 3}, "⟦A part of claim 3.⟧"),
        (kept.SPLIT_OFF % {"number": 12}, "⟦Split off claim 12.⟧"),
        (kept.SUGGESTED_BY % {"method": "llm.parts/1"}, "⟦Suggested by llm.parts/1.⟧"),
        (kept.GIVEN_UP % {"many": 3}, "⟦The work stopped 3 workers and was given up.⟧"),
        (kept.BROKEN % {"why": "OSError: No space"}, "⟦It broke unexpectedly: OSError: No space⟧"),
        (
            kept.EVIDENCE_MOVED % {"was": "active", "now": "disputed"},
            "⟦Evidence went from ⟦state of evidence: active⟧ to ⟦state of evidence: disputed⟧⟧",
        ),
        (
            kept.QUOTED_EVIDENCE_MOVED % {"was": "active", "now": "withdrawn", "quote": "Half\n50 %, 0.50"},
            "⟦Evidence went from ⟦state of evidence: active⟧ to ⟦state of evidence: withdrawn⟧: “Half\n50 %, 0.50”⟧",
        ),
        (
            kept.MAP_SAID % {"label": "leaning towards refuted", "strength": "0.41"},
            "⟦⟦leaning towards refuted⟧, 0.41⟧",
        ),
    ],
)
def test_a_sentence_with_facts_is_told_again_and_keeps_its_facts(sentence: str, told: str) -> None:
    assert _told(sentence) == told


def test_a_sentence_without_facts_is_looked_up_whole() -> None:
    assert _told("Marked by a person.") == "⟦Marked by a person.⟧"


def test_nothing_stays_nothing() -> None:
    assert _told("") == ""


@pytest.mark.parametrize(
    "sentence", ["Evidence went from active to withdrawn", "supported, 0.62", "Whatever."]
)
def test_without_a_translation_a_sentence_stays_as_it_was_kept(sentence: str) -> None:
    assert retold(sentence) == sentence
