"""A workbook in a spreadsheet program: LibreOffice opens it and shows every cell as the CSV beside it."""

import csv
import pathlib
import subprocess
import tempfile

from .site import SUBJECTS

# Comma, quote, UTF-8, from the first line, cells as they are shown.
FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"


def check(site):
    folder = site.folders()[0]
    books = [site.root / folder / f"{subject}.xlsx" for subject in SUBJECTS]
    compared, faults = 0, []
    with tempfile.TemporaryDirectory() as home:
        command = ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", FILTER, "--outdir", home]
        run = subprocess.run([*command, *books], capture_output=True, text=True, timeout=120)
        for subject in SUBJECTS:
            path = pathlib.Path(home) / f"{subject}.csv"
            if not path.is_file():
                faults.append(f"{folder}/{subject}.xlsx was not opened: {run.stdout}{run.stderr}")
                continue
            with open(path, encoding="utf-8-sig", newline="") as file:
                seen = list(csv.reader(file))
            head, rows = site.unguarded(f"{folder}/{subject}.csv")
            compared += sum(len(row) for row in rows) + len(head)
            if seen != [head, *rows]:
                different = [(a, b) for a, b in zip([head, *rows], seen) if a != b][:1]
                faults.append(f"{folder}/{subject}.xlsx shows something else: {len(seen)} and {len(rows) + 1} rows {different}")
    return compared, faults
