"""The reason for a check-worthiness score.

It names the features that raised the score most, and those that lowered it most. A reason is a stored message: the
tables map features to codes, whose words are in `stored_messages.MESSAGES`.
"""

from collections.abc import Mapping

from factcheck.stored_messages import StoredMessage, message
from factcheck.text.sentence_kinds import SUGGESTION_THRESHOLD

REASONS_FOR: dict[str, str] = {
    "percentage": "worth.percentage",
    "money": "worth.money",
    "magnitude": "worth.large_number",
    "amount": "worth.number",
    "number": "worth.number",
    "number word": "worth.number",
    "several numbers": "worth.several_numbers",
    "year": "worth.date",
    "time": "worth.time",
    "comparison": "worth.comparison",
    "superlative": "worth.superlative",
    "extreme": "worth.superlative",
    "quantity": "worth.quantity",
    "cause": "worth.cause",
    "record": "worth.act_on_record",
    "own record": "worth.speakers_act",
    "their record": "worth.persons_act",
    "harm": "worth.harm",
    "accusation": "worth.dispute",
    "topic": "worth.public_concern",
    "official": "worth.public_body",
    "several names": "worth.several_names",
    "name": "worth.name",
    "said": "worth.reported_words",
    "past": "worth.past_event",
    "perfect": "worth.past_event",
    "progressive": "worth.present_event",
    "they": "worth.others_act",
}
REASONS_AGAINST: dict[str, str] = {
    "question": "worth.question",
    "ought": "worth.demand",
    "imperative": "worth.request",
    "self": "worth.personal_view",
    "belief": "worth.personal_view",
    "wish": "worth.wish",
    "evaluative": "worth.judgement",
    "praise": "worth.judgement",
    "abstract": "worth.values",
    "stance": "worth.writers_view",
    "vague": "worth.vague_words",
    "routine": "worth.routine",
    "future": "worth.future",
    "condition": "worth.condition",
    "modal": "worth.possibility",
    "courtesy": "worth.courtesy",
    "speech": "worth.address",
    "verbless": "worth.no_statement",
    "very short": "worth.very_short",
    "short": "worth.short",
    "exclamation": "worth.exclamation",
}
MAX_PHRASES = 3
MAX_REASON_SPEAKER_LENGTH = 200
# On the logit scale: a smaller share changes the score by about one hundredth, which is no reason.
MIN_SHARE = 0.05


def build_reason(shares: Mapping[str, float], *, worth: float, speaker: str = "") -> StoredMessage:
    """Return the reason for a score, of at most three phrases for and against it.

    `shares` maps each feature to its share of the score: its weight times its value. What lowered the score is named
    only below the threshold from which a claim is suggested.
    """
    in_favour = _phrases(REASONS_FOR, shares, sign=1)
    against = _phrases(REASONS_AGAINST, shares, sign=-1) if worth < SUGGESTION_THRESHOLD else ()
    if in_favour and against:
        reason = message("worth.mixed", against=against, reasons=in_favour)
    elif in_favour or against:
        reason = message("worth.reasons", reasons=in_favour or against)
    else:
        reason = message("worth.nothing")
    # A malformed text can have a "speaker" of any length.
    speaker = speaker[:MAX_REASON_SPEAKER_LENGTH]
    return message("worth.attributed", reason=reason, speaker=speaker) if speaker else reason


def _phrases(
    table: Mapping[str, str], shares: Mapping[str, float], *, sign: int
) -> tuple[StoredMessage, ...]:
    ranked = sorted(
        (-sign * share, name) for name, share in shares.items() if name in table and sign * share > MIN_SHARE
    )
    codes = dict.fromkeys(table[name] for _, name in ranked)
    return tuple(message(code) for code in list(codes)[:MAX_PHRASES])
