from hypothesis import given
from hypothesis import strategies as st

from api.core.pagination import FIRST_PAGE, Cursor, apply_cursor, build_page
from tests import factories as make


class Listed:
    """A list of rows that pages like a QuerySet, for properties without a database."""

    def __init__(self, ids):
        self.ids = list(ids)

    def filter(self, **by):
        ((lookup, key),) = by.items()
        return Listed(pk for pk in self.ids if (pk < key if lookup == "id__lt" else pk > key))

    def order_by(self, name):
        return Listed(sorted(self.ids, reverse=name.startswith("-")))

    def __getitem__(self, part):
        return Listed(self.ids[part])


IDS = st.sets(st.integers(1, 10**6), max_size=60)


@given(ids=IDS, size=st.integers(1, 20), newest_first=st.booleans())
def test_pages_visit_every_row_once_in_both_directions(ids, size, newest_first):
    def walk(cursor, side):
        while True:
            rows = apply_cursor(Listed(ids), cursor.side, cursor.key, newest_first=newest_first)[: size + 1]
            rows_of_page, after, before = build_page([{"id": pk} for pk in rows.ids], cursor, size)
            yield [row["id"] for row in rows_of_page]
            cursor = after if side == "after" else before
            if cursor is None:
                return

    forward = list(walk(FIRST_PAGE, "after"))
    assert [pk for part in forward for pk in part] == sorted(ids, reverse=newest_first)
    assert all(len(part) == size for part in forward[:-1])
    if len(forward) > 1:
        back = list(walk(Cursor("before", forward[-1][0]), "before"))
        assert [pk for part in reversed(back) for pk in part] == [pk for part in forward[:-1] for pk in part]


def test_links_to_other_pages_keep_the_filters(team, editor):
    article = make.article(team.desk)
    claims = [claim.pk for claim in make.claims(article, 5)]
    first = editor.get("claims/", article=article.pk, page_size=2).json()
    assert first["previous"] is None
    assert first["next"].startswith("http://testserver/api/v1/claims/?")
    second = editor.client.get(first["next"]).json()
    assert [row["id"] for row in second["results"]] == claims[2:4]
    assert editor.client.get(second["previous"]).json()["results"] == first["results"]
    last = editor.client.get(second["next"]).json()
    assert last["next"] is None


def test_added_and_deleted_rows_do_not_shift_other_rows(team, editor):
    article = make.article(team.desk)
    claims = make.claims(article, 4)
    first = editor.get("claims/", page_size=2).json()
    claims[0].delete()
    make.claim(article, number=99)
    second = editor.client.get(first["next"]).json()
    assert [row["id"] for row in second["results"]] == [claims[2].pk, claims[3].pk]


def test_a_page_has_50_rows_by_default(team, editor):
    article = make.article(team.desk)
    make.claims(article, 51)
    assert len(editor.get("claims/").json()["results"]) == 50
    assert len(editor.get("claims/", page_size=200).json()["results"]) == 51
