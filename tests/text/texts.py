"""Texts for property tests: any characters, and texts like badly written articles."""

from hypothesis import strategies as st

from factcheck.text.normalise import normalise

_BITS = st.sampled_from(
    [
        *(
            "The rate fell.",
            "He said",
            "“We won,”",
            "3.5%",
            "U.S.",
            "Mr.",
            "e.g.",
            "…",
            "...",
            "?",
            "!",
            "Why?",
        ),
        *(
            "Source: reuters.com",
            "- item",
            "1. item",
            "By Jane Roe",
            "Figure 1.2",
            "Image: NASA.",
            "[1]",
            "(credit)",
        ),
        *(
            "中国。",
            "「はい」",
            "“好。”",
            "هل هذا صحيح؟",
            "सच है।",
            "¿Qué?",
            "🇩🇪",
            "👩🏽‍⚕️",
            "e\u0301\u0323",
            "\u0301",
            "\u200d",
        ),
        *(" ", " ", " ", "\n", "\n\n", "\t", "\u3000", "\u00a0", "\u0600", "\r\n", ".", '"', "»", ")"),
    ]
)
ANY = st.text(max_size=80)
ARTICLES = st.one_of(ANY, st.lists(_BITS, max_size=25).map("".join))
NORMAL = ARTICLES.map(normalise)
