"""The reader of captions (SubRip, WebVTT): the spoken words as running text, without numbers and times."""

import re

from factcheck.stored_messages import message
from factcheck.text.ingest.document import ReaderOutput, TextBlock, assemble_blocks
from factcheck.text.ingest.encodings import decode

_TIMES = re.compile(
    r"\A\s{0,20}(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s{0,20}-->\s{0,20}(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
)
_VOICE = re.compile(r"<v(?:\.[\w.]{0,60})?\s([^>]{1,80})>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:[bicuv]|lang|ruby|rt|font|c\.[\w.]{0,60})\b[^>]{0,200}>|<\d[\d:.]{4,15}>|\{\\[^}]{1,40}\}",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’»)\]]*$")
# A pause of this length between two captions begins a paragraph where a sentence has ended.
_PAUSE_SECONDS = 2.0
_MAX_PARAGRAPH = 1_500


def read_captions(data: bytes) -> ReaderOutput:
    """Return the words; a new speaker begins a paragraph, and so does a pause after a sentence."""
    paragraphs: list[str] = []
    ended_at = 0.0
    for start, end, words in _cues(decode(data).replace("\r\n", "\n")):
        previous = paragraphs[-1] if paragraphs else ""
        if words and previous.endswith(words):  # repeated while the next line rolls in
            ended_at = end
            continue
        is_new = ": " in words[:60] and words[:1].isupper() and _VOICE.match(words) is not None
        whole = bool(_SENTENCE_END.search(previous))
        paused = whole and (start - ended_at > _PAUSE_SECONDS or len(previous) > _MAX_PARAGRAPH)
        if not previous or is_new or paused or words.startswith(("- ", "– ", ">>")):
            paragraphs.append(words)
        else:
            paragraphs[-1] = f"{previous} {words}"
        ended_at = end
    blocks = assemble_blocks(TextBlock(paragraph) for paragraph in paragraphs)
    return ReaderOutput(*blocks, warnings=(message("read.captions"),) if paragraphs else ())


def _cues(text: str) -> list[tuple[float, float, str]]:
    """Return start and end in seconds and the words of each caption, in the order of the file."""
    cues = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        times = _TIMES.match(lines[at])
        at += 1
        if times is None:
            continue
        words = []
        while at < len(lines) and lines[at].strip():
            words.append(lines[at])
            at += 1
        said = _clean(" ".join(words))
        if said:
            cues.append((_seconds(*times.groups()[:4]), _seconds(*times.groups()[4:]), said))
    return cues


def _clean(words: str) -> str:
    named = _VOICE.sub(lambda voice: f"{voice[1].strip()}: ", words)
    return " ".join(_TAG.sub("", named).split())


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000
