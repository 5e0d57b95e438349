import pytest

from factcheck.enums import BlockKind
from factcheck.text.check_worthiness import CheckWorthiness
from factcheck.text.claim_detection import ClaimDetector
from factcheck.text.sentence_analysis import SentenceAnalysis
from factcheck.text.types import Attribution, Block, ClaimDraft, Part, Sentence, SkippedSentence, Span

RATE = "The rate fell to 3.5 percent in 2019."


def drafted(words: str, kind: BlockKind = BlockKind.PARAGRAPH, *, worth: float = 0.7, said=(), parts=()):
    """The one draft of a block with one sentence, with a score, an attribution and parts as given."""
    asked = {}

    def score(text, **how):
        asked.update(how, text=text)
        return CheckWorthiness(worth, "a number", "assertion")

    def analyze(text, blocks, sentences):
        return [SentenceAnalysis(said, parts) for _ in sentences]

    detector = ClaimDetector(version=1, scorer=score, analyzer=analyze)
    blocks, sentences = [Block(kind, 0, len(words))], [Sentence(0, len(words), kind)]
    (draft,) = detector.find_claims(words, blocks, sentences)
    return draft, asked


def test_a_draft_quotes_its_sentence_and_carries_score_reason_and_kind():
    draft, _ = drafted(RATE)
    assert draft == ClaimDraft(0, len(RATE), RATE, RATE, 0.7, "a number", "assertion")


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (BlockKind.HEADING, "a heading"),
        (BlockKind.BYLINE, "a byline or a date"),
        (BlockKind.BOILERPLATE, "not part of the article’s own text"),
    ],
)
def test_what_is_not_the_articles_text_makes_no_claims(kind, why):
    assert drafted(RATE, kind)[0] == SkippedSentence(0, len(RATE), why)


@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.QUOTATION])
def test_claims_are_found_in_paragraphs_captions_and_quotations(kind):
    assert isinstance(drafted(RATE, kind)[0], ClaimDraft)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Did the rate fall to 3.5 percent?", "a question"),
        ("“Did the rate fall to 3.5 percent?”", "a question"),
        ("失业率下降到了百分之三点五吗？", "a question"),
        ("هل انخفض معدل البطالة في عام 2019؟", "a question"),
        ("He did.", "too short to assert anything"),
        ("是的。", "too short to assert anything"),
    ],
)
def test_a_sentence_that_asserts_nothing_says_why_not(words, why):
    assert drafted(words)[0] == SkippedSentence(0, len(words), why)


def test_a_short_chinese_sentence_can_be_a_claim():
    assert isinstance(drafted("失业率下降了。")[0], ClaimDraft)


def test_what_is_hardly_worth_checking_is_passed_over_with_its_reason():
    assert drafted(RATE, worth=0.02)[0].reason == "little to check: a number"


@pytest.mark.parametrize(
    ("words", "kind"), [(f"1. {RATE}", BlockKind.LIST_ITEM), (f"•  {RATE}", BlockKind.LIST_ITEM)]
)
def test_the_mark_of_a_list_item_is_not_quoted(words, kind):
    draft, _ = drafted(words, kind)
    assert draft.quote == words[draft.start : draft.end] == RATE


def test_the_sign_of_a_quotation_is_not_quoted():
    assert drafted(f"> {RATE}", BlockKind.QUOTATION)[0].quote == RATE


def test_a_mark_that_shares_a_character_with_the_words_stays():
    words = f"- \u0301{RATE}"
    assert drafted(words, BlockKind.LIST_ITEM)[0].quote == words


def test_a_number_that_begins_a_paragraph_is_quoted():
    words = "3. Oktober 2019 war ein Feiertag in Deutschland."
    assert drafted(words)[0].quote == words


def test_the_wording_is_in_one_line_and_the_quote_is_as_it_stands():
    draft, asked = drafted("The rate fell\nto 3.5  percent.")
    assert draft.quote == "The rate fell\nto 3.5  percent."
    assert draft.wording == asked["text"] == "The rate fell to 3.5 percent."


def test_the_first_speaker_goes_with_the_claim_and_into_the_score():
    words = "The rate fell to 3.5 percent, the ministry said."
    said = Attribution(cue=Span(43, 47), content=(Span(0, 28),), speaker=Span(30, 42))
    draft, asked = drafted(words, said=(said,))
    assert draft.attribution == said
    assert asked["speaker"] == "the ministry"


def test_the_parts_of_a_compound_sentence_go_with_the_claim():
    parts = (Part((Span(0, 8),), "The rate"), Part((Span(9, 13),), "fell"))
    assert drafted(RATE, parts=parts)[0].parts == parts


def test_an_inferred_name_stands_for_the_speaker():
    said = Attribution(
        cue=Span(4, 8), content=(Span(0, 3),), speaker=Span(0, 3), name="Jane Roe", inferred=True
    )
    assert drafted(RATE, said=(said,))[1]["speaker"] == "Jane Roe"


@pytest.mark.parametrize(("kind", "quoted"), [(BlockKind.QUOTATION, True), (BlockKind.PARAGRAPH, False)])
def test_a_sentence_of_a_quotation_is_scored_as_quoted(kind, quoted):
    assert drafted(RATE, kind)[1]["quoted"] is quoted


@pytest.mark.parametrize(
    ("end", "direct", "quoted"), [(len(RATE) - 1, True, True), (20, True, False), (len(RATE), False, False)]
)
def test_a_sentence_that_is_wholly_somebodys_words_is_scored_as_quoted(end, direct, quoted):
    said = Attribution(cue=Span(0, 0), content=(Span(1, end),), name="Jane Roe", direct=direct, inferred=True)
    assert drafted(RATE, said=(said,))[1]["quoted"] is quoted
