"""Messages that rows store as code and parameters, and the messages that older sentences become."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.migrations._stored_sentences import to_message, to_skipped
from factcheck.claims.models import Claim
from factcheck.exceptions import UnknownChoice
from factcheck.stored_messages import (
    MESSAGES,
    StoredMessage,
    free_text,
    from_json,
    message,
    status_message,
)
from tests import factories as make
from tests.bracket_translator import marked

MOVED = {"before": status_message("active"), "after": status_message("withdrawn")}
EXAMPLES = [
    (message("claim_part", number=3), "Part of claim 3."),
    (message("claim_suggested", method="llm.parts/1"), "Suggested by llm.parts/1."),
    (message("job_crashed", error="OSError: 50 % full"), "Unexpected error: OSError: 50 % full"),
    (message("evidence_status_changed", **MOVED), "Evidence status changed from active to withdrawn"),
    (
        message("computed_verdict", label=message("computed_label.leans_refuted"), strength="0.41"),
        "leaning towards refuted, 0.41",
    ),
    (
        message("worth.mixed", against=(message("worth.demand"),), reasons=(message("worth.number"),)),
        "a demand; a number",
    ),
    (
        message(
            "worth.reasons", reasons=tuple(message(f"worth.{code}") for code in ("number", "date", "name"))
        ),
        "a number, a date and a name",
    ),
    (free_text("The endpoint answered 100 % nonsense."), "The endpoint answered 100 % nonsense."),
]


@pytest.mark.parametrize(("stored", "text"), EXAMPLES, ids=lambda value: getattr(value, "code", ""))
def test_a_message_is_rendered_with_its_parameters(stored: StoredMessage, text: str) -> None:
    assert str(stored) == text
    assert from_json(stored.to_json()) == stored


def test_a_message_and_the_messages_in_it_are_rendered_in_the_readers_language() -> None:
    stored = message("quoted_evidence_status_changed", **MOVED, quote="Half")
    with marked():
        assert str(stored) == (
            "⟦Evidence status changed from ⟦state of evidence: active⟧ "
            "to ⟦state of evidence: withdrawn⟧: “Half”⟧"
        )
        assert stored.source_text == "Evidence status changed from active to withdrawn: “Half”"
    with translation.override("zh-hans"):
        assert "Evidence" not in str(stored)


def test_parameters_of_people_are_never_translated() -> None:
    with marked():
        assert str(free_text("supported")) == "supported"
        assert str(message("worth.attributed", reason=message("worth.name"), speaker="a name")) == (
            "⟦⟦a name⟧, attributed to a name⟧"
        )


def test_an_unknown_code_is_an_error_when_written_and_shown_as_it_is_when_read() -> None:
    with pytest.raises(UnknownChoice, match="claim_painted"):
        message("claim_painted")
    assert str(from_json({"code": "of_a_later_version", "params": {"number": 1}})) == "of_a_later_version"


@given(st.text(), st.integers(), st.text())
def test_any_text_and_number_survives_storing(text: str, number: int, speaker: str) -> None:
    stored = message("worth.attributed", reason=free_text(text), speaker=speaker)
    assert from_json(stored.to_json()) == stored
    assert text in str(stored)
    assert str(number) in str(message("claim_part", number=number))


SENTENCES = [
    ("A part of claim 3.", message("claim_part", number=3)),
    ("Split off claim 12.", message("claim_split_off", number=12)),
    ("Suggested by llm.parts/1.", message("claim_suggested", method="llm.parts/1")),
    ("Marked by a person.", message("claim_marked")),
    ("The work stopped 3 workers and was given up.", message("job_abandoned", count=3)),
    ("It took longer than 240 seconds and was ended.", message("job_timed_out", seconds=240)),
    ("It broke unexpectedly: OSError: No\nspace", message("job_crashed", error="OSError: No\nspace")),
    ("Evidence went from active to withdrawn", message("evidence_status_changed", **MOVED)),
    (
        "Evidence went from active to withdrawn: “Half\n50 %, 0.50”",
        message("quoted_evidence_status_changed", **MOVED, quote="Half\n50 %, 0.50"),
    ),
    (
        "leaning towards refuted, 0.41",
        message("computed_verdict", label=message("computed_label.leans_refuted"), strength="0.41"),
    ),
    ("a percentage", message("worth.reasons", reasons=(message("worth.percentage"),))),
    (
        "a demand and a wish; a number, a date and a name, attributed to Bo, of the ministry",
        message(
            "worth.attributed",
            reason=message(
                "worth.mixed",
                against=(message("worth.demand"), message("worth.wish")),
                reasons=(message("worth.number"), message("worth.date"), message("worth.name")),
            ),
            speaker="Bo, of the ministry",
        ),
    ),
    (
        "a statement about all, most or none and a cause",
        message("worth.reasons", reasons=(message("worth.quantity"), message("worth.cause"))),
    ),
    ("The endpoint’s answer was nonsense.", free_text("The endpoint’s answer was nonsense.")),
]


@pytest.mark.parametrize(("sentence", "stored"), SENTENCES, ids=lambda value: str(value)[:30])
def test_a_sentence_that_was_stored_becomes_a_message(sentence: str, stored: StoredMessage) -> None:
    assert from_json(to_message(sentence)) == stored


def test_the_reasons_of_skipped_sentences_become_messages() -> None:
    assert to_skipped("a question") == {"code": "skipped.question"}
    assert str(from_json(to_skipped("little to check: a number"))) == "little to check: a number"
    assert to_skipped("a heading") == {"code": "skipped.heading"}


@given(st.text())
def test_no_sentence_is_lost(sentence: str) -> None:
    stored = to_message(sentence)
    assert stored is None if not sentence else from_json(stored).code in {*MESSAGES, "free_text"}
    if stored and stored["code"] == "free_text":
        assert str(from_json(stored)) == sentence


@pytest.mark.django_db
def test_rows_without_a_message_have_none() -> None:
    team = make.team()
    claim = make.claim(make.article(team.desk))
    assert Claim.objects.get(pk=claim.pk).reason is None
    assert list(Claim.objects.filter(reason__isnull=True)) == [claim]
