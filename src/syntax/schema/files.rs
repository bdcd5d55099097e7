//! Which keys of the decoders' tables hold what, file by file. A key that is not named here holds text.

use crate::syntax::fields::Known;
use crate::syntax::lists::{self, own};
use crate::syntax::schema::shape::{Record, Shape, list, words};
use crate::syntax::{article, calendar, chapter, columns, figures, report, review, site, targets, wording};
use serde_json::{Value, json};

use Shape::{Boolean, ByDate, ById, ByWord, ByYear, Date, Decimal, Either, Fields, Integer, Mask, Moment, Slug, Text};

fn record(title: &'static str, known: Known, required: &'static [&'static str], shapes: Vec<(&'static str, Shape)>) -> Record {
    Record { title, known, required, shapes }
}

fn fields(title: &'static str, known: Known, required: &'static [&'static str], shapes: Vec<(&'static str, Shape)>) -> Shape {
    Fields(record(title, known, required, shapes))
}

/// `site.yaml`
pub(super) fn site() -> Record {
    let assessment = vec![("pace", words(site::PACES)), ("ahead_margin", Decimal), ("approx_tolerance", Decimal)];
    let removal = fields("撤下的存档", site::REMOVAL, &["snapshot", "reason"], vec![("snapshot", Date)]);
    record(
        "站点文件",
        site::KEYS,
        &["name", "publisher"],
        vec![
            ("mount", words(site::MOUNTS)),
            ("portal", fields("门户网站信息", site::PORTAL, &[], vec![])),
            ("sample", Boolean),
            ("contact", fields("联系方式", site::CONTACT, &[], vec![])),
            ("footer", fields("页脚信息", site::FOOTER, &[], vec![])),
            ("open_data", fields("数据开放", site::OPEN_DATA, &[], vec![("rhythm", words(site::RHYTHM))])),
            ("assessment", fields("评价办法", site::ASSESSMENT, &[], assessment)),
            ("compare_offices", Boolean),
            ("units", list(fields("计量单位", site::UNIT, &["name", "dimension", "factor"], vec![("factor", Decimal)]))),
            ("allow", list(fields("检查例外", site::WAIVER, &["pattern", "place", "reason"], vec![]))),
            ("archive", fields("存档", site::ARCHIVE, &[], vec![("kept", list(Date)), ("remove", list(removal))])),
        ],
    )
}

/// `report.yaml`
pub(super) fn report() -> Record {
    let year = vec![("value", Integer), ("basis", words(report::YEAR_BASES))];
    record(
        "报告文件",
        report::KEYS,
        &["title", "period"],
        vec![
            ("period", fields("目标期", report::PERIOD, &["from", "to"], vec![("from", Date), ("to", Date)])),
            ("year", fields("目标年度", report::YEAR, &["value"], year)),
            ("text_status", words(report::TEXT_STATUSES)),
            ("delivered_on", Date),
            ("signed_on", Date),
            ("published", Moment),
            ("offices", ById(Box::new(fields("责任单位", report::OFFICE, &["name"], vec![("status", words(report::OFFICE_STATUSES))])))),
            ("headline", list(Slug)),
            ("glossary", ByWord(Box::new(fields("名词解释", report::TERM, &["meaning"], vec![])))),
            ("attachments", list(fields("附件", report::ATTACHMENT, &["file", "title"], vec![]))),
            ("absent", list(Text)),
            ("review", review()),
        ],
    )
}

/// An entry of `targets.yaml`.
pub(super) fn target() -> Record {
    use targets::read;
    let stage = fields("节点", read::STAGE, &["name"], vec![("due", Date)]);
    let ended = fields("终止", read::ENDED, &["on", "authority", "reason"], vec![("on", Date)]);
    let revision = fields("目标调整", read::REVISION, &["on", "was", "authority", "reason"], vec![("on", Date), ("was", goal())]);
    record(
        "目标任务",
        read::KEYS,
        &["id", "name", "measure"],
        vec![
            ("id", Slug),
            ("measure", words(read::MEASURES)),
            ("target", goal()),
            ("growth", goal()),
            ("commitment", words(read::COMMITMENTS)),
            ("from", Date),
            ("due", Date),
            ("lead", list(Slug)),
            ("support", list(Slug)),
            ("part_of", Slug),
            ("sum_of", list(Slug)),
            ("baseline", fields("基数", read::BASELINE, &["value", "as_of"], vec![("value", Decimal), ("as_of", Date)])),
            ("pace", Either(vec![list(Decimal), ByDate(Box::new(Decimal)), words(read::PACES)])),
            ("stages", list(Either(vec![Text, stage]))),
            ("scale", fields("项目规模", read::SCALE, &["unit"], vec![("value", Decimal), ("mask", Mask)])),
            ("faster_than", Slug),
            ("direction", words(read::DIRECTIONS)),
            ("assess", fields("评价", read::ASSESS, &["off"], vec![])),
            ("revised", list(revision)),
            ("ended", ended),
            ("aliases", list(Text)),
        ],
    )
}

