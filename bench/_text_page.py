"""The tables of docs/quality.md: new figures replace old ones.

All other rows stay.
"""

from collections.abc import Mapping, Sequence

MARK = "<!-- the table below is written by `make bench-text` -->"
HEAD = (
    "| what | set | figure | method | reached (95 % interval) | previous best | first goal |\n"
    "|---|---|---|---|---|---|---|"
)
COST_HEAD = "| method | processor time of a 500-word article | memory of the process |\n|---|---|---|"
Line = Mapping[str, object]
Key = tuple[str, ...]


def replace_tables(page: str, order: Sequence[Key], figures: Sequence[Line], costs: Sequence[Line]) -> str:
    """Return the page with these figures and costs.

    `order` lists (what, set, figure, method) of every possible row.
    """
    before, _, tables = page.partition(MARK)
    old = [line for line in tables.split("\n") if line.startswith("| ") and line not in HEAD + COST_HEAD]
    rows = {_cells(line)[:4]: line for line in old if len(_cells(line)) == 7}
    rows |= {_key(figure): _to_row(figure) for figure in figures}
    cost_rows = {_cells(line)[0]: line for line in old if len(_cells(line)) == 3}
    cost_rows |= {str(cost["method"]): _to_cost_row(cost) for cost in costs}
    lines = [HEAD, *(rows[key] for key in order if key in rows), "", COST_HEAD, *cost_rows.values()]
    return f"{before}{MARK}\n\n" + "\n".join(lines) + "\n"


def _cells(line: str) -> Key:
    return tuple(cell.strip().strip("`") for cell in line.strip("|").split("|"))


def _key(figure: Line) -> Key:
    name = str(figure["name"]).removeprefix("text.")
    return name, str(figure["file"]), str(figure["figure"]), str(figure["method"])


def _to_row(figure: Line) -> str:
    what, file, name, method = _key(figure)
    return (
        f"| {what} | `{file}` | {name} | {method} "
        f"| {_percent(figure['value'])} ({_percent(figure['low'])}–{_percent(figure['high'])}) "
        f"| {_percent(figure['best'])} | {_percent(figure['goal'])}{_outcome(figure)} |"
    )


def _to_cost_row(cost: Line) -> str:
    return f"| {cost['method']} | {cost['cpu_ms']} ms | {cost['memory_mb']} MB |"


def _percent(share: object) -> str:
    return f"{100 * float(str(share)):.1f}"


def _outcome(figure: Line) -> str:
    value = float(str(figure["value"]))
    if value >= float(str(figure["goal"])):
        return ", reached"
    return (
        ", not reached" if value >= float(str(figure["best"])) else ", not reached, below the previous best"
    )
