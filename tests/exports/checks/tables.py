"""Every table by itself, in the tools that people use: the same rows, the right kinds of cells, nothing that a spreadsheet would run."""

import datetime

import openpyxl
import pandas

from .site import MISTAKEN, SUBJECTS


def check(site):
    compared, faults = 0, []
    for path in sorted((site.root / "data").rglob("*.csv")) + sorted((site.root / "charts").rglob("*.csv")):
        name = path.relative_to(site.root).as_posix()
        faults += [f"{name}: {fault}" for fault in of_csv(site, name, path.read_bytes())]
        compared += 1
    for folder in site.folders():
        for subject in SUBJECTS:
            faults += [f"{folder}/{subject}.xlsx: {fault}" for fault in of_workbook(site, folder, subject)]
            compared += 1
    return compared, faults


def of_csv(site, name, raw):
    faults = []
    head, rows = site.csv(name)
    if not raw.startswith(b"\xef\xbb\xbf"):
        faults.append("no byte order mark")
    if len(set(head)) != len(head):
        faults.append("two columns of one name")
    if head[0] != "数据性质" or any(row[0] != ("演示" if site.sample else "正式") for row in rows):
        faults.append("does not say whether it is a demonstration")
    if any(len(row) != len(head) for row in rows):
        faults.append("rows of different lengths")
    # A number may begin with a minus; nothing else may begin what a spreadsheet runs.
    dangerous = [cell for row in rows for cell in row if cell[:1] in "=+@\t\r" and cell or cell[:1] == "-" and not is_number(cell)]
    faults += [f"a spreadsheet would run {cell!r}" for cell in dangerous]
    frame = pandas.read_csv(site.root / name, dtype=str, keep_default_na=False)
    if list(frame.columns) != head or frame.values.tolist() != rows:
        faults.append("pandas reads something else than csv")
    return faults


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


KINDS = {
    "string": str,
    "decimal": (int, float),
    "nonNegativeInteger": int,
    "date": datetime.datetime,
    "dateTime": datetime.datetime,
    "boolean": str,
}


def of_workbook(site, folder, subject):
    faults = []
    book = openpyxl.load_workbook(site.root / folder / f"{subject}.xlsx")
    rows, notes = book.worksheets
    about = book.properties
    if about.creator or about.lastModifiedBy or about.title or about.created != datetime.datetime(2000, 1, 1):
        faults.append(f"says who made it or when: {about.creator} {about.lastModifiedBy} {about.created}")
    if rows.freeze_panes != "A2" or not rows.auto_filter.ref or notes.title != "说明":
        faults.append("no frozen head, no filter or no second sheet")
    if any(sheet.sheet_state != "visible" for sheet in book.worksheets):
        faults.append("a hidden sheet")
    words = "\n".join(str(cell.value) for row in notes.iter_rows() for cell in row if cell.value is not None)
    faults += [f"does not explain {title}" for key, title in site.fields(subject) if title not in words or key not in words]
    if site.sample != ("演示站点，不是政府网站。" in words) or site.sample != (rows.title == "演示数据_非真实"):
        faults.append("the warning of a demonstration")
    datatypes = kinds(site, subject)
    for row in rows.iter_rows(min_row=2):
        for cell, datatype in zip(row, datatypes):
            if cell.data_type == "f":
                faults.append(f"{cell.coordinate}: a formula")
            if isinstance(cell.value, str) and MISTAKEN.match(cell.value):
                faults.append(f"{cell.coordinate}: an apostrophe that belongs in CSV only")
            # More digits than a spreadsheet keeps are a text.
            is_long = isinstance(cell.value, str) and len(cell.value) > 15
            if cell.value is not None and not isinstance(cell.value, KINDS[datatype]) and not is_long:
                faults.append(f"{cell.coordinate}: {datatype} as {cell.value!r}")
    frame = pandas.read_excel(site.root / folder / f"{subject}.xlsx")
    if list(frame.columns) != [title for _, title in site.fields(subject)] or len(frame) != rows.max_row - 1:
        faults.append("pandas reads other columns or rows")
    return faults


def kinds(site, subject):
    tables = site.json("data/csv-metadata.json")["tables"]
    table = next(table for table in tables if table["url"] == f"{subject}.csv")
    base = lambda datatype: datatype["base"] if isinstance(datatype, dict) else datatype
    return [base(column["datatype"]) for column in table["tableSchema"]["columns"]]
