"""Attribution: who says what in a sentence.

`rules` works on the characters alone, `parser` on a dependency parse. Both take candidate cues from `lexicon` and let
`model` decide which of them introduce an attribution.
"""
