"""PDFs made by hand, as small as they can be: pages of lines, with the spacing of their paragraphs.

Latin lines use a font that every reader has. Right-to-left lines are shown as a typesetter shows them: glyphs from left
to right, a glyph for lam and alef together, the letters of each in its ToUnicode map.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LEADING, MARGIN, TOP = 14, 72, 760
LIGATURE = re.compile("ل[اأإآ]|.")
RTL = re.compile("[\u0590-\u08ff]")


def made_pdf(pages: Sequence[Sequence[str]], title: str | None = None) -> bytes:
    """A PDF of pages of lines; an empty line is a gap between paragraphs."""
    glyphs: dict[str, int] = {}
    contents = [_content(lines, glyphs) for lines in pages]
    first = 6  # the objects before are the catalogue, the tree, the two fonts and the info
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        _arabic_font(first + 2 * len(pages)),
        f"<<{f'/Title({title})' if title else ''}>>",
    ]
    for at, content in enumerate(contents):
        resources = "<</Font<</L 3 0 R/A 4 0 R>>>>"
        box = "/MediaBox[0 0 612 792]"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}/Resources{resources}/Contents {first + 2 * at + 1} 0 R>>")
        objects.append(_stream(content))
    objects += [_descendant(), _stream(_to_unicode(glyphs))]
    return _file(objects)


def _content(lines: Sequence[str], glyphs: dict[str, int]) -> str:
    shown = []
    for at, line in enumerate(lines):
        if line and RTL.search(line):
            letters = [_mirrored(each) for each in _visual(line)]
            codes = "".join(f"{glyphs.setdefault(each, len(glyphs) + 1):04x}" for each in letters)
            shown.append(f"BT /A 12 Tf {MARGIN} {TOP - at * LEADING} Td <{codes}> Tj ET")
        elif line:
            escaped = re.sub(r"([()\\])", r"\\\1", line)
            shown.append(f"BT /L 12 Tf {MARGIN} {TOP - at * LEADING} Td ({escaped}) Tj ET")
    return "\n".join(shown)


def _visual(line: str) -> list[str]:
    """The glyphs of a right-to-left line from left to right; figures stay as they are read."""
    glyphs = LIGATURE.findall(line)
    turned = "\0".join(reversed(glyphs))
    return re.sub(r"\d(?:\0\d)+", lambda match: match[0][::-1], turned).split("\0")


def _mirrored(glyph: str) -> str:
    return {"(": ")", ")": "("}.get(glyph, glyph)


def _arabic_font(descendant: int) -> str:
    return (
        "<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {descendant + 1} 0 R>>"
    )


def _descendant() -> str:
    info = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    descriptor = (
        "<</Type/FontDescriptor/FontName/Made/Flags 4/FontBBox[0 -200 600 800]/ItalicAngle 0/Ascent 800"
        "/Descent -200/CapHeight 700/StemV 80>>"
    )
    return (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/CIDSystemInfo{info}/DW 500/CIDToGIDMap/Identity"
        f"/FontDescriptor {descriptor}>>"
    )


def _to_unicode(glyphs: dict[str, int]) -> str:
    lines = [f"<{code:04x}> <{letters.encode('utf-16-be').hex()}>" for letters, code in glyphs.items()]
    chunks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    mapped = "\n".join(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar" for chunk in chunks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{mapped}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def _stream(content: str) -> str:
    return f"<</Length {len(content.encode('latin-1'))}>>stream\n{content}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    found, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(found))
        found += f"{number} 0 obj{content}endobj\n".encode("latin-1")
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{entries}trailer<</Size {size}/Root 1 0 R/Info 5 0 R>>"
    return found + f"{end}\nstartxref\n{len(found)}\n%%EOF".encode()
