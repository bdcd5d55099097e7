"""The page of the ledger against ledger.csv: the same targets in the same order, and of each the same words, numbers, days and papers."""

from .equality import Tables, day, unmarked


def check(site):
    compared, faults = 0, []
    for year in site.years:
        head, rows = site.unguarded(f"data/{year}/ledger.csv")
        tables = [table for table in Tables(site.text(f"{year}/ledger/index.html")).tables if "ledger-table" in table["class"]]
        seen = [dict(zip(table["rows"][0], cells)) for table in tables for cells in table["rows"][1:]]
        if len(seen) != len(rows):
            faults.append(f"{year}/ledger: {len(seen)} rows for {len(rows)} of the data")
            continue
        for row, cells in zip(rows, seen):
            told = dict(zip(head, row))
            compared += 1
            faults += [f"{year}/ledger: {told['编号']}: {fault}" for fault in faults_of(site, told, cells)]
    return compared, faults


def faults_of(site, told, cells):
    faults = []
    if told["报告原文"] and told["报告原文"] != cells["报告原文"]:
        faults.append(f"other words: {cells['报告原文']}")
    if told["目标名称"] not in cells["目标任务"]:
        faults.append(f"another target: {cells['目标任务']}")
    goals = [told["公布的目标"] or told["目标"], told["公布的增速目标"] or told["增速目标"]]
    faults += [f"{goal} is not the goal of the page: {cells['目标任务']}" for goal in goals if unmarked(goal) not in unmarked(cells["目标任务"])]
    if told["期限"] != day(cells["期限"]):
        faults.append(f"another day: {cells['期限']}")
    if told["状态"] not in cells["结果"]:
        faults.append(f"another status: {cells['结果']}")
    said = unmarked(cells["结果"].replace(told["状态"], "", 1))
    if told["完成值"] and told["完成值"] not in said:
        faults.append(f"{told['完成值']} is not on the page: {said}")
    if told["完成增速"] and float(told["完成增速"]) and told["完成增速"].lstrip("-") not in said:
        faults.append(f"growth {told['完成增速']} is not on the page: {said}")
    if site.sample and told["完成值"] and "（演示）" not in cells["结果"]:
        faults.append(f"a demonstration that does not say so: {cells['结果']}")
    paper = f"《{told['依据文件']}》" if told["依据文件"] else "材料未公布" if told["依据单位"] else "未公布"
    if paper != cells["依据"]:
        faults.append(f"another paper: {cells['依据']}, not {paper}")
    return faults
