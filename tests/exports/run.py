"""Reads the data files of built sites back with the tools that people use for them, and proves that every figure is the same in all.

    python run.py SITE...      each a folder that `gongkai build` made

Prints what was compared and what is wrong, and fails if anything is.
"""

import sys

from checks import archive, description, equality, ledger, spreadsheet, tables
from checks.site import Site

CHECKS = [
    ("csv, pandas, openpyxl", tables.check),
    ("CSV = XLSX = JSON", equality.forms),
    ("figures on pages", equality.pages),
    ("charts", equality.charts),
    ("the ledger", ledger.check),
    ("LibreOffice", spreadsheet.check),
    ("zip", archive.check),
    ("frictionless", description.package),
    ("CSVW", description.csvw),
    ("JSON-LD", description.linked_data),
    ("examples", description.examples),
]


def main(folders):
    if not folders:
        sys.exit(__doc__)
    faults = []
    for folder in folders:
        site = Site(folder)
        for name, check in CHECKS:
            compared, found = check(site)
            print(f"{site.name}: {name}: {compared} compared, {len(found)} faults", flush=True)
            if compared == 0:
                found = [*found, "nothing was there to compare"]
            faults += [f"{site.name}: {name}: {fault}" for fault in found]
    for fault in faults[:50]:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
