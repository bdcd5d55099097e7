"""What describes the data to programs: Data Package, CSVW, JSON-LD and DCAT, and the examples on the page."""

import contextlib
import html
import io
import json
import re

import frictionless
import rdflib

from .site import SUBJECTS

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
SCHEMA = rdflib.Namespace("https://schema.org/")


def package(site):
    """frictionless reads every resource with the described types, and finds the described hash and length."""
    report = frictionless.validate(str(site.root / "data/datapackage.json"))
    faults = [f"{task.place}: {error.message}" for task in report.tasks for error in task.errors]
    faults += [error.message for error in report.errors]
    described = json.loads(site.text("data/datapackage.json"))["resources"]
    for resource in described:
        for field, (key, title) in zip(resource["schema"]["fields"], site.fields(resource["path"].rsplit("/")[-1][: -len(".csv")])):
            if (field["gongkai:key"], field["name"]) != (key, title):
                faults.append(f"{resource['path']}: {field}")
    if len(report.tasks) != len(described) or len(described) != len(site.folders()) * len(SUBJECTS):
        faults.append(f"{len(report.tasks)} of {len(described)} resources were read")
    return len(report.tasks), faults


def csvw(site):
    """The columns of every description are those of the file, and every cell is of the described kind."""
    compared, faults = 0, []
    patterns = {
        "decimal": r"-?\d+(\.\d+)?",
        "nonNegativeInteger": r"\d+",
        "date": r"\d{4}-\d{2}-\d{2}",
        "dateTime": r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}",
        "boolean": "是|否",
        "string": r"(?s:.*)",
    }
    for folder in site.folders():
        for table in json.loads(site.text(f"{folder}/csv-metadata.json"))["tables"]:
            columns = table["tableSchema"]["columns"]
            head, rows = site.csv(f"{folder}/{table['url']}")
            if head != [column["titles"] for column in columns]:
                faults.append(f"{folder}/{table['url']}: {head}")
            for row in rows:
                for column, cell in zip(columns, row):
                    kind = column["datatype"]["base"] if isinstance(column["datatype"], dict) else column["datatype"]
                    if not (re.fullmatch(patterns[kind], cell) if cell else not column["required"]):
                        faults.append(f"{folder}/{table['url']}: {column['name']} is {cell!r}")
                    compared += 1
            key = [[column["name"] for column in columns].index(name) for name in table["tableSchema"].get("primaryKey", [])]
            if key and len({tuple(row[at] for at in key) for row in rows}) != len(rows):
                faults.append(f"{folder}/{table['url']}: two rows of one key")
    return compared, faults


def linked_data(site):
    """Nothing of it in a demonstration; else every address that is given leads to a file that stands there."""
    page = site.text("data/index.html")
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    if site.sample or 'rel="canonical"' not in page:
        faults = ["linked data of a demonstration"] if scripts or site.exists("data/catalog.jsonld") else []
        return 1, faults
    base = re.search(r'rel="canonical" href="([^"]+)/data/index\.html"', page).group(1)
    faults, compared = [], 0
    in_page = rdflib.Graph().parse(data=scripts[0], format="json-ld")
    catalogue = rdflib.Graph().parse(data=site.text("data/catalog.jsonld"), format="json-ld")
    addresses = [str(url) for url in in_page.objects(None, SCHEMA.contentUrl)]
    addresses += [str(url) for url in catalogue.objects(None, DCAT.downloadURL)]
    for address in addresses:
        compared += 1
        if not address.startswith(f"{base}/data/") or not site.exists(address[len(base) + 1 :]):
            faults.append(f"{address} leads nowhere")
    for distribution, length in catalogue.subject_objects(DCAT.byteSize):
        if int(length) != (site.root / str(distribution)[len(base) + 1 :]).stat().st_size:
            faults.append(f"{distribution} is not {length} bytes")
    datasets = list(in_page.subjects(rdflib.RDF.type, SCHEMA.Dataset))
    described = list(catalogue.subjects(rdflib.RDF.type, DCAT.Dataset))
    if len(datasets) != len(site.years) or len(described) != len(site.years) * len(SUBJECTS):
        faults.append(f"{len(datasets)} and {len(described)} data sets of {len(site.years)} years")
    for dataset in described:
        for term in (DCT.identifier, DCT.title, DCT.description, DCT.publisher, DCT.accessRights, DCT.modified, DCAT.distribution):
            if catalogue.value(dataset, term) is None:
                faults.append(f"{dataset} has no {term}")
    # The terms of use are the ones that the package names, and there are none where it names none.
    stated = {license["path"] for license in site.json("data/datapackage.json").get("licenses", [])}
    for graph, term in ((catalogue, DCT.license), (in_page, SCHEMA.license)):
        if {str(terms) for terms in graph.objects(None, term)} != stated:
            faults.append(f"{term} is not what the package states")
    return compared, faults


def examples(site):
    """The pandas example of the page runs and prints a row for every target that has figures."""
    page = site.text("data/index.html")
    codes = [html.unescape(code) for code in re.findall(r'<pre class="code"[^>]*><code>(.*?)</code></pre>', page, re.S)]
    program = next(code for code in codes if "pandas" in code)
    address = re.search(r'"([^"]*figures\.csv)"', program).group(1)
    path = re.search(r"data/\d{4}/figures\.csv$", address).group(0)
    faults = [] if all(address in code for code in codes) and site.exists(path) else [f"{address} is not in every example"]
    names = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(program.replace(address, str(site.root / path)), names)
    head, rows = site.csv(path)
    if len(names["newest"]) != len({row[head.index("目标编号")] for row in rows}):
        faults.append("the example prints another number of targets")
    return len(codes), faults
