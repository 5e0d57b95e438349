import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.exceptions import InvalidInput
from factcheck.text.anchors import AnchorStatus, create_anchor, from_utf16, locate_anchor, to_utf16
from factcheck.text.normalise import normalise

TEXT = (
    "The ministry counted 412 factories abroad. Unions dispute the figure, which they call far too low. "
    "It has until Friday to answer. The mayor was not asked."
)
QUOTE = "Unions dispute the figure, which they call far too low."


def anchor_of(quote: str, text: str = TEXT):
    start = text.index(quote)
    return create_anchor(text, start, start + len(quote))


def test_an_anchor_contains_the_quote_and_32_characters_before_and_after_it():
    anchor = anchor_of(QUOTE)
    assert (anchor.exact, anchor.prefix, anchor.suffix) == (
        QUOTE,
        "stry counted 412 factories abroad. "[-32:],
        " It has until Friday to answer. The mayor"[:32],
    )


def test_context_stops_at_the_ends_of_the_text():
    anchor = anchor_of("The ministry")
    assert anchor.prefix == ""
    assert anchor_of("not asked.").suffix == ""


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (5, 4), (0, len(TEXT) + 1)])
def test_an_empty_span_or_one_outside_the_text_is_rejected(start, end):
    with pytest.raises(InvalidInput, match="inside the text"):
        create_anchor(TEXT, start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"), [("a 👩🏽‍⚕️ b", 2, 3), ("क्षेत्र", 1, 4), ("🇩🇪🇫🇷", 0, 1), ("ọ́x", 1, 3)]
)
def test_a_span_that_cuts_a_grapheme_cluster_is_rejected(text, start, end):
    with pytest.raises(InvalidInput, match="inside a character"):
        create_anchor(normalise(text), start, end)


def test_context_does_not_begin_inside_a_grapheme_cluster():
    text = "👩🏽‍⚕️" * 8 + "quote" + "🇩🇪" * 20
    anchor = anchor_of("quote", text)
    assert anchor.prefix == "👩🏽‍⚕️" * (32 // len("👩🏽‍⚕️"))
    assert anchor.suffix == "🇩🇪" * 16


def test_an_anchor_in_an_unchanged_text_keeps_its_position():
    anchor = anchor_of(QUOTE)
    match = locate_anchor(TEXT, anchor)
    assert (match.start, match.end, match.score, match.status) == (
        anchor.start,
        anchor.end,
        1,
        AnchorStatus.CERTAIN,
    )


def test_an_anchor_moves_with_its_quote_when_text_is_inserted_before():
    anchor = anchor_of(QUOTE)
    match = locate_anchor(f"A new first sentence. {TEXT}", anchor)
    assert match.start == anchor.start + len("A new first sentence. ")
    assert match.status is AnchorStatus.CERTAIN


def test_of_identical_quotes_the_one_with_the_same_context_is_chosen():
    text = "He agreed. Yes, he said. She refused. Yes, he said. They left."
    start = text.rindex("Yes, he said.")
    anchor = create_anchor(text, start, start + len("Yes, he said."))
    match = locate_anchor(text.replace("He agreed.", "He finally agreed."), anchor)
    assert match.start == start + len("finally ")
    assert match.status is AnchorStatus.CERTAIN


def test_the_old_position_does_not_count_if_its_context_changed():
    anchor = anchor_of("the figure", "Unions dispute the figure here.")
    match = locate_anchor("Nobody gave me the figure. Unions dispute the figure here.", anchor)
    assert match.start == len("Nobody gave me the figure. Unions dispute ")


def test_two_matches_with_the_same_score_need_confirmation():
    anchor = anchor_of("It rose.", "Sales fell. It rose. Nobody knows why.")
    text = "Intro. Sales fell. It rose. Nobody knows why. Sales fell. It rose. Nobody knows why."
    assert locate_anchor(text, anchor).status is AnchorStatus.UNCONFIRMED


def test_a_repeated_quote_is_certain_in_an_unchanged_text():
    text = "They said yes. " * 12
    anchor = create_anchor(text, 75, 89)
    assert locate_anchor(text, anchor).start == 75
    assert locate_anchor(text, anchor).status is AnchorStatus.CERTAIN


def test_a_quote_in_a_completely_new_context_needs_confirmation():
    match = locate_anchor(f"Yesterday 1234567890 xyz. {QUOTE} qqq www zzz 0987654321", anchor_of(QUOTE))
    assert match.status is AnchorStatus.UNCONFIRMED


@pytest.mark.parametrize(
    "changed", ["Unions dispute the number, which they call far too low.", QUOTE[:-1] + "!"]
)
def test_a_changed_quote_always_needs_confirmation(changed):
    text = TEXT.replace(QUOTE, changed)
    match = locate_anchor(text, anchor_of(QUOTE))
    assert text[match.start : match.end] == changed
    assert match.status is AnchorStatus.UNCONFIRMED
    assert 0.9 < match.score < 1


@pytest.mark.parametrize(
    "text", ["", "Something wholly different about the weather in the mountains.", "x" * 500]
)
def test_a_deleted_quote_becomes_an_orphan_at_its_old_position(text):
    anchor = anchor_of(QUOTE)
    match = locate_anchor(text, anchor)
    assert (match.start, match.end, match.score, match.status) == (
        anchor.start,
        anchor.end,
        0,
        AnchorStatus.ORPHAN,
    )


def test_an_approximate_match_contains_whole_grapheme_clusters():
    text = "They voted 👩🏽‍⚕️ yes on Monday and that was all they did."
    anchor = anchor_of("voted 👩🏽‍⚕️ yes on Monday", text)
    match = locate_anchor(text.replace("👩🏽‍⚕️", "👩🏽‍🚒"), anchor)
    assert text.replace("👩🏽‍⚕️", "👩🏽‍🚒")[match.start : match.end] == "voted 👩🏽‍🚒 yes on Monday"


@given(text=st.text(min_size=1, max_size=60).map(normalise).filter(bool), data=st.data())
def test_every_anchor_is_found_with_certainty_in_its_own_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    try:
        anchor = create_anchor(text, start, end)
    except InvalidInput:
        return
    match = locate_anchor(text, anchor)
    assert (match.start, match.end, match.status) == (start, end, AnchorStatus.CERTAIN)


@given(text=st.text(max_size=40), other=st.text(max_size=40))
def test_a_certain_match_reproduces_the_quote_and_every_match_is_inside_the_text(text, other):
    text, other = normalise(f"Before it all. {text}. After it."), normalise(other)
    match = locate_anchor(other, create_anchor(text, 0, len("Before it all.")))
    assert 0 <= match.score <= 1
    if match.status is AnchorStatus.CERTAIN:
        assert other[match.start : match.end] == "Before it all."
    if match.status is not AnchorStatus.ORPHAN:
        assert 0 <= match.start < match.end <= len(other)


def test_javascript_counts_an_emoji_twice():
    assert to_utf16("a😀b", 2) == 3
    assert from_utf16("a😀b", 3) == 2


@given(st.text(max_size=30).map(normalise), st.data())
def test_utf16_offsets_convert_back_to_the_same_position(text, data):
    position = data.draw(st.integers(0, len(text)))
    assert from_utf16(text, to_utf16(text, position)) == position


@pytest.mark.parametrize(("offset", "why"), [(2, "inside a character"), (9, "outside"), (-1, "outside")])
def test_an_offset_inside_a_character_or_outside_the_text_is_rejected(offset, why):
    with pytest.raises(InvalidInput, match=why):
        from_utf16("a😀b", offset)