fn goal() -> Shape {
    use targets::read;
    let shapes = vec![("op", words(read::COMPARATORS)), ("value", Decimal), ("mask", Mask), ("upper", Decimal), ("upper_mask", Mask)];
    fields("目标", read::GOAL, &[], shapes)
}

/// `figures/*.yaml`
pub(super) fn figures() -> Record {
    use figures::read;
    let by_id = |shapes: Vec<Shape>| ById(Box::new(Either(shapes)));
    let source = vec![("office", Slug), ("obtained", Date), ("public", Boolean)];
    let changes = vec![("on", Date), ("from", Decimal), ("kind", words(read::KINDS))];
    let change = fields("更正记录", read::CHANGE, &["on", "kind", "reason"], changes);
    let figure = fields("完成情况", read::FIGURE, &[], vec![("value", Decimal), ("growth", Decimal), ("changes", list(change))]);
    record(
        "完成情况文件",
        read::KEYS,
        &["as_of", "status", "source"],
        vec![
            ("as_of", Date),
            ("status", words(read::STATUSES)),
            ("source", fields("数据来源", read::SOURCE, &["office"], source)),
            ("published", Moment),
            ("targets", by_id(vec![Decimal, fields("公布的目标", read::DISCLOSURE, &[], vec![("value", Decimal), ("growth", Decimal)])])),
            ("figures", by_id(vec![Decimal, figure])),
            ("milestones", by_id(vec![Text, fields("节点进展", read::STAGE, &[], vec![("on", Date)])])),
            ("standing", by_id(vec![Text, fields("常态工作情况", read::NOTE, &["note"], vec![])])),
            ("explain", ById(Box::new(fields("原因和下一步", read::EXPLAIN, &["reason"], vec![])))),
            ("lead", ById(Box::new(list(Slug)))),
            ("review", review()),
        ],
    )
}

/// 审核记录
fn review() -> Shape {
    let step = |_: &(&'static str, &'static str)| fields("审核记录的一步", review::STEP, &[], vec![("on", Date)]);
    fields("审核记录", review::KEYS, &[], review::KEYS.iter().map(|key| (key.0, step(key))).collect())
}

/// Front matter of a chapter.
pub(super) fn chapter() -> Record {
    record("篇章开头", chapter::KEYS, &["title"], vec![("aliases", list(Text))])
}

/// Front matter of an article.
pub(super) fn article() -> Record {
    record("文章开头", article::KEYS, &["title"], vec![("aliases", list(Text))])
}

/// `column.yaml`
pub(super) fn column() -> Record {
    record("栏目文件", columns::COLUMN, &["name", "type"], vec![("keywords", list(Text)), ("max_age_days", Integer)])
}

/// Front matter of an article in a column.
pub(super) fn column_article() -> Record {
    let shapes = vec![
        ("published", Moment),
        ("draft", Boolean),
        ("signed_on", Date),
        ("keywords", list(Text)),
        ("answers", list(Text)),
        ("interprets", list(Text)),
        ("attachments", list(fields("附件", report::ATTACHMENT, &["file", "title"], vec![]))),
        ("aliases", list(Text)),
        ("review", review()),
    ];
    record("栏目文章开头", columns::ARTICLE, &["title"], shapes)
}

/// Lists by the word behind `type`; `None` is any other word, once with columns of its own and once like 重点项目.
pub(super) fn lists() -> Vec<(Option<&'static str>, Record)> {
    let mut all = Vec::new();
    for (word, keys) in lists::KINDS.iter().copied() {
        let needs_items: &[&str] = if word == "代表建议办理" { &["title", "type"] } else { &["title", "type", "items"] };
        all.push((Some(word), list_record(keys, needs_items)));
    }
    all.push((None, list_record(&lists::FREE, &["title", "type", "columns", "items"])));
    all.push((None, list_record(&lists::PROJECTS, &["title", "type", "items"])));
    all
}

