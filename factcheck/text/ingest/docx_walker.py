"""The walk through the body of a Word document: paragraphs, tables, and the contents of their runs."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from factcheck.enums import BlockKind
from factcheck.text.ingest.document import TextBlock
from factcheck.text.ingest.docx_math import to_line
from factcheck.text.ingest.docx_styles import Styles, child, is_on, local, value
from factcheck.text.ingest.raised import lower_text, raise_text

# Elements whose children are read as if the element were not there.
_TRANSPARENT = frozenset(
    {
        *("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo"),
        *("customXml", "document", "body"),
    }
)
# Elements without words. What is in neither set is named in a warning.
_WITHOUT_WORDS = frozenset(
    {
        *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "smartTagPr"),
        *("customXmlPr", "fldData", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"),
        *("commentRangeStart", "commentRangeEnd", "annotationRef", "lastRenderedPageBreak", "instrText"),
        *("delInstrText", "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "softHyphen"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "background"),
        *("dirty", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart"),
        *("customXmlDelRangeEnd", "tblPrEx", "docPartObj", "pgNum"),
    }
)
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
# Characters of the fonts Symbol and Wingdings, which Word stores as private ones.
_SYMBOLS = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "‣",
    0xF0E0: "→",
    0xF0B0: "°",
    0xF0B1: "±",
    0xF0A3: "≤",
    0xF0B3: "≥",
}


class Walker:
    """Collects `blocks`, and what was left out: words by code, counts by code, names of unknown elements."""

    def __init__(self, styles: Styles, read_chunk: Callable[[str], list[TextBlock]]) -> None:
        self.blocks: list[TextBlock] = []
        self.left_out: dict[str, list[str]] = defaultdict(list)
        self.counts: Counter[str] = Counter()
        self.unknown: set[str] = set()
        self._styles = styles
        self._read_chunk = read_chunk
        self._boxes: list[Any] = []
        self._notes: dict[str, dict[str, int]] = {"footnotes": {}, "endnotes": {}}
        self._note_count = 0

    def read_body(self, element: Any) -> None:
        """Read the paragraphs and tables of an element, in order."""
        for item in element:
            name = local(item)
            if name == "p":
                self._read_paragraph(item)
            elif name == "tbl":
                self._read_table(item)
            elif name == "altChunk":
                self.blocks += self._read_chunk(value(item, "id"))
            elif name == "AlternateContent":
                self.read_body(_choice(item))
            elif name in ("oMath", "oMathPara"):
                self.blocks.append(TextBlock(self._equation(item)))
            elif name in _TRANSPARENT:
                self.read_body(item)
            elif name in ("del", "moveFrom"):
                self._note_deleted(item)
            elif name and name not in _WITHOUT_WORDS:
                self._note_unknown(item)

    def read_notes(self, kind: str, root: Any) -> None:
        """Append the notes that the text refers to, numbered as there."""
        numbers = self._notes[kind]
        notes = {value(note, "id"): note for note in (() if root is None else root) if local(note)}
        for identifier, number in numbers.items():
            if identifier in notes:
                text = " ".join(self._inline(p) for p in notes[identifier] if local(p) == "p").strip()
                self.blocks.append(TextBlock(f"[{number}] {text}", BlockKind.LIST_ITEM))
                self.counts["footnotes"] += 1

    def _read_paragraph(self, paragraph: Any) -> None:
        properties = child(paragraph, "pPr")
        style = value(child(properties, "pStyle"))
        kind = self._styles.kind_of(style)
        numbered = value(child(child(properties, "numPr"), "numId")) not in ("", "0")
        if kind is None and numbered:
            kind = BlockKind.LIST_ITEM
        for line in self._inline(paragraph, hidden=self._styles.has(style, "vanish")).split("\n\n"):
            self.blocks.append(TextBlock(line, kind))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.read_body(box)

    def _read_table(self, table: Any) -> None:
        for row in _descend(table, "tr"):
            cells = [self._cell(cell) for cell in _descend(row, "tc")]
            if any(cell.strip() for cell in cells):
                self.blocks.append(TextBlock(" | ".join(cells), BlockKind.LIST_ITEM))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.read_body(box)

    def _cell(self, cell: Any) -> str:
        # Blocks of a cell are one text: a table inside a cell too.
        outer, self.blocks = self.blocks, []
        self.read_body(cell)
        inner, self.blocks = self.blocks, outer
        return " ".join(block.text for block in inner if block.text.strip())

    def _inline(self, element: Any, *, hidden: bool = False) -> str:
        """Return the words in an element: those of its runs, fields, links and equations."""
        words = []
        for item in element:
            name = local(item)
            if name == "r":
                words.append(self._run(item, hidden=hidden))
            elif name in ("oMath", "oMathPara"):
                words.append(self._equation(item))
            elif name == "AlternateContent":
                words.append(self._inline(_choice(item), hidden=hidden))
            elif name == "ruby":
                words.append(self._ruby(item, hidden=hidden))
            elif name in ("del", "moveFrom"):
                self._note_deleted(item)
            elif name in _TRANSPARENT:
                words.append(self._inline(item, hidden=hidden))
            elif name and name not in _WITHOUT_WORDS:
                self._note_unknown(item)
        return "".join(words)

    def _run(self, run: Any, *, hidden: bool) -> str:
        properties = child(run, "rPr")
        style = value(child(properties, "rStyle"))
        text = "".join(self._content(item, hidden=hidden) for item in run)
        if not text:
            return ""
        vanishes = child(properties, "vanish")
        if (
            is_on(properties, "vanish")
            if vanishes is not None
            else hidden or self._styles.has(style, "vanish")
        ):
            return self._leave_out("hidden", text)
        if any(is_on(properties, name) or self._styles.has(style, name) for name in ("strike", "dstrike")):
            return self._leave_out("struck", text)
        position = value(child(properties, "vertAlign")) or self._styles.position_of(style)
        if position == "superscript" and not text.startswith(" ["):
            return raise_text(text)
        return lower_text(text) if position == "subscript" else text

    def _content(self, item: Any, *, hidden: bool) -> str:
        name = local(item)
        if name == "t":
            return item.text or ""
        if name in _BREAKS:
            return _BREAKS[name]
        if name == "sym":
            return self._symbol(item)
        if name in ("footnoteReference", "endnoteReference"):
            return self._note_reference(f"{name.removesuffix('Reference')}s", value(item, "id"))
        if name == "ruby":
            return self._ruby(item, hidden=hidden)
        if name == "AlternateContent":
            return "".join(self._content(part, hidden=hidden) for part in _choice(item))
        self._note_other(item, name)
        return ""

    def _note_other(self, item: Any, name: str) -> None:
        if name in ("drawing", "pict", "object"):
            self._note_drawing(item)
        elif name == "commentReference":
            self.counts["comments"] += 1
        elif name == "delText":
            self._leave_out("tracked_changes", item.text or "")
        elif name not in _WITHOUT_WORDS and name not in ("fldChar", ""):
            self._note_unknown(item)

    def _symbol(self, item: Any) -> str:
        try:
            code = int(value(item, "char"), 16)
        except ValueError:
            return "�"
        return _SYMBOLS.get(code, chr(code - 0xF000) if 0xF020 <= code < 0xF07F else "�")

    def _ruby(self, ruby: Any, *, hidden: bool) -> str:
        above = self._inline(child(ruby, "rt")) if child(ruby, "rt") is not None else ""
        if above.strip():
            self._leave_out("ruby", above)
        base = child(ruby, "rubyBase")
        return "" if base is None else self._inline(base, hidden=hidden)

    def _note_reference(self, kind: str, identifier: str) -> str:
        numbers = self._notes[kind]
        if identifier not in numbers:
            self._note_count += 1
            numbers[identifier] = self._note_count
        return f" [{numbers[identifier]}]"

    def _equation(self, element: Any) -> str:
        self.counts["equations"] += 1
        return to_line(element)

    def _note_drawing(self, item: Any) -> None:
        boxes = [part for part in item.iter() if local(part) == "txbxContent"]
        self._boxes += boxes
        self.counts["text_boxes" if boxes else "pictures"] += 1

    def _note_deleted(self, element: Any) -> None:
        words = "".join(part.text or "" for part in element.iter() if local(part) in ("delText", "t"))
        if words.strip():
            self._leave_out("tracked_changes", words)

    def _note_unknown(self, element: Any) -> None:
        if any((part.text or "").strip() for part in element.iter() if local(part) == "t"):
            self.unknown.add(local(element))

    def _leave_out(self, code: str, words: str) -> str:
        if words.strip():
            self.left_out[code].append(words)
        return ""


def _choice(alternatives: Any) -> Any:
    """Return the first of some alternatives: they show the same content for newer and older programs."""
    choice = child(alternatives, "Choice")
    return choice if choice is not None else child(alternatives, "Fallback") or ()


def _descend(element: Any, name: str) -> list[Any]:
    """Return the children with a name, also those inside of content controls."""
    found = []
    for item in element:
        if local(item) == name:
            found.append(item)
        elif local(item) in _TRANSPARENT:
            found += _descend(item, name)
    return found
