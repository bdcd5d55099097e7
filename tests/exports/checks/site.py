"""A built site as its readers see it: every form of a table as rows of plain text."""

import csv
import datetime
import json
import pathlib
import re

import openpyxl

SUBJECTS = ["targets", "figures", "milestones", "changes", "offices", "ledger"]
# What a cell begins with when a spreadsheet would take it for something else.
MISTAKEN = re.compile(r"^'(?=[=+\-@\t\r\n\0＝＋－＠]|\d{12,}$|\d+[eE]\d+$)")


class Site:
    """A folder that `gongkai build` made."""

    def __init__(self, folder):
        self.root = pathlib.Path(folder)
        self.name = self.root.name
        self.sample = json.loads(self.text("catalog.json"))["sample"]
        self.years = sorted(path.name for path in (self.root / "data").iterdir() if re.fullmatch(r"\d{4}", path.name))

    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def exists(self, path):
        return (self.root / path).is_file()

    def folders(self):
        """The folders with tables: of every year, and of all."""
        return [f"data/{year}" for year in self.years] + ["data"]

    def csv(self, path):
        """Head and rows as the file has them."""
        with open(self.root / path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        return rows[0], rows[1:]

    def unguarded(self, path):
        """The same with texts as they were before they were guarded against spreadsheets."""
        head, rows = self.csv(path)
        return head, [[MISTAKEN.sub("", cell) for cell in row] for row in rows]

    def sheet(self, path):
        """Head and rows of the first sheet of a workbook, as a reader sees them."""
        sheet = openpyxl.load_workbook(self.root / path).worksheets[0]
        rows = [[shown(cell) for cell in row] for row in sheet.iter_rows()]
        return rows[0], rows[1:]

    def json(self, path):
        """A JSON file whose numbers are texts with all their digits."""
        return json.loads(self.text(path), parse_float=Digits, parse_int=Digits, parse_constant=no_constant)

    def fields(self, subject):
        """Key and title of every column, as the published description gives them."""
        tables = json.loads(self.text("data/csv-metadata.json"))["tables"]
        table = next(table for table in tables if table["url"] == f"{subject}.csv")
        return [(column["name"], column["titles"]) for column in table["tableSchema"]["columns"]]


class Digits(str):
    """A number as it stands in the file."""


def no_constant(name):
    raise ValueError(f"{name} is no number")


def shown(cell):
    """A cell of a workbook as the reader sees it."""
    value, pattern = cell.value, cell.number_format
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M" if "hh" in pattern else "%Y-%m-%d")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bool):
        raise ValueError(f"{cell.coordinate}: yes and no are words")
    if isinstance(value, (int, float)):
        decimals = len(pattern.partition(".")[2])
        if not re.fullmatch(r"0(\.0+)?", pattern):
            raise ValueError(f"{cell.coordinate}: a number shown as {pattern}")
        return f"{value:.{decimals}f}"
    return value


def plain(value):
    """A value of JSON as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
