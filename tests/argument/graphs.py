"""Random sound graphs for property tests.

All ends exist, and texts are any that a person could paste.
"""

from dataclasses import replace

from hypothesis import strategies as st

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind, StatementKind

HOSTILE = (
    "".join(map(chr, range(33, 127))),
    "two\nlines\r\nand\rmore",
    "<b>bold</b> &amp; <script>",
    "a trailing backslash \\",
    "👩‍👩‍👧 🇪🇺 emoji",
    "مرحبا بالعالم שלום",
    " spaces at both ends\t",
    "",
    "[T]: {a: 1} #tag // no comment /* no */ <!-- no --> @[T]",
    "(1) a\n----\n(2) b",
    "-> <A>",
    "===",
    "=1+1",
    "%%{init}%% end \u2028 \ufeff \u0085",
)
CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(CHARACTERS, max_size=30))
IDS = st.one_of(
    st.from_regex(r"[a-z][0-9]{0,2}", fullmatch=True),
    st.text(CHARACTERS, min_size=1, max_size=8),
    st.sampled_from(["r1", "item 1", "A (argument)", "Untitled statement 1", "[x]", "a:b"]),
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
# Not the names of the blocks of formats, whose content the formats interpret.
EXTRA = st.dictionaries(st.from_regex(r"x[a-z]{0,4}", fullmatch=True), VALUES, max_size=2)


@st.composite
def graphs(draw, texts=TEXTS, ids=IDS, extra=EXTRA, max_size=5):
    """Return a sound graph.

    The targets of relations are statements and relations, also in cycles.
    """
    names = draw(st.lists(ids, max_size=2 * max_size, unique=True))
    cut = draw(st.integers(0, len(names)))
    statements = [draw(_statement(name, texts, extra)) for name in names[:cut]]
    relations = [draw(_relation(name, names[:cut], names, texts, extra)) for name in names[cut:]]
    return Graph(tuple(statements), tuple(relations), draw(texts), draw(extra))


def _statement(name, texts, extra):
    return st.builds(
        Statement,
        id=st.just(name),
        text=texts,
        kind=st.sampled_from(StatementKind),
        base=st.sampled_from([0.5, 0.01, 0.99, 1e-05]) | st.floats(0, 1),
        origin=texts,
        active=st.booleans(),
        label=texts,
        url=texts,
        extra=extra,
    )


@st.composite
def _relation(draw, name, premises, targets, texts, extra):
    plain = Relation(
        id=name,
        kind=draw(st.sampled_from(RelationKind)),
        premises=tuple(draw(st.lists(st.sampled_from(premises), max_size=3))) if premises else (),
        target=draw(st.sampled_from(targets)),
    )
    if draw(st.booleans()):
        return plain
    more = {"base": st.floats(0, 1), "scheme": texts, "active": st.booleans(), "extra": extra}
    return replace(plain, **{field: draw(values) for field, values in more.items()})
