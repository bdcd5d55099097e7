"""CSV = XLSX = JSON = the table on the page = the chart, for every figure.

What is compared of a figure: its value, its growth and its day, as text with all digits, in figures.csv, figures.xlsx and figures.json of
its year and of all years, in targets/<id>.csv and the history of targets/<id>.json and targets.json, in the table 历次数据 of the target's
page; of the newest one besides in targets.csv/.xlsx/.json and in the target's charts: their tables on the page, their CSV files and the
labels of their drawings.
"""

import html
import re
from html.parser import HTMLParser

from .site import SUBJECTS, plain


def forms(site):
    compared, faults = 0, []
    for folder in site.folders():
        for subject in SUBJECTS:
            name = f"{folder}/{subject}"
            head, rows = site.unguarded(f"{name}.csv")
            if (head, rows) != site.sheet(f"{name}.xlsx"):
                faults.append(f"{name}: XLSX differs from CSV: {first_difference(rows, site.sheet(f'{name}.xlsx')[1])}")
            if head != [title for _, title in site.fields(subject)]:
                faults.append(f"{name}: other columns than described")
            other = json_rows(site, folder, subject)
            if subject == "targets":
                rows = [known(site, row) for row in rows]
            if rows != other:
                faults.append(f"{name}: JSON differs from CSV: {first_difference(rows, other)}")
            compared += sum(len(row) for row in rows)
    for year in site.years:
        faults += of_single_targets(site, year)
    return compared, faults


def first_difference(one, other):
    if len(one) != len(other):
        return f"{len(one)} and {len(other)} rows"
    return next(((at, a, b) for at, (a, b) in enumerate(zip(one, other)) if a != b), "the heads")


# Columns of targets.csv that say in words what targets.json says in codes and ids, or that it does not have.
IN_WORDS = [
    "nature", "year", "chapter_title", "measure_word", "target.words", "target.mask", "growth.words", "commitment", "lead", "support",
    "status_word", "page", "file", "line",
]


def known(site, row):
    return [cell for (key, _), cell in zip(site.fields("targets"), row) if key not in IN_WORDS]


def json_rows(site, folder, subject):
    value = site.json(f"{folder}/{subject}.json")
    keys = [key for key, _ in site.fields(subject)]
    if subject != "targets":
        rows = value[subject]
        for row in rows:
            if list(row) != keys:
                raise ValueError(f"{folder}/{subject}: {list(row)}")
        return [[plain(row[key]) for key in keys] for row in rows]
    reports = value["reports"] if "reports" in value else [value]
    targets = [target for report in reports for target in report["targets"]]
    return [[flat(target, key) for key in keys if key not in IN_WORDS] for target in targets]


def flat(target, key):
    if key == "quote":
        return next(iter(target["quotes"]), "")
    value = target
    for part in key.split("."):
        value = None if value is None else value[part]
    return plain(value)


def of_single_targets(site, year):
    """targets/<id>.csv and .json hold the rows of their target, word for word."""
    faults = []
    head, rows = site.csv(f"data/{year}/figures.csv")
    at = head.index("目标编号")
    targets = {target["id"]: target for target in site.json(f"data/{year}/targets.json")["targets"]}
    for name, target in targets.items():
        own = [row for row in rows if row[at] == name]
        if site.csv(f"data/{year}/targets/{name}.csv") != (head, own):
            faults.append(f"data/{year}/targets/{name}.csv: other rows than figures.csv")
        if site.json(f"data/{year}/targets/{name}.json")["target"] != target:
            faults.append(f"data/{year}/targets/{name}.json: another row than targets.json")
        history = [[plain(entry[key]) for key in ("as_of", "value", "growth")] for entry in target["history"]]
        expected = [[row[head.index(title)] for title in ("数据截至", "数值", "同比增速")] for row in own]
        if history != expected:
            faults.append(f"data/{year}/targets/{name}.json: another history than figures.csv")
    return faults


class Tables(HTMLParser):
    """The tables of a page, each the rows of its body as texts, with its caption; notes inside cells are left out."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.cell, self.note, self.caption = [], None, 0, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        name = dict(attrs).get("class", "") or ""
        if tag == "table":
            self.tables.append({"class": name, "caption": "", "rows": []})
        elif tag == "caption":
            self.caption = ""
        elif tag == "tr":
            self.tables[-1]["rows"].append([])
        elif tag in ("td", "th"):
            self.cell = ""
        elif self.cell is not None and tag == "span" and (self.note or "note" in name):
            self.note += 1

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            self.tables[-1]["rows"][-1].append(self.cell.strip())
            self.cell, self.note = None, 0
        elif tag == "caption":
            self.tables[-1]["caption"], self.caption = self.caption.strip(), None
        elif tag == "span" and self.note:
            self.note -= 1

    def handle_data(self, data):
        if self.caption is not None:
            self.caption += data
        elif self.cell is not None and not self.note:
            self.cell += data


def day(text):
    """2022年6月30日 → 2022-06-30"""
    found = re.match(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text)
    return "{}-{:0>2}-{:0>2}".format(*found.groups()) if found else text


def unmarked(text):
    return text.replace("（演示）", "").replace("（初步数）", "").strip()


def number(text):
    """The digits at the start of 101亿元."""
    found = re.match(r"-?\d+(\.\d+)?", unmarked(text))
    return found.group(0) if found else ""


def growth(text):
    """同比增长8.2% → 8.2, 同比下降3% → -3"""
    text = unmarked(text)
    digits = re.search(r"\d+(\.\d+)?", text)
    if "持平" in text:
        return "flat"
    return ("-" if "下降" in text else "") + digits.group(0) if digits else ""


def pages(site):
    """历次数据 of every target's page against figures.csv."""
    compared, faults = 0, []
    for year in site.years:
        head, rows = site.csv(f"data/{year}/figures.csv")
        column = lambda row, title: row[head.index(title)]
        for name in dict.fromkeys(column(row, "目标编号") for row in rows):
            own = [row for row in rows if column(row, "目标编号") == name]
            text = site.text(f"{year}/targets/{name}/index.html")
            table = next((table for table in Tables(text).tables if "readings" in table["class"]), None)
            if table is None:
                faults.append(f"{year}/targets/{name}: no table of readings for {len(own)} figures")
                continue
            titles, *seen = table["rows"]
            if len(seen) != len(own):
                faults.append(f"{year}/targets/{name}: {len(seen)} readings for {len(own)} figures")
                continue
            # The newest stands first on the page.
            for row, shown in zip(own, reversed(seen)):
                cells = dict(zip(titles, shown))
                compared += 1
                faults += [f"{year}/targets/{name}: {fault}" for fault in reading(site, row, column, cells)]
    return compared, faults


