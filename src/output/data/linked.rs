//! The data described for catalogues of other sites: schema.org datasets in the page of downloads, and a DCAT catalogue with the core fields
//! of 政务信息资源目录. Only where the site's address is known, never of a demonstration. What the office has not stated (terms of use, a rhythm of
//! updates) is not there.

use crate::output::Context;
use crate::output::data::prepared::made;
use crate::output::data::table::Column;
use crate::output::data::{DataKey, Form, SchemaKey, Scope, Subject, path, words};
use crate::output::narrative::encoded;
use crate::report::{OpenData, Report, YearBasis};
use crate::site::{PageKey, path as page_path};
use crate::value::path::OutPath;
use jiff::civil::DateTime;
use serde_json::{Map, Value, json};

/// The address that absolute addresses begin with, where the data may be described to others.
fn base<'a>(context: &Context<'a>) -> Option<&'a str> {
    let site = &context.site.world.site;
    context.base_url().filter(|_| !site.sample && !context.drafts)
}

/// Whether the data are described to catalogues.
pub(super) fn is_described(context: &Context<'_>) -> bool {
    base(context).is_some()
}

fn address(base: &str, path: &OutPath) -> String {
    format!("{base}/{}", encoded(path.as_str()))
}

/// An object of what is there.
fn given<const N: usize>(pairs: [(&str, Option<Value>); N]) -> Value {
    Value::Object(pairs.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect())
}

/// A moment of +08:00, as everywhere in the content.
fn moment(at: DateTime) -> String {
    format!("{}+08:00", at.strftime("%Y-%m-%dT%H:%M:%S"))
}

/// When the first of a subject's rows could be seen: goals with the report, figures with the first that give a time.
fn issued(report: &Report, subject: Subject) -> Option<DateTime> {
    match subject {
        Subject::Targets | Subject::Milestones | Subject::Offices | Subject::Ledger => report.published,
        Subject::Figures | Subject::Changes => {
            let times: Option<Vec<DateTime>> = report.releases.iter().map(|release| release.published).collect();
            times?.into_iter().min()
        }
    }
}

fn period(report: &Report) -> Option<String> {
    matches!(report.basis, YearBasis::Stated).then(|| format!("{}/{}", report.period.from(), report.period.to()))
}

/// schema.org: one dataset a report, with the files of all its tables.
pub fn datasets(context: &Context<'_>) -> Vec<Value> {
    let Some(base) = base(context) else { return Vec::new() };
    let reports = context.site.world.reports.iter().enumerate();
    reports.filter_map(|(at, report)| dataset(context, base, at, report)).collect()
}

fn dataset(context: &Context<'_>, base: &str, at: usize, report: &Report) -> Option<Value> {
    let page = address(base, &page_path(&context.site.world, &PageKey::Data)?);
    let about = page_path(&context.site.world, &PageKey::Report(at)).map(|path| json!(address(base, &path)));
    let publisher = json!({ "@id": format!("{base}/index.html#publisher") });
    let files = Subject::ALL.into_iter().flat_map(|subject| Form::ALL.map(|form| (subject, form)));
    let files = files.filter_map(|(subject, form)| {
        let key = DataKey::Table(Scope::Report(at), subject, form);
        Some(json!({
            "@type": "DataDownload",
            "name": subject.title(),
            "encodingFormat": form.media(),
            "contentUrl": address(base, &path(&context.site.world.reports, &key)?),
        }))
    });
    let measured = |column: &Column| json!({ "@type": "PropertyValue", "name": column.title, "propertyID": column.key, "description": format!("{}。", column.meaning) });
    Some(given([
        ("@type", Some(json!("Dataset"))),
        ("@id", Some(json!(format!("{page}#dataset-{}", report.year)))),
        ("identifier", Some(json!(format!("{page}#dataset-{}", report.year)))),
        ("url", Some(json!(page))),
        ("name", Some(json!(format!("{}目标任务和完成情况数据", words::quoted(report))))),
        ("description", Some(json!(description(report)))),
        ("inLanguage", Some(json!("zh-CN"))),
        ("isAccessibleForFree", Some(json!(true))),
        ("license", terms(&context.site.world.site.open_data)),
        ("creator", Some(publisher.clone())),
        ("publisher", Some(publisher)),
        ("temporalCoverage", period(report).map(|period| json!(period))),
        ("datePublished", report.published.map(|at| json!(moment(at)))),
        ("dateModified", report.figures_published().or(report.published).map(|at| json!(moment(at)))),
        ("isBasedOn", about),
        ("variableMeasured", Some(Subject::Figures.columns().iter().map(measured).collect())),
        ("distribution", Some(files.collect())),
    ]))
}

/// What there is in a report's files, in sentences (search engines of data sets want fifty characters and more).
fn description(report: &Report) -> String {
    let summaries: String = Subject::ALL.map(|subject| format!("{}：{}", subject.title(), subject.summary())).concat();
    format!("{}提出的{}项目标任务及其完成情况。{summaries}", words::quoted(report), report.targets.len())
}

/// `catalog.jsonld`: one DCAT dataset a table of a report. `None` without a base address and in a demonstration.
pub(super) fn catalogue(context: &Context<'_>) -> Option<Value> {
    let base = base(context)?;
    let site = &context.site.world.site;
    let own = address(base, &path(&context.site.world.reports, &DataKey::Dcat)?);
    let publisher = json!({ "@id": format!("{base}/index.html#publisher"), "@type": "foaf:Agent", "foaf:name": site.publisher });
    let reports = context.site.world.reports.iter().enumerate();
    let datasets = reports.flat_map(|(at, report)| Subject::ALL.map(|subject| resource(context, base, at, report, subject)));
    Some(json!({
        "@context": {
            "@language": "zh-CN",
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "csvw": "http://www.w3.org/ns/csvw#",
            "gongkai": "urn:gongkai:terms:",
        },
        "@id": format!("{own}#catalog"),
        "@type": "dcat:Catalog",
        "dct:title": format!("{}：数据目录", site.name),
        "dct:description": "目标任务和完成情况的数据文件，每张表一条。",
        "dct:publisher": publisher,
        "dct:language": code("zh-CN"),
        "foaf:homepage": { "@id": format!("{base}/index.html") },
        "dcat:dataset": datasets.flatten().collect::<Vec<_>>(),
    }))
}

