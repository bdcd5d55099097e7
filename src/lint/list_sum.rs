//! Numbers of a list that do not agree: votes and ballots, answers and people asked, proposals and their classes, shares and what they are
//! shares of. What is missing or masked is not added up, and nothing is said of a sum that lacks a part.

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, Subject};
use crate::report::list::{Content, Count, Item, Livelihood, Outcome, Proposal, Satisfaction, Totals, Vote, Votes};
use crate::source::Span;
use crate::value::decimal::Decimal;
use num_bigint::BigInt;
use num_rational::BigRational;

/// The rule.
pub const RULE: Rule = Rule {
    codes: &["list/sum", "list/percent", "list/recoverable"],
    explanation: "清单里的数要对得上：赞成、反对、弃权相加等于收回的票数，各类满意度相加等于参加测评的人数，A、B、C、D四类相加等于总件数，\
                  占比等于相应的两个数相除（差在末位四舍五入之内的不算错）。没有填的和以“XX”代替的不参加核对；只有一个数以“XX”代替、\
                  其余都写明的，读者可以反推出来，也会提醒。",
    right: "votes: {for: 42, against: 2, abstain: 1, percent: 93.3}，收回45票",
    wrong: "votes: {for: 42, against: 2, abstain: 2, percent: 93.4}，收回45票",
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for list in subject.site.world.reports.iter().flat_map(|report| &report.lists) {
        match &list.content {
            Content::Livelihood { vote, items } => {
                findings.extend(vote.as_deref().map(|vote| ballots(vote, items)).unwrap_or_default());
                for item in items {
                    findings.extend(item.own.votes.iter().flat_map(|votes| votes_of(&item.head.name, votes, vote.as_deref())));
                    findings.extend(item.own.satisfaction.iter().flat_map(|answers| answers_of(&item.head.name, answers)));
                }
            }
            Content::Proposals { totals: Some(totals), items } => findings.extend(proposals(totals, items)),
            Content::Projects { .. } | Content::Tasks(_) | Content::Proposals { totals: None, .. } | Content::Free { .. } => {}
        }
    }
    findings
}

/// Numbers that together should make a whole.
struct Sum<'s> {
    /// Whose they are, in the clerk's words.
    whose: String,
    /// Each with its word; one that was not given is none.
    parts: Vec<(&'s str, Option<&'s Count>)>,
    /// How many of the parts, from the first on, must be given before their sum can be compared with the whole.
    needed: usize,
    /// The whole with its word.
    whole: (&'s str, Option<&'s Count>),
}

impl Sum<'_> {
    fn findings(&self) -> Vec<Diagnostic> {
        self.differs().or_else(|| self.recoverable()).into_iter().collect()
    }

    fn is_complete(&self) -> bool {
        self.parts.iter().take(self.needed).all(|(_, count)| count.is_some())
    }

    fn given(&self) -> impl Iterator<Item = (&str, &Count)> {
        self.parts.iter().filter_map(|(word, count)| count.map(|count| (*word, count)))
    }

    /// The sum is another number than the whole; of an incomplete sum only that it is more.
    fn differs(&self) -> Option<Diagnostic> {
        let (name, whole) = (self.whole.0, self.whole.1?);
        let total = whole.known_ratio()?;
        let known: Vec<(&str, &Count, BigRational)> =
            self.given().filter_map(|(word, count)| Some((word, count, count.known_ratio()?))).collect();
        let sum: BigRational = known.iter().map(|(_, _, number)| number).sum();
        let is_whole = self.is_complete() && known.len() == self.given().count();
        let is_wrong = if is_whole { sum != total } else { sum > total };
        let (_, first, _) = known.first().filter(|_| is_wrong)?;
        let terms: Vec<String> = known.iter().map(|(word, count, _)| format!("{word}{}", count.amount)).collect();
        let relation = if is_whole { "不等于" } else { "超过" };
        let message =
            format!("{}：{}，相加为{}，{relation}{name}{}", self.whose, terms.join("、"), Decimal::rounded(&sum, 0), whole.amount);
        let finding = Diagnostic::error("list/sum", message).at(first.span).note_at(whole.span, format!("{name}写在这里"));
        Some(finding.remedy("请对照原始记录核对每一个数；没有的数不要写，也不要写0。"))
    }

    /// One number is masked, and all others that make the whole are there.
    fn recoverable(&self) -> Option<Diagnostic> {
        let all: Vec<(&str, &Count)> = self.given().chain(self.whole.1.map(|whole| (self.whole.0, whole))).collect();
        let masked: Vec<&(&str, &Count)> = all.iter().filter(|(_, count)| count.known().is_none()).collect();
        match masked.as_slice() {
            [(word, count)] if self.is_complete() && self.whole.1.is_some() => Some(recoverable(&self.whose, word, count.span)),
            _ => None,
        }
    }
}

