"""The table of map formats.

A new format is a module of this package and a row of `FORMATS`, and nothing else.

The order of the rows is the order in which exports are offered.
"""

from factcheck.argument.formats import (
    aif,
    arguebuf,
    dot,
    edge_csv,
    edge_csv_reader,
    factcheck_json,
    graphml,
    graphml_reader,
    kialo,
    mermaid,
    microtext,
    ova,
    sadface,
    xaif,
)
from factcheck.argument.formats.argdown import reader as argdown_reader
from factcheck.argument.formats.argdown import writer as argdown_writer
from factcheck.argument.formats.format_types import MapFormat
from factcheck.i18n import gettext_noop

_JSON = "application/json"
_ROWS = (
    MapFormat(
        "map.aif",
        "AIF",
        gettext_noop("Argument map (AIF)"),
        suffix=".aif.json",
        media_type=_JSON,
        write=aif.write,
        read=aif.read,
        detect=aif.detect,
    ),
    MapFormat(
        "map.xaif",
        "xAIF",
        gettext_noop("Argument map (xAIF)"),
        suffix=".xaif.json",
        media_type=_JSON,
        write=xaif.write,
        read=xaif.read,
        detect=xaif.detect,
    ),
    MapFormat(
        "map.argdown",
        "Argdown",
        gettext_noop("Argument map (Argdown)"),
        suffix=".argdown",
        media_type="text/plain",
        write=argdown_writer.write,
        read=argdown_reader.read,
        detect=argdown_reader.detect,
        titled=True,
    ),
    MapFormat(
        "map.sadface",
        "SADFace",
        gettext_noop("Argument map (SADFace)"),
        suffix=".sadface.json",
        media_type=_JSON,
        write=sadface.write,
        read=sadface.read,
        detect=sadface.detect,
    ),
    MapFormat(
        "map.kialo",
        "Kialo text",
        gettext_noop("Argument map (Kialo text)"),
        read=kialo.read,
        detect=kialo.detect,
    ),
    MapFormat(
        "map.graphml",
        "GraphML",
        gettext_noop("Argument map (GraphML)"),
        suffix=".graphml",
        media_type="application/xml",
        write=graphml.write,
        read=graphml_reader.read,
        detect=graphml_reader.detect,
    ),
    MapFormat(
        "map.dot",
        "Graphviz DOT",
        gettext_noop("Argument map (Graphviz DOT)"),
        suffix=".dot",
        media_type="text/vnd.graphviz",
        write=dot.write,
    ),
    MapFormat(
        "map.mermaid",
        "Mermaid",
        gettext_noop("Argument map (Mermaid)"),
        suffix=".mmd",
        media_type="text/vnd.mermaid",
        write=mermaid.write,
    ),
    MapFormat(
        "map.csv",
        "CSV",
        gettext_noop("Argument map (table, CSV)"),
        suffix=".csv",
        media_type="text/csv",
        write=edge_csv.write,
        read=edge_csv_reader.read,
        detect=edge_csv_reader.detect,
    ),
    MapFormat(
        "map.json",
        "Factcheck JSON",
        gettext_noop("Argument map (JSON)"),
        suffix=".map.json",
        media_type=_JSON,
        write=factcheck_json.write,
        read=factcheck_json.read,
        detect=factcheck_json.detect,
    ),
    MapFormat(
        "map.ova",
        "OVA",
        gettext_noop("Argument map (OVA)"),
        read=ova.read,
        detect=ova.detect,
    ),
    MapFormat(
        "map.arguebuf",
        "Arguebuf",
        gettext_noop("Argument map (Arguebuf JSON)"),
        read=arguebuf.read,
        detect=arguebuf.detect,
    ),
    MapFormat(
        "map.microtext",
        "microtext XML",
        gettext_noop("Argument map (microtext XML)"),
        read=microtext.read,
        detect=microtext.detect,
    ),
)

FORMATS: dict[str, MapFormat] = {row.slug: row for row in _ROWS}
WRITERS: dict[str, MapFormat] = {slug: row for slug, row in FORMATS.items() if row.write}
READERS: dict[str, MapFormat] = {slug: row for slug, row in FORMATS.items() if row.read}