/// A literal that is in no language.
fn code(text: &str) -> Value {
    json!({ "@value": text, "@type": "xsd:string" })
}

fn typed(text: String, kind: &str) -> Value {
    json!({ "@value": text, "@type": format!("xsd:{kind}") })
}

fn resource(context: &Context<'_>, base: &str, at: usize, report: &Report, subject: Subject) -> Option<Value> {
    let page = address(base, &page_path(&context.site.world, &PageKey::Data)?);
    let about = page_path(&context.site.world, &PageKey::Report(at)).map(|path| json!({ "@id": address(base, &path) }));
    let identifier = format!("{}-{}", report.year, subject.name());
    let opened = &context.site.world.site.open_data;
    let dated = |at: Option<DateTime>| at.map(|at| typed(moment(at), "dateTime"));
    let temporal = matches!(report.basis, YearBasis::Stated).then(|| {
        json!({
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": typed(report.period.from().to_string(), "date"),
            "dcat:endDate": typed(report.period.to().to_string(), "date"),
        })
    });
    let forms = Form::ALL.into_iter().filter_map(|form| distribution(context, base, &page, at, subject, form));
    Some(given([
        ("@id", Some(json!(format!("{page}#{identifier}")))),
        ("@type", Some(json!("dcat:Dataset"))),
        ("dct:identifier", Some(code(&identifier))),
        ("dct:title", Some(json!(format!("{}{}", words::quoted(report), subject.title())))),
        ("dct:description", Some(json!(subject.summary()))),
        ("dct:publisher", Some(json!({ "@id": format!("{base}/index.html#publisher") }))),
        ("dct:language", Some(code("zh-CN"))),
        ("dct:accessRights", Some(json!({ "@type": "dct:RightsStatement", "rdfs:label": "向社会公开" }))),
        ("dct:license", license(opened)),
        ("dct:accrualPeriodicity", opened.rhythm.map(|rhythm| json!({ "@type": "dct:Frequency", "rdfs:label": rhythm }))),
        ("dct:issued", dated(issued(report, subject))),
        ("dct:modified", dated(report.figures_published().or(report.published))),
        ("dct:temporal", temporal),
        ("dct:relation", about),
        ("gongkai:nextUpdate", report.next_update.as_ref().map(|next| json!(next))),
        ("dcat:landingPage", Some(json!({ "@id": page.as_str() }))),
        ("csvw:column", Some(json!({ "@list": subject.columns().iter().map(column).collect::<Vec<_>>() }))),
        ("dcat:distribution", Some(forms.collect())),
    ]))
}

/// 开放条件 for a search engine: where they stand, or the words.
fn terms(opened: &OpenData) -> Option<Value> {
    let words = || opened.terms.as_ref().map(|terms| json!({ "@type": "CreativeWork", "name": terms }));
    opened.terms_url.as_ref().map(|url| json!(url)).or_else(words)
}

/// 开放条件: the words, at their address where there is one.
fn license(opened: &OpenData) -> Option<Value> {
    let (terms, url) = (&opened.terms, &opened.terms_url);
    (terms.is_some() || url.is_some()).then(|| {
        given([
            ("@id", url.as_ref().map(|url| json!(url))),
            ("@type", Some(json!("dct:LicenseDocument"))),
            ("rdfs:label", terms.as_ref().map(|terms| json!(terms))),
        ])
    })
}

/// 信息项: name and kind of a column.
fn column(column: &Column) -> Value {
    json!({ "csvw:name": code(column.key), "csvw:title": column.title, "dct:type": column.kind.word() })
}

fn distribution(context: &Context<'_>, base: &str, page: &str, at: usize, subject: Subject, form: Form) -> Option<Value> {
    let reports = &context.site.world.reports;
    let url = address(base, &path(reports, &DataKey::Table(Scope::Report(at), subject, form))?);
    let described_by = match form {
        Form::Csv => path(reports, &DataKey::Csvw(Scope::Report(at))),
        Form::Json => path(reports, &DataKey::Schema(SchemaKey::Table(subject))),
        Form::Xlsx => None,
    };
    let made = made(context, Scope::Report(at), subject);
    let length = match form {
        Form::Csv => Some(made.csv.len()),
        Form::Json => Some(made.json.len()),
        Form::Xlsx => None,
    };
    let media = format!("https://www.iana.org/assignments/media-types/{}", form.media());
    let mut object: Map<String, Value> = Map::new();
    object.insert("@id".into(), json!(url));
    object.insert("@type".into(), json!("dcat:Distribution"));
    object.insert("dct:title".into(), json!(format!("{}（{}）", subject.title(), form.word())));
    object.insert("dct:format".into(), code(form.ending()));
    object.insert("dcat:mediaType".into(), json!({ "@id": media }));
    object.insert("dcat:accessURL".into(), json!({ "@id": page }));
    object.insert("dcat:downloadURL".into(), json!({ "@id": url }));
    object.extend(length.map(|length| ("dcat:byteSize".to_owned(), typed(length.to_string(), "nonNegativeInteger"))));
    object.extend(described_by.map(|path| ("dct:conformsTo".to_owned(), json!({ "@id": address(base, &path) }))));
    Some(Value::Object(object))
}
