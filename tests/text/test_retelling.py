import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.check_worthiness_reasons import (
    NO_REASON,
    REASONS_AGAINST,
    REASONS_FOR,
    format_reason,
    join_phrases,
)
from factcheck.text.claim_detection import SKIP_REASONS
from factcheck.text.retelling import retold
from tests.bracket_translator import marked

SPEAKERS = st.sampled_from(["", "Ann Berg", "Bo, of the ministry", "the minister and a name"])


def _told(reason: str) -> str:
    with marked():
        return retold(reason)


def _bare(told: str) -> str:
    return told.replace("⟦", "").replace("⟧", "")


@given(
    shares=st.dictionaries(st.sampled_from([*REASONS_FOR, *REASONS_AGAINST]), st.floats(-1, 1)),
    worth=st.floats(0, 1),
    speaker=SPEAKERS,
)
def test_every_reason_that_a_splitter_gives_is_known(
    shares: dict[str, float], worth: float, speaker: str
) -> None:
    reason = format_reason(shares, worth=worth, speaker=speaker)

    assert retold(reason) == reason
    assert "⟦" in _told(reason)


@given(
    st.lists(
        st.sampled_from(sorted({*REASONS_FOR.values(), *REASONS_AGAINST.values()})),
        min_size=1,
        max_size=3,
        unique=True,
    )
)
def test_each_phrase_of_a_list_is_translated_by_itself(phrases: list[str]) -> None:
    told = _told(join_phrases(phrases))

    assert all(f"⟦{phrase}⟧" in told for phrase in phrases)
    assert _bare(told) == join_phrases(phrases)


def test_a_comma_within_a_phrase_parts_no_list() -> None:
    assert _told(REASONS_FOR["quantity"]) == f"⟦{REASONS_FOR['quantity']}⟧"


def test_the_speaker_stays_as_named() -> None:
    assert (
        _told("a number, attributed to Bo, of the ministry")
        == "⟦⟦a number⟧, attributed to Bo, of the ministry⟧"
    )


@pytest.mark.parametrize("reason", SKIP_REASONS)
def test_why_a_sentence_became_no_claim_is_told(reason: str) -> None:
    assert _told(reason) == f"⟦{reason}⟧"


def test_little_to_check_says_why() -> None:
    assert _told(f"little to check: {NO_REASON}") == f"⟦little to check: ⟦{NO_REASON}⟧⟧"


@given(st.text())
def test_what_no_splitter_said_stays_as_it_is(said: str) -> None:
    assert retold(said) == said