fn recoverable(whose: &str, word: &str, span: Span) -> Diagnostic {
    let message = format!("{whose}：{word}以“XX”代替，但由其余各数可以推算出来");
    Diagnostic::warning("list/recoverable", message).at(span).remedy("请按原文核对；确需隐去的，至少再隐去一个数，或写明实际数字。")
}

/// A published share and what it should be one of: `parts` are the numbers it may stand for, any of which will do.
fn percent(
    whose: &str,
    word: &str,
    percent: Option<&Count>,
    parts: &[(&str, Option<&Count>)],
    whole: Option<&Count>,
) -> Option<Diagnostic> {
    let percent = percent?;
    let stated = percent.known()?;
    let whole = whole?;
    let (first, part) = parts.first()?;
    if part.is_some_and(|part| part.known().is_none()) && whole.known().is_some() && parts.len() == 1 {
        return Some(recoverable(whose, first, part.as_ref()?.span));
    }
    let total = whole.known_ratio().filter(|total| *total > BigRational::from_integer(0.into()))?;
    let mut sum = BigRational::from_integer(0.into());
    let mut shares = Vec::new();
    let mut terms = Vec::new();
    for (_, part) in parts {
        let Some(number) = part.and_then(Count::known_ratio) else { break };
        sum += number;
        terms.push(part.map(|part| part.amount.to_string()).unwrap_or_default());
        let exact = &sum * BigRational::from_integer(100.into()) / &total;
        if is_rounded(stated, &exact) {
            return None;
        }
        let shown = Decimal::rounded(&exact, stated.scale().max(1));
        let numbers = if terms.len() > 1 { format!("（{}）", terms.join("+")) } else { terms.join("") };
        shares.push(format!("按{numbers}÷{}计算是{shown}%", whole.amount));
    }
    // The part that is masked may be what makes the share right.
    if shares.is_empty() || (shares.len() < parts.len() && parts.iter().any(|(_, part)| part.is_some_and(|part| part.known().is_none()))) {
        return None;
    }
    let message = format!("{whose}：{word}写的是{stated}%，{}", shares.join("，"));
    Some(
        Diagnostic::error("list/percent", message)
            .at(percent.span)
            .note_at(whole.span, "除数写在这里")
            .remedy("请核对票数、人数和占比；占比可以不写，页面会自动计算。"),
    )
}

/// Whether a share is an exact one rounded to its own last place, either way at the half.
fn is_rounded(stated: &Decimal, exact: &BigRational) -> bool {
    let gap = stated.ratio() - exact;
    let gap = if gap < BigRational::from_integer(0.into()) { -gap } else { gap };
    gap * BigRational::from_integer(BigInt::from(2) * BigInt::from(10).pow(stated.scale())) <= BigRational::from_integer(1.into())
}

/// Ballots, and what was chosen.
fn ballots(vote: &Vote, items: &[Item<Livelihood>]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let order = [("收回票数", &vote.returned), ("发出票数", &vote.issued), ("到会代表人数", &vote.present)];
    let given: Vec<(&str, &Count)> = order.into_iter().filter_map(|(word, count)| Some((word, count.as_ref()?))).collect();
    for pair in given.windows(2) {
        if let [(less, few), (more, many)] = pair
            && let (Some(few_known), Some(many_known)) = (few.known(), many.known())
            && few_known > many_known
        {
            let message = format!("{less}{few_known}比{more}{many_known}还多");
            findings.push(
                Diagnostic::error("list/sum", message)
                    .at(few.span)
                    .note_at(many.span, format!("{more}写在这里"))
                    .remedy("请对照票决记录核对。"),
            );
        }
    }
    let counted = |wanted: Option<bool>| items.iter().filter(|item| item.own.elected == wanted).count();
    let (chosen, not, unsaid) = (counted(Some(true)), counted(Some(false)), counted(None));
    if chosen > 0 && unsaid == 0 {
        findings.extend(counts_differ("应选项目", vote.elect.as_ref(), chosen, "清单里写明当选的"));
    }
    if not > 0 {
        findings.extend(counts_differ("候选项目", vote.candidates.as_ref(), items.len(), "清单里"));
    }
    findings
}

