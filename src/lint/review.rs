//! 先审查、后公开: every publication has a record of who drafted, approved and cleared it, and none of it is later than the publication. The
//! record itself is never published.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::review::{Review, Step};
use crate::source::{FileId, Span};
use crate::value::date::{chinese, moment_text};
use jiff::civil::DateTime;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["review/missing", "review/incomplete", "review/late", "review/refused"],
    explanation: "依据《政府信息公开条例》第十七条，公开前要依法审查，“先审查、后公开”。报告、完成情况、清单、栏目文章各写一份审核记录 review：\
                  起草（drafted）、校对（checked）、签发（approved）、保密审查（secrecy），写岗位、日期、结果，不写姓名；它不会出现在网站上。\
                  签发和保密审查必须写明，日期不得晚于发布时间。平时只提示，--official 正式生成时缺少、补记、未同意的都不能发布。",
    right: "review: {approved: {by: 签发岗, on: 2022-01-12, result: 同意}, secrecy: {by: 保密审查岗, on: 2022-01-12, result: 可以公开}}",
    wrong: "published: 2022-01-20 09:00，而 secrecy: {on: 2022-02-08}",
    check,
};

/// What every record needs.
const NEEDED: [Step; 2] = [Step::Approved, Step::Secrecy];
/// A result that begins or is told so is no consent.
const REFUSALS: [&str; 6] = ["不", "退回", "暂缓", "未通过", "未审", "待"];

/// Something that is published.
struct Item {
    kind: Kind,
    /// What people call it.
    name: String,
    file: FileId,
    published: Option<DateTime>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Report,
    Figures,
    List,
    Article,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Report, Self::Figures, Self::List, Self::Article];

    fn counted(self, count: usize) -> String {
        match self {
            Self::Report => format!("{count}份报告"),
            Self::Figures => format!("{count}个完成情况文件"),
            Self::List => format!("{count}份清单"),
            Self::Article => format!("{count}篇文章"),
        }
    }
}

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let world = &subject.site.world;
    if world.site.sample {
        return Vec::new();
    }
    let items = items(subject);
    let of = |item: &Item| world.reviews.get(&item.file);
    let mut findings = Vec::new();
    for kind in Kind::ALL {
        let all: Vec<&Item> = items.iter().filter(|item| item.kind == kind).collect();
        let without: Vec<&Item> = all.iter().copied().filter(|item| of(item).is_none()).collect();
        // Where no such record is kept yet, the report's says that the office keeps any: one reminder of all the others would be noise.
        let is_kept = kind == Kind::Report || without.len() < all.len();
        match (subject.official, without.as_slice()) {
            (true, all) => findings.extend(all.iter().map(|item| missing(&format!("{}没有审核记录", item.name), item.file))),
            (false, [only]) if is_kept => findings.push(missing(&format!("{}没有审核记录", only.name), only.file)),
            (false, [first, ..]) if is_kept => {
                findings.push(missing(&format!("有{}没有审核记录", kind.counted(without.len())), first.file));
            }
            (false, _) => {}
        }
    }
    findings.extend(items.iter().filter_map(|item| Some((item, of(item)?))).flat_map(|(item, review)| record(item, review)));
    let severity = subject.official_severity();
    findings.into_iter().map(|finding| Diagnostic { severity, ..finding }).collect()
}

fn items(subject: &Subject<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for report in &subject.site.world.reports {
        let name = format!("{}年的报告", report.year);
        items.push(Item { kind: Kind::Report, name, file: report.file, published: report.published });
        items.extend(report.releases.iter().map(|release| Item {
            kind: Kind::Figures,
            name: format!("截至{}的完成情况", chinese(release.as_of)),
            file: release.file,
            published: release.published,
        }));
        items.extend(report.lists.iter().map(|list| Item {
            kind: Kind::List,
            name: format!("清单“{}”", list.title),
            file: list.file,
            published: list.published,
        }));
    }
    items.extend(subject.articles().filter(|written| !written.article.draft).map(|written| Item {
        kind: Kind::Article,
        name: format!("文章“{}”", written.article.title),
        file: written.article.file,
        published: written.article.published,
    }));
    items
}

fn missing(message: &str, file: FileId) -> Diagnostic {
    Diagnostic::notice("review/missing", format!("{message}（review）"))
        .at(Span::new(file, 0..0))
        .remedy("请照实际审核情况补写 review：签发和保密审查的岗位、日期、结果（不写姓名）；没有审核过的，请先送审，不要补造。")
}

/// What is wrong with a record: each step for itself.
fn record(item: &Item, review: &Review) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = NEEDED.iter().filter_map(|step| incomplete(item, review, *step)).collect();
    for (step, record) in &review.steps {
        let refused = record.result.as_ref().filter(|result| REFUSALS.iter().any(|word| result.value.trim_start().starts_with(word)));
        findings.extend(refused.map(|result| {
            let message = format!("{}的{}结果是“{}”，还不能发布", item.name, step.word(), result.value);
            Diagnostic::notice("review/refused", message)
                .at(result.span)
                .remedy("请办完审核再发布；结果已经变了的，请照实改写 result 和日期。")
        }));
        let late = record.on.as_ref().zip(item.published).filter(|(on, published)| on.value > published.date());
        findings.extend(late.map(|(on, published)| {
            let message = format!("{}的{}日期{}晚于发布时间{}", item.name, step.word(), chinese(on.value), moment_text(published));
            Diagnostic::notice("review/late", message)
                .at(on.span)
                .remedy("先审查、后公开：请核对两个日期；确是发布以后才审核的，请按规定报告，不要改日期。")
        }));
    }
    findings
}

/// A step that must be there, with its post and its day.
fn incomplete(item: &Item, review: &Review, step: Step) -> Option<Diagnostic> {
    let (lacks, span) = match review.step(step) {
        None => (format!("没有{}（{}）", step.word(), step.key()), review.span),
        Some(record) if record.on.is_none() => (format!("{}没有写日期（on）", step.word()), record.span),
        Some(record) if record.by.is_none() => (format!("{}没有写岗位（by）", step.word()), record.span),
        Some(record) if record.result.is_none() => (format!("{}没有写结果（result）", step.word()), record.span),
        Some(_) => return None,
    };
    let finding = Diagnostic::notice("review/incomplete", format!("{}的审核记录{lacks}", item.name)).at(span);
    Some(finding.remedy("请照实际审核情况补写；没有办的，请先办。"))
}
