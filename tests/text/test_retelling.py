import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.claims import WHY_NOT
from factcheck.text.retelling import retold
from factcheck.text.worth_reasons import AGAINST, FOR, NOTHING, listed, reason_for
from tests.bracket_translator import marked

SPEAKERS = st.sampled_from(["", "Ann Berg", "Bo, of the ministry", "the minister and a name"])


def _told(reason: str) -> str:
    with marked():
        return retold(reason)


def _bare(told: str) -> str:
    return told.replace("⟦", "").replace("⟧", "")


@given(
    shares=st.dictionaries(st.sampled_from([*FOR, *AGAINST]), st.floats(-1, 1)),
    worth=st.floats(0, 1),
    speaker=SPEAKERS,
)
def test_every_reason_that_a_splitter_gives_is_known(
    shares: dict[str, float], worth: float, speaker: str
) -> None:
    reason = reason_for(shares, worth=worth, speaker=speaker)

    assert retold(reason) == reason
    assert "⟦" in _told(reason)


@given(
    st.lists(st.sampled_from(sorted({*FOR.values(), *AGAINST.values()})), min_size=1, max_size=3, unique=True)
)
def test_each_phrase_of_a_list_is_translated_by_itself(phrases: list[str]) -> None:
    told = _told(listed(phrases))

    assert all(f"⟦{phrase}⟧" in told for phrase in phrases)
    assert _bare(told) == listed(phrases)


def test_a_comma_within_a_phrase_parts_no_list() -> None:
    assert _told(FOR["quantity"]) == f"⟦{FOR['quantity']}⟧"


def test_the_speaker_stays_as_named() -> None:
    assert (
        _told("a number, attributed to Bo, of the ministry")
        == "⟦⟦a number⟧, attributed to Bo, of the ministry⟧"
    )


@pytest.mark.parametrize("reason", WHY_NOT)
def test_why_a_sentence_became_no_claim_is_told(reason: str) -> None:
    assert _told(reason) == f"⟦{reason}⟧"


def test_little_to_check_says_why() -> None:
    assert _told(f"little to check: {NOTHING}") == f"⟦little to check: ⟦{NOTHING}⟧⟧"


@given(st.text())
def test_what_no_splitter_said_stays_as_it_is(said: str) -> None:
    assert retold(said) == said