fn counts_differ(word: &str, stated: Option<&Count>, found: usize, which: &str) -> Option<Diagnostic> {
    let stated = stated?;
    let number = stated.known().filter(|number| number.ratio() != BigRational::from_integer(found.into()))?;
    let finding = Diagnostic::error("list/sum", format!("{word}写的是{number}，{which}有{found}项")).at(stated.span);
    Some(finding.remedy("请核对清单有没有漏写或多写的项目。"))
}

fn votes_of(name: &str, votes: &Votes, vote: Option<&Vote>) -> Vec<Diagnostic> {
    let whole = vote.and_then(Vote::ballots);
    let parts = vec![
        ("赞成", votes.agree.as_ref()),
        ("反对", votes.against.as_ref()),
        ("弃权", votes.abstain.as_ref()),
        ("无效", votes.invalid.as_ref()),
    ];
    let whose = format!("“{name}”的得票");
    let mut findings = Sum { whose: whose.clone(), parts, needed: 3, whole: ("票数", whole) }.findings();
    findings.extend(percent(&whose, "得票率", votes.percent.as_ref(), &[("赞成", votes.agree.as_ref())], whole));
    findings
}

fn answers_of(name: &str, answers: &Satisfaction) -> Vec<Diagnostic> {
    let parts = vec![
        ("满意", answers.satisfied.as_ref()),
        ("基本满意", answers.fairly.as_ref()),
        ("不满意", answers.dissatisfied.as_ref()),
        ("弃权或不了解", answers.abstain.as_ref()),
    ];
    let whose = format!("“{name}”的满意度");
    let whole = answers.total.as_ref();
    let both = [("满意", answers.satisfied.as_ref()), ("基本满意", answers.fairly.as_ref())];
    let mut findings = Sum { whose: whose.clone(), parts, needed: 3, whole: ("参加测评人数", whole) }.findings();
    let stated = if answers.fairly.is_some() { &both[..] } else { &both[..1] };
    findings.extend(percent(&whose, "满意度", answers.percent.as_ref(), stated, whole));
    findings
}

fn proposals(totals: &Totals, items: &[Item<Proposal>]) -> Vec<Diagnostic> {
    let whose = "办理情况合计".to_owned();
    let classes = || Outcome::ALL.iter().zip(&totals.results).map(|(outcome, count)| (outcome.word(), count.as_ref()));
    let mut findings =
        Sum { whose: whose.clone(), parts: classes().collect(), needed: 4, whole: ("总件数", totals.total.as_ref()) }.findings();
    for ((word, count), stated) in classes().zip(&totals.percents) {
        findings.extend(percent(&whose, &format!("{word}占比"), stated.as_ref(), &[(word, count)], totals.total.as_ref()));
    }
    if items.is_empty() {
        return findings;
    }
    let differs = |word: &str, stated: Option<&Count>, found: usize| {
        let stated = stated?;
        let number = stated.known().filter(|number| number.ratio() != BigRational::from_integer(found.into()))?;
        let message = format!("{whose}：{word}{number}件，清单里列出{found}件");
        let finding = Diagnostic::error("list/sum", message).at(stated.span);
        Some(finding.remedy("请核对合计和清单；只公布合计的，不要写 items。"))
    };
    findings.extend(differs("共", totals.total.as_ref(), items.len()));
    // As long as one result is not known, any class may still grow.
    if items.iter().all(|item| item.own.result.is_some()) {
        for (outcome, count) in Outcome::ALL.into_iter().zip(&totals.results) {
            let found = items.iter().filter(|item| item.own.result == Some(outcome)).count();
            findings.extend(differs(outcome.word(), count.as_ref(), found));
        }
    }
    findings
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::is_rounded;
    use crate::value::decimal::Decimal;
    use num_rational::BigRational;

    #[test]
    fn a_share_is_right_within_half_of_its_last_place() {
        for (stated, part, whole, right) in [
            ("93.3", 42, 45, true),
            ("93", 42, 45, true),
            ("93.33", 42, 45, true),
            ("93.4", 42, 45, false),
            ("94", 42, 45, false),
            // 12.5 at no decimals: both neighbours are half a unit away.
            ("12", 1, 8, true),
            ("13", 1, 8, true),
            ("12.5", 1, 8, true),
            ("3.9", 5, 128, true),
            ("100", 45, 45, true),
        ] {
            let exact = BigRational::new((part * 100).into(), whole.into());
            assert_eq!(is_rounded(&Decimal::parse(stated).unwrap(), &exact), right, "{stated} of {part}/{whole}");
        }
    }
}
