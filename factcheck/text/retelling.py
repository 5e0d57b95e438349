"""What splitters say of sentences, told in the reader's language: rows keep it in English, made of known phrases."""

import re

from factcheck.i18n import gettext as _
from factcheck.text.check_worthiness_reasons import NO_REASON, REASONS_AGAINST, REASONS_FOR
from factcheck.text.claim_detection import SKIP_REASONS

_PHRASE = "|".join(
    re.escape(one)
    for one in sorted({*REASONS_FOR.values(), *REASONS_AGAINST.values()}, key=len, reverse=True)
)
_LIST = rf"(?:{_PHRASE})(?:(?:, | and )(?:{_PHRASE}))*"
_REASON = re.compile(
    rf"(?P<little>little to check: )?(?:(?P<against>{_LIST}); )?(?P<reason>{_LIST}|{NO_REASON})"
    r"(?:, attributed to (?P<speaker>.+))?",
    re.DOTALL,
)


def retold(reason: str) -> str:
    """Why a sentence is worth checking, or why it became no claim; as it stands if no splitter said so."""
    if reason in SKIP_REASONS:
        return _(reason)
    found = _REASON.fullmatch(reason)
    if not found:
        return reason
    told = _(NO_REASON) if found["reason"] == NO_REASON else _list(found["reason"])
    if found["against"]:
        told = _("%(against)s; %(reason)s") % {"against": _list(found["against"]), "reason": told}
    if found["speaker"]:
        told = _("%(reason)s, attributed to %(speaker)s") % {"reason": told, "speaker": found["speaker"]}
    return _("little to check: %(reason)s") % {"reason": told} if found["little"] else told


def _list(said: str) -> str:
    """Like `worth_reasons.listed`, in the reader's language."""
    *first, last = [_(phrase) for phrase in re.findall(_PHRASE, said)]
    return _("%(first)s and %(last)s") % {"first": _(", ").join(first), "last": last} if first else last