def reading(site, row, column, cells):
    faults = []
    if day(cells["截至"]) != column(row, "数据截至"):
        faults.append(f"{cells['截至']} is not {column(row, '数据截至')}")
    said = cells["完成情况"]
    value, rate = column(row, "数值"), column(row, "同比增速")
    # A rate is told as growth where there is no value beside it.
    told = {number(said), growth(said), growth(cells.get("同比", ""))}
    for what in (value, rate):
        is_flat = what and float(what) == 0 and "flat" in told
        if what and what not in told and not is_flat:
            faults.append(f"{what} of the data is not on the page: {cells}")
    if not value and not rate and column(row, "到达节点") and column(row, "到达节点") not in said:
        faults.append(f"the stage {column(row, '到达节点')} is not on the page: {cells}")
    if column(row, "暂不公开") == "是" and (value or rate or number(said)):
        faults.append(f"a withheld figure: {row}")
    if site.sample and (value or rate) and "（演示）" not in said + cells.get("同比", ""):
        faults.append(f"a demonstration that does not say so: {cells}")
    return faults


def charts(site):
    """Every chart's CSV against its table on a page, and the drawing's labels against both."""
    compared, faults = 0, []
    on_pages = chart_tables(site)
    for path in sorted((site.root / "charts").rglob("*.csv")):
        name = path.relative_to(site.root).as_posix()
        head, rows = site.unguarded(name)
        expected = [[unmarked(cell) for cell in row[1:]] for row in [head, *rows]]
        seen = on_pages.get(name)
        if seen is None:
            faults.append(f"{name}: no page links to it")
            continue
        if [[unmarked(cell) for cell in row] for row in seen] != expected:
            faults.append(f"{name}: the page shows another table: {first_difference(expected, seen)}")
        compared += 1
        faults += [f"{name}: {fault}" for fault in drawn(site, name, expected)]
    return compared, faults


def chart_tables(site):
    """Address of a chart's CSV → the table beside the drawing on a page that links to it."""
    found = {}
    for page in site.root.rglob("index.html"):
        here = page.relative_to(site.root).parent
        for figure in re.findall(r'<figure class="chart".*?</figure>', page.read_text(encoding="utf-8"), re.S):
            address = re.search(r'href="([^"]+\.csv)"', figure)
            if address and "<table" in figure:
                name = (site.root / here / html.unescape(address.group(1))).resolve().relative_to(site.root.resolve()).as_posix()
                found[name] = Tables(re.sub(r"<svg.*?</svg>", "", figure, flags=re.S)).tables[-1]["rows"]
    return found


def drawn(site, name, table):
    """The labels of a drawing, and its description, say of its target's figures what the tables of figures say."""
    kind, _, target = name.rsplit("/", 1)[1][: -len(".csv")].partition("-")
    year = name.split("/")[1]
    if kind not in ("bullet", "quarters", "trend") or not site.exists(f"data/{year}/targets/{target}.csv"):
        return []
    head, rows = site.csv(f"data/{year}/targets/{target}.csv")
    values = {row[head.index("数据截至")]: (row[head.index("数值")], row[head.index("同比增速")]) for row in rows}
    svg = site.text(name.replace(".csv", ".svg"))
    labels = {unmarked(html.unescape(label)) for label in re.findall(r"<text[^>]*>([^<]*)</text>", svg)}
    described = unmarked(html.unescape(re.search(r"<desc[^>]*>([^<]*)</desc>", svg).group(1)))
    if kind == "bullet":
        cells = {row[0]: row[1] for row in table[1:] if len(row) > 1}
        return bullet(cells, values[day(cells["数据截至"])], labels, described)
    faults = []
    for row in table[1:]:
        value = number(row[1])
        expected = values.get(f"{year}-{ENDS[row[0]]}", ("", ""))[0] if kind == "quarters" else value
        if value != expected:
            faults.append(f"{row[0]}: {row[1]} is not {expected}")
        if value and value not in labels:
            faults.append(f"the drawing has no label {value}")
        # A year of a report with figures of its own ends with one of them.
        if kind == "trend" and row[0] == f"{year}年" and value not in {own for own, _ in values.values()}:
            faults.append(f"{row[0]}: {value} is no figure of the target")
    return faults


ENDS = {"一季度": "03-31", "上半年": "06-30", "前三季度": "09-30", "全年": "12-31"}


def bullet(cells, figure, labels, described):
    faults = []
    actual = cells["实际"]
    if number(actual) not in figure and growth(actual) not in figure:
        faults.append(f"{actual} is neither {figure[0]} nor {figure[1]}")
    if actual not in labels:
        faults.append(f"the drawing has no label {actual}")
    if actual not in described:
        faults.append(f"the drawing is described without {actual}")
    return faults
