import pytest

from factcheck.enums import BlockKind
from factcheck.stored_messages import free_text, message
from factcheck.text.check_worthiness import CheckWorthiness
from factcheck.text.claim_detection import ClaimDetector
from factcheck.text.sentence_analysis import SentenceAnalysis
from factcheck.text.types import Attribution, Block, ClaimDraft, Part, Sentence, SkippedSentence, Span

RATE = "The rate fell to 3.5 percent in 2019."


def draft_sentence(
    words: str, kind: BlockKind = BlockKind.PARAGRAPH, *, worth: float = 0.7, attribution=(), parts=()
):
    """Return the draft of a block with one sentence, with the given score, attribution and parts."""
    asked = {}

    def score(text, **how):
        asked.update(how, text=text)
        return CheckWorthiness(worth, free_text("a number"), "assertion")

    def analyze(text, blocks, sentences):
        return [SentenceAnalysis(attribution, parts) for _ in sentences]

    detector = ClaimDetector(version=1, scorer=score, analyzer=analyze)
    blocks, sentences = [Block(kind, 0, len(words))], [Sentence(0, len(words), kind)]
    (draft,) = detector.find_claims(words, blocks, sentences)
    return draft, asked


def test_a_draft_has_the_quote_score_reason_and_kind_of_its_sentence():
    draft, _ = draft_sentence(RATE)
    assert draft == ClaimDraft(0, len(RATE), RATE, RATE, 0.7, free_text("a number"), "assertion")


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (BlockKind.HEADING, "skipped.heading"),
        (BlockKind.BYLINE, "skipped.byline"),
        (BlockKind.BOILERPLATE, "skipped.boilerplate"),
    ],
)
def test_headings_bylines_and_boilerplate_are_skipped(kind, code):
    assert draft_sentence(RATE, kind)[0] == SkippedSentence(0, len(RATE), message(code))


@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.QUOTATION])
def test_claims_are_found_in_paragraphs_captions_and_quotations(kind):
    assert isinstance(draft_sentence(RATE, kind)[0], ClaimDraft)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Did the rate fall to 3.5 percent?", "skipped.question"),
        ("“Did the rate fall to 3.5 percent?”", "skipped.question"),
        ("失业率下降到了百分之三点五吗？", "skipped.question"),
        ("هل انخفض معدل البطالة في عام 2019؟", "skipped.question"),
        ("He did.", "skipped.too_short"),
        ("是的。", "skipped.too_short"),
    ],
)
def test_a_sentence_without_assertion_is_skipped_with_a_reason(words, code):
    assert draft_sentence(words)[0] == SkippedSentence(0, len(words), message(code))


def test_a_short_chinese_sentence_can_be_a_claim():
    assert isinstance(draft_sentence("失业率下降了。")[0], ClaimDraft)


def test_a_sentence_with_a_very_low_score_is_skipped_with_its_reason():
    assert str(draft_sentence(RATE, worth=0.02)[0].reason) == "little to check: a number"


@pytest.mark.parametrize(
    ("words", "kind"), [(f"1. {RATE}", BlockKind.LIST_ITEM), (f"•  {RATE}", BlockKind.LIST_ITEM)]
)
def test_the_marker_of_a_list_item_is_not_part_of_the_quote(words, kind):
    draft, _ = draft_sentence(words, kind)
    assert draft.quote == words[draft.start : draft.end] == RATE


def test_the_marker_of_a_quotation_is_not_part_of_the_quote():
    assert draft_sentence(f"> {RATE}", BlockKind.QUOTATION)[0].quote == RATE


def test_a_marker_that_shares_a_grapheme_cluster_with_the_text_stays():
    words = f"- \u0301{RATE}"
    assert draft_sentence(words, BlockKind.LIST_ITEM)[0].quote == words


def test_a_number_at_the_start_of_a_paragraph_is_part_of_the_quote():
    words = "3. Oktober 2019 war ein Feiertag in Deutschland."
    assert draft_sentence(words)[0].quote == words


def test_the_wording_is_one_line_and_the_quote_is_verbatim():
    draft, asked = draft_sentence("The rate fell\nto 3.5  percent.")
    assert draft.quote == "The rate fell\nto 3.5  percent."
    assert draft.wording == asked["text"] == "The rate fell to 3.5 percent."


def test_the_first_speaker_is_stored_with_the_claim_and_passed_to_the_scorer():
    words = "The rate fell to 3.5 percent, the ministry said."
    attribution = Attribution(cue=Span(43, 47), content=(Span(0, 28),), speaker=Span(30, 42))
    draft, asked = draft_sentence(words, attribution=(attribution,))
    assert draft.attribution == attribution
    assert asked["speaker"] == "the ministry"


def test_the_parts_of_a_compound_sentence_are_stored_with_the_claim():
    parts = (Part((Span(0, 8),), "The rate"), Part((Span(9, 13),), "fell"))
    assert draft_sentence(RATE, parts=parts)[0].parts == parts


def test_an_inferred_name_is_used_as_the_speaker():
    attribution = Attribution(
        cue=Span(4, 8), content=(Span(0, 3),), speaker=Span(0, 3), name="Jane Roe", inferred=True
    )
    assert draft_sentence(RATE, attribution=(attribution,))[1]["speaker"] == "Jane Roe"


@pytest.mark.parametrize(("kind", "quoted"), [(BlockKind.QUOTATION, True), (BlockKind.PARAGRAPH, False)])
def test_a_sentence_in_a_quotation_block_is_scored_as_quoted(kind, quoted):
    assert draft_sentence(RATE, kind)[1]["quoted"] is quoted


@pytest.mark.parametrize(
    ("end", "direct", "quoted"), [(len(RATE) - 1, True, True), (20, True, False), (len(RATE), False, False)]
)
def test_a_sentence_that_is_one_direct_quotation_is_scored_as_quoted(end, direct, quoted):
    attribution = Attribution(
        cue=Span(0, 0), content=(Span(1, end),), name="Jane Roe", direct=direct, inferred=True
    )
    assert draft_sentence(RATE, attribution=(attribution,))[1]["quoted"] is quoted
