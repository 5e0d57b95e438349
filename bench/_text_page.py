"""The tables of docs/quality.md: what was measured now in the place of what stood there, the rest as it stood."""

from collections.abc import Mapping, Sequence

MARK = "<!-- the table below is written by `make bench-text` -->"
HEAD = (
    "| what | set | figure | method | reached (95 % interval) | best before | first goal |\n"
    "|---|---|---|---|---|---|---|"
)
COST_HEAD = "| method | processor time of a 500-word article | memory of the process |\n|---|---|---|"
Line = Mapping[str, object]
Key = tuple[str, ...]


def rewritten(page: str, order: Sequence[Key], figures: Sequence[Line], spent: Sequence[Line]) -> str:
    """The page with these figures in it. `order`: (what, set, figure, method) of every row that there may be."""
    before, _, tables = page.partition(MARK)
    kept = [line for line in tables.split("\n") if line.startswith("| ") and line not in HEAD + COST_HEAD]
    rows = {_cells(line)[:4]: line for line in kept if len(_cells(line)) == 7}
    rows |= {_key(one): _row(one) for one in figures}
    costs = {_cells(line)[0]: line for line in kept if len(_cells(line)) == 3}
    costs |= {str(one["method"]): _cost(one) for one in spent}
    lines = [HEAD, *(rows[key] for key in order if key in rows), "", COST_HEAD, *costs.values()]
    return f"{before}{MARK}\n\n" + "\n".join(lines) + "\n"


def _cells(line: str) -> Key:
    return tuple(cell.strip().strip("`") for cell in line.strip("|").split("|"))


def _key(one: Line) -> Key:
    return str(one["name"]).removeprefix("text."), str(one["file"]), str(one["figure"]), str(one["method"])


def _row(one: Line) -> str:
    what, file, figure, method = _key(one)
    return (
        f"| {what} | `{file}` | {figure} | {method} "
        f"| {_percent(one['value'])} ({_percent(one['low'])}–{_percent(one['high'])}) "
        f"| {_percent(one['best'])} | {_percent(one['goal'])}{_verdict(one)} |"
    )


def _cost(one: Line) -> str:
    return f"| {one['method']} | {one['cpu_ms']} ms | {one['memory_mb']} MB |"


def _percent(share: object) -> str:
    return f"{100 * float(str(share)):.1f}"


def _verdict(one: Line) -> str:
    reached = float(str(one["value"]))
    if reached >= float(str(one["goal"])):
        return ", reached"
    return ", not reached" if reached >= float(str(one["best"])) else ", not reached, below the best before"
