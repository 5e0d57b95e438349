"""Language detection, offline and deterministic."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SAMPLE_LENGTH = 2000
_MIN_CONFIDENCE = 0.5


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of a text's language.

    Returns an empty string if the probability is below one half. Langid (Lui and Baldwin 2012) classifies the first
    2,000 characters among the languages with a two-letter code. The first call loads the model, which takes half a
    second; later calls take about two milliseconds.
    """
    code, confidence = _identifier().classify(text[:_SAMPLE_LENGTH])
    return code if confidence >= _MIN_CONFIDENCE else ""


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
