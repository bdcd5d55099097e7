#!/usr/bin/env bash
# Makes the two fonts of the drawings' pictures from Debian's fonts-noto-cjk: simplified Chinese, GB 2312 and the signs below, without
# hints and layout tables, which the rasteriser does not use. The same package gives the same bytes.
#
#   src/chart/font/subset.sh            writes regular.otf, bold.otf and characters.txt beside itself
#
# To add characters, add them to EXTRA, run it, and commit what changed. Needs Python 3 and network access to PyPI.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source=${NOTO_CJK:-/usr/share/fonts/opentype/noto}
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

# Files of fonts-noto-cjk 1:20220127+repack1-1 (Noto Sans CJK 2.004).
sha256sum --check --quiet <<SUMS || { echo "other fonts than those the committed ones were made from" >&2; exit 1; }
b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a  $source/NotoSansCJK-Regular.ttc
faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb  $source/NotoSansCJK-Bold.ttc
SUMS

python3 -m venv "$build/venv"
"$build/venv/bin/pip" install --quiet --disable-pip-version-check fonttools==4.68.0
"$build/venv/bin/python" - "$source" "$here" <<'PYTHON'
import sys
from io import BytesIO

from fontTools import subset
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTCollection, TTFont

source, here = sys.argv[1:]
SIMPLIFIED_CHINESE = 2  # its place in the collections
FAMILY = "Gongkai Sans"

# What GB 2312 lacks and reports use: Latin letters with accents, powers, units, dashes, the middle dot, circled numbers, arrows and shapes.
EXTRA = "".join(map(chr, range(0xA0, 0x100))).replace("\u00ad", "") + "·–—‑−•⁰⁴⁵⁶⁷⁸⁹〇㎡㎢㎥㎞㎏㎜㎝℃‰№→←↑↓↗↘⇒▲△▼▽▶◀●○■□◆◇★☆✓①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳≤≥≈≠√￥€™′″…"


def gb2312():
    """Han, punctuation, full-width forms, Greek, Cyrillic and signs; kana and bopomofo are not Chinese reports'."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                char = bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                continue
            if not 0x3040 <= ord(char) < 0x3200:
                yield char


def raised_digits(font):
    """The raised digits the original lacks, for powers of ten on an axis: its own digits, made as small and set as high as its ⁴."""
    cmap, glyphs, top = font.getBestCmap(), font.getGlyphSet(), font["CFF "].cff.topDictIndex[0]

    def box(char):
        pen = BoundsPen(glyphs)
        glyphs[cmap[ord(char)]].draw(pen)
        return pen.bounds

    (_, low, _, high), (_, bottom, _, peak) = box("⁴"), box("4")
    scale = (high - low) / (peak - bottom)
    for digit, raised in zip("056789", "⁰⁵⁶⁷⁸⁹"):
        base = cmap[ord(digit)]
        wide = round(font["hmtx"][base][0] * scale)
        name = f"cid{65000 + int(digit)}"
        old, fd = top.CharStrings.getItemAndSelector(base)
        pen = T2CharStringPen(wide, None)
        glyphs[base].draw(TransformPen(pen, (scale, 0, 0, scale, 0, low - bottom * scale)))
        new = pen.getCharString(private=old.private, globalSubrs=old.globalSubrs)
        width = wide - old.private.nominalWidthX
        new.program = ([] if wide == old.private.defaultWidthX else [width]) + new.program[1:]
        top.CharStrings.charStrings[name] = len(top.CharStrings.charStringsIndex)
        top.CharStrings.charStringsIndex.append(new)
        top.FDSelect.gidArray.append(fd)
        top.charset.append(name)
        font["hmtx"][name] = (wide, 0)
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format != 14:
                table.cmap[ord(raised)] = name
    font.setGlyphOrder(top.charset)


wanted = {chr(code) for code in range(0x20, 0x7F)} | set(gb2312()) | set(EXTRA)
listed = None
for weight in ["Regular", "Bold"]:
    font = TTCollection(f"{source}/NotoSansCJK-{weight}.ttc").fonts[SIMPLIFIED_CHINESE]
    options = subset.Options(
        hinting=False,
        layout_features=[],
        name_IDs=[0, 13, 14],
        notdef_outline=True,
        recalc_timestamp=False,
        drop_tables=["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"],
    )
    font.recalcTimestamp = False
    tool = subset.Subsetter(options)
    tool.populate(unicodes=[ord(char) for char in wanted])
    tool.subset(font)
    small = BytesIO()
    font.save(small)
    font = TTFont(small, recalcTimestamp=False)
    raised_digits(font)
    # Neither a name of the original nor one its makers reserve: this is a modified version.
    script_name = f"{FAMILY.replace(' ', '')}-{weight}"
    for number, text in [(1, FAMILY), (2, weight), (3, script_name), (4, f"{FAMILY} {weight}"), (6, script_name)]:
        font["name"].setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [script_name]
    for top in cff.topDictIndex:
        top.FamilyName, top.FullName, top.Weight = FAMILY, f"{FAMILY} {weight}", weight
    characters = sorted(map(chr, font.getBestCmap()))
    assert listed in (None, characters), "the two weights differ"
    listed = characters
    font.save(f"{here}/{weight.lower()}.otf")

lacking = "".join(sorted(wanted - set(listed)))
with open(f"{here}/characters.txt", "w", encoding="utf-8") as out:
    for at in range(0, len(listed), 64):
        print("".join(listed[at : at + 64]), file=out)
print(f"{len(listed)} characters; not in the original: {lacking or 'none'}")
PYTHON