fn list_record(keys: &'static lists::Keys, required: &'static [&'static str]) -> Record {
    let has = |key: &str| keys.list.iter().any(|(name, _)| *name == key);
    let mut shapes = vec![
        ("as_of", Date),
        ("status", words(lists::STATUSES)),
        ("published", Moment),
        ("aliases", list(Text)),
        ("review", review()),
        ("items", list(item(keys))),
    ];
    let own = [("nodes", list(Text)), ("columns", list(Text)), ("vote", vote()), ("totals", totals())];
    shapes.extend(own.into_iter().filter(|(key, _)| has(key)));
    record("清单", keys.list, required, shapes)
}

/// What stands behind the keys of an item of any list; an item has those of its kind.
fn item(keys: &'static lists::Keys) -> Shape {
    let shapes: Vec<(&'static str, Shape)> = vec![
        ("target", Slug),
        ("lead", list(Slug)),
        ("support", list(Slug)),
        ("due", Date),
        ("on", Date),
        ("investment", fields("投资", own::INVESTMENT, &["unit"], counts(own::INVESTMENT, &["unit"]))),
        ("elected", Boolean),
        ("votes", fields("得票", own::VOTES, &[], counts(own::VOTES, &[]))),
        ("result", words(own::OUTCOMES)),
        ("satisfaction", satisfaction(keys)),
        ("cells", ByWord(Box::new(Text))),
    ];
    let has = |key: &str| keys.item.iter().any(|(name, _)| *name == key);
    fields("清单项目", keys.item, &["name"], shapes.into_iter().filter(|(key, _)| has(key)).collect())
}

/// People's answers to a survey, or the one word of a deputy.
fn satisfaction(keys: &lists::Keys) -> Shape {
    if keys.item.iter().any(|(key, _)| *key == "result") {
        words(own::RATINGS)
    } else {
        fields("满意度", own::SATISFACTION, &[], counts(own::SATISFACTION, &[]))
    }
}

fn vote() -> Shape {
    let mut shapes = counts(own::VOTE, &["on"]);
    shapes.push(("on", Date));
    fields("票决", own::VOTE, &[], shapes)
}

fn totals() -> Shape {
    let mut shapes = counts(own::TOTALS, &["percent"]);
    shapes.push(("percent", fields("各类占比", own::PERCENT, &[], counts(own::PERCENT, &[]))));
    fields("办理情况合计", own::TOTALS, &[], shapes)
}

/// All keys of a table but some hold a number or the mask that stands for it.
fn counts(known: Known, but: &[&str]) -> Vec<(&'static str, Shape)> {
    let counted = known.iter().filter(|(key, _)| !but.contains(key));
    counted.map(|(key, _)| (*key, Either(vec![Decimal, Mask]))).collect()
}

/// `lists/*.yaml`: the word behind `type` decides.
pub(super) fn list_file() -> Value {
    let is_word = |word: &str| json!({"properties": {"type": {"const": word}}, "required": ["type"]});
    let mut rest = Value::Null;
    for (word, record) in lists().into_iter().rev() {
        let schema = record.json();
        rest = match (word, rest) {
            (_, Value::Null) => schema,
            (Some(word), rest) => json!({"if": is_word(word), "then": schema, "else": rest}),
            (None, rest) => json!({"if": {"required": ["columns"]}, "then": schema, "else": rest}),
        };
    }
    rest
}

/// `lists/wording.yaml` beside `site.yaml`
pub(super) fn wording() -> Record {
    let formula = vec![("members", list(Text)), ("from", Date)];
    let renamed = fields("更名的机构", wording::RENAMED, &["old", "new", "from", "source"], vec![("from", Date)]);
    record(
        "用词表",
        wording::KEYS,
        &[],
        vec![
            ("formulas", list(fields("固定提法", wording::FORMULA, &["name", "source"], formula))),
            ("exact", list(Text)),
            ("renamed", list(renamed)),
        ],
    )
}

/// `lists/holidays.yaml` beside `site.yaml`
pub(super) fn calendar() -> Record {
    let holiday = fields("放假", calendar::HOLIDAY, &["name", "from", "to"], vec![("from", Date), ("to", Date)]);
    let year = vec![("holidays", list(holiday)), ("workdays", list(Date))];
    let year = fields("一年的节假日安排", calendar::YEAR, &["source", "holidays"], year);
    record("节假日安排", calendar::KEYS, &["years"], vec![("years", ByYear(Box::new(year)))])
}
