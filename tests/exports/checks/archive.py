"""Archives, as Python and so most tools open them."""

import zipfile


def check(site):
    compared, faults = 0, []
    for folder in site.folders():
        with zipfile.ZipFile(site.root / folder / "all.zip") as archive:
            if archive.testzip() is not None:
                faults.append(f"{folder}/all.zip: damaged")
            names = archive.namelist()
            if names != sorted(names) or "说明.txt" not in names:
                faults.append(f"{folder}/all.zip: {names}")
            for name in names:
                beside = site.root / ("data" if name.startswith("schema/") else folder) / name
                compared += 1
                if beside.is_file() and beside.read_bytes() != archive.read(name):
                    faults.append(f"{folder}/all.zip: {name} is not the file beside it")
            readme = archive.read("说明.txt").decode("utf-8-sig")
            if site.sample != readme.startswith("【演示】"):
                faults.append(f"{folder}/all.zip: the warning of a demonstration")
    return compared, faults
