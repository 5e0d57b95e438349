"""The tables of docs/quality.md: new figures take their places, the rest stays as it stood."""

import pytest

from bench import text_quality
from bench._text_page import COST_HEAD, HEAD, MARK, replace_tables
from bench.text_quality import MEASURES, PAGE

ORDER = [("moons", "sky", "F1", "fast"), ("moons", "sky", "F1", "semantic"), ("stars", "sky", "MAP", "fast")]
OLD_STARS = (
    "| stars | `sky` | MAP | fast | 10.0 (9.0–11.0) | 20.0 | 30.0, not reached, below the previous best |"
)
OLD_COST = "| fast | 4.3 ms | 31 MB |"
PROSE = "How good it is.\n\n"


def page(*rows, costs=(OLD_COST,)):
    return "\n".join([PROSE + MARK, "", HEAD, *rows, "", COST_HEAD, *costs, ""])


def figure(what="moons", method="fast", value=0.5, best=0.4, goal=0.6):
    return {
        "name": f"text.{what}",
        "file": "sky",
        "figure": "F1" if what == "moons" else "MAP",
        "method": method,
        "value": value,
        "low": value - 0.1,
        "high": value + 0.1,
        "best": best,
        "goal": goal,
    }


def test_a_page_without_new_figures_is_unchanged():
    old = page(OLD_STARS)
    assert replace_tables(old, ORDER, [], []) == old


def test_a_new_figure_replaces_the_old_one():
    new = replace_tables(page(OLD_STARS), ORDER, [figure("stars", value=0.35, best=0.2, goal=0.3)], [])
    assert new == page("| stars | `sky` | MAP | fast | 35.0 (25.0–45.0) | 20.0 | 30.0, reached |")


def test_rows_are_in_the_order_of_the_measures():
    new = replace_tables(page(OLD_STARS), ORDER, [figure(method="semantic"), figure(method="fast")], [])
    rows = [line.split(" |")[0:4:3] for line in new.split("\n") if "`sky`" in line]
    assert rows == [["| moons", " fast"], ["| moons", " semantic"], ["| stars", " fast"]]


def test_a_row_without_a_measure_is_removed():
    assert replace_tables(page(OLD_STARS), ORDER[:2], [], []) == page()


def test_costs_are_replaced_by_method():
    new = replace_tables(page(), ORDER, [], [{"method": "parse", "cpu_ms": 80, "memory_mb": 150}])
    assert new == page(costs=(OLD_COST, "| parse | 80 ms | 150 MB |"))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.6, "60.0, reached |"),
        (0.5, "60.0, not reached |"),
        (0.3, "60.0, not reached, below the previous best |"),
    ],
)
def test_a_missed_goal_is_marked(value, said):
    assert said in replace_tables(page(), ORDER, [figure(value=value)], [])


def test_the_page_has_a_row_for_every_measure():
    text = PAGE.read_text(encoding="utf-8")
    order = [(one.name, one.file, one.figure, method) for one in MEASURES for method in one.methods]
    assert replace_tables(text, order, [], []) == text
    for what, file, said, method in order:
        assert f"| {what} | `{file}` | {said} | {method} |" in text


def test_an_unknown_set_is_rejected_with_the_known_ones(monkeypatch, tmp_path):
    (tmp_path / "sentseg.jsonl").touch()
    monkeypatch.setattr(text_quality.tasks, "DATA", tmp_path)
    with pytest.raises(SystemExit, match=r"“sky”.*claim_match_queries"):
        text_quality.main(["sky"])
