//! The items of a list as a table: which columns a list has, and what each says. A column that would be empty throughout is left out.

use crate::chart::Shown;
use crate::output::charts::list::{reach, shown};
use crate::output::desk::{Desk, status};
use crate::output::pages::list::{item_anchor, project_nodes};
use crate::report::list::{
    Content, Count, Free, Head, Investment, Item, List, Livelihood, Project, Proposal, Satisfaction, Task, Vote, Votes,
};
use crate::site::PageKey;
use crate::value::date::chinese;
use crate::value::decimal::Decimal;
use crate::value::quantity::Amount;
use crate::view::list::{ListCell, ListColumn, ListRow, ListTable};
use crate::view::shared::{OfficeRef, Value};
use num_rational::BigRational;

/// Where a table is put together.
struct Bench<'b> {
    desk: &'b Desk<'b>,
    at: usize,
    list: &'b List,
}

/// A column: its heading, whether it needs room, whether the page says the same below, and a cell an item.
struct Column {
    label: String,
    broad: bool,
    below: bool,
    cells: Vec<ListCell>,
}

/// More columns than this turn the paper.
const UPRIGHT: usize = 6;

/// What a cell says, in one line of words.
pub(super) fn words(cell: &ListCell) -> String {
    let names = |offices: &[OfficeRef]| offices.iter().map(|office| office.name.as_str()).collect::<Vec<_>>().join("、");
    let mut parts: Vec<String> = cell.value.iter().map(|value| value.text.clone()).collect();
    parts.extend((!cell.offices.is_empty()).then(|| names(&cell.offices)));
    parts.extend((!cell.supports.is_empty()).then(|| format!("配合：{}", names(&cell.supports))));
    parts.extend(cell.status.iter().map(|status| status.chip.clone()));
    parts.extend(cell.notes.iter().map(|note| note.text.clone()));
    if cell.empty { String::new() } else { parts.join("；") }
}

/// The items of a list; none where only totals were published.
pub(super) fn table(desk: &Desk<'_>, at: usize, list: &List) -> Option<ListTable> {
    let heads = list.heads();
    if heads.is_empty() {
        return None;
    }
    let bench = Bench { desk, at, list };
    let columns: Vec<Column> =
        bench.columns().into_iter().enumerate().filter(|(place, column)| *place == 0 || column.says()).map(|(_, column)| column).collect();
    // The parts below the table are what an anchor leads to, where there are any.
    let anchored = !matches!(list.content, Content::Projects { .. });
    let row = |number: usize| ListRow {
        anchor: anchored.then(|| item_anchor(number)),
        cells: columns.iter().filter_map(|column| column.cells.get(number)).map(finished).collect(),
    };
    Some(ListTable {
        caption: list.title.clone(),
        wide: columns.len() > UPRIGHT,
        rows: (0..heads.len()).map(row).collect(),
        columns: columns
            .iter()
            .map(|column| ListColumn { label: column.label.clone(), broad: column.broad, below: column.below })
            .collect(),
    })
}

/// Whether a list gives numbers that somebody counted, besides what its nodes say.
pub(super) fn has_figures(list: &List) -> bool {
    match &list.content {
        Content::Projects { items, .. } => items.iter().any(|item| item.own.investment.is_some()),
        Content::Livelihood { vote, items } => {
            vote.is_some() || items.iter().any(|item| item.own.votes.is_some() || item.own.satisfaction.is_some())
        }
        Content::Proposals { totals, items } => totals.is_some() || items.iter().any(|item| item.own.result.is_some()),
        Content::Tasks(_) | Content::Free { .. } => false,
    }
}

impl Column {
    fn of<T>(label: &str, items: &[Item<T>], cell: impl Fn(&Item<T>) -> ListCell) -> Self {
        Self { label: label.to_owned(), broad: false, below: false, cells: items.iter().map(cell).collect() }
    }

    fn broad(self) -> Self {
        Self { broad: true, ..self }
    }

    /// Whether any of its cells says something.
    fn says(&self) -> bool {
        self.cells.iter().any(|cell| *cell != ListCell::default())
    }
}

fn text(text: Option<&String>) -> ListCell {
    ListCell { value: text.map(Value::plain), ..ListCell::default() }
}

impl Bench<'_> {
    fn columns(&self) -> Vec<Column> {
        match &self.list.content {
            Content::Projects { nodes, items } => self.projects(nodes, items),
            Content::Livelihood { vote, items } => self.livelihood(vote.as_deref(), items),
            Content::Tasks(items) => self.tasks(items),
            Content::Proposals { items, .. } => self.proposals(items),
            Content::Free { columns, items } => self.free(columns, items),
        }
    }

    fn projects(&self, nodes: &[String], items: &[Item<Project>]) -> Vec<Column> {
        let name = |item: &Item<Project>| self.name(&item.head, item.own.scale.iter().map(|scale| format!("建设规模：{scale}")));
        let mut columns = vec![Column::of("项目", items, name).broad()];
        columns.push(Column::of("投资", items, |item| self.investment(item.own.investment.as_ref())));
        for (place, node) in nodes.iter().enumerate() {
            let column = Column::of(node, items, |item| self.node(nodes, place, item));
            columns.push(Column { below: true, ..column });
        }
        columns.push(self.offices(items, "责任单位"));
        columns.push(Column::of("完成时限", items, due));
        columns.push(Column::of("目标进度", items, |item| self.target(&item.head)));
        columns
    }

    fn livelihood(&self, vote: Option<&Vote>, items: &[Item<Livelihood>]) -> Vec<Column> {
        let mut columns = vec![Column::of("项目", items, |item| self.name(&item.head, item.own.content.iter().cloned())).broad()];
        columns.push(self.offices(items, "责任单位"));
        columns.push(Column::of("完成时限", items, due));
        columns.push(Column::of("票决结果", items, |item| self.votes(vote, &item.own)));
        columns.push(Column::of("满意度", items, |item| self.answers(&item.own)));
        columns.push(Column::of("目标进度", items, |item| self.target(&item.head)));
        // A list on which nobody was asked yet has no such column; one on which some were shows 暂无数据 for the others.
        let asked = items.iter().any(|item| item.own.satisfaction.is_some());
        let voted = items.iter().any(|item| item.own.votes.is_some() || item.own.elected.is_some());
        columns.retain(|column| (asked || column.label != "满意度") && (voted || column.label != "票决结果"));
        columns
    }

    fn tasks(&self, items: &[Item<Task>]) -> Vec<Column> {
        let name = |item: &Item<Task>| self.name(&item.head, item.own.category.iter().map(|category| format!("类别：{category}")));
        let mut columns =
            vec![Column::of("任务内容", items, name).broad(), Column::of("牵头领导", items, |item| text(item.own.leader.as_ref()))];
        columns.push(self.offices(items, "责任单位"));
        columns.push(Column::of("完成时限", items, due));
        columns.push(Column::of("目标进度", items, |item| self.target(&item.head)));
        columns
    }

    fn proposals(&self, items: &[Item<Proposal>]) -> Vec<Column> {
        let mut columns = vec![Column::of("建议", items, |item| self.name(&item.head, std::iter::empty())).broad()];
        columns.push(self.offices(items, "承办单位"));
        columns.push(Column::of("答复时限", items, due));
        let result = |item: &Item<Proposal>| match item.own.result {
            Some(outcome) => ListCell {
                value: Some(self.value(outcome.word().to_owned())),
                notes: vec![Value::plain(outcome.meaning())],
                ..ListCell::default()
            },
            None => nothing(),
        };
        columns.push(Column::of("办理结果", items, result));
        if items.iter().any(|item| item.own.rating.is_some()) {
            let rating = |item: &Item<Proposal>| match item.own.rating {
                Some(rating) => ListCell { value: Some(self.value(rating.word().to_owned())), ..ListCell::default() },
                None => nothing(),
            };
            columns.push(Column::of("代表意见", items, rating));
        }
        columns.push(Column::of("目标进度", items, |item| self.target(&item.head)));
        columns
    }

    fn free(&self, headings: &[String], items: &[Item<Free>]) -> Vec<Column> {
        let mut columns = vec![
            Column::of("名称", items, |item| self.name(&item.head, std::iter::empty())).broad(),
            Column::of("规模", items, |item| text(item.own.scale.as_ref())),
            Column::of("进展", items, |item| text(item.own.progress.as_ref())),
        ];
        for (place, heading) in headings.iter().enumerate() {
            columns.push(Column::of(heading, items, |item| text(item.own.cells.get(place).and_then(Option::as_ref))));
        }
        columns.push(self.offices(items, "责任单位"));
        columns.push(Column::of("完成时限", items, due));
        columns.push(Column::of("目标进度", items, |item| self.target(&item.head)));
        columns
    }

    /// The name of an item, with its number, linked to its target; below it what else there is to say.
    fn name(&self, head: &Head, more: impl Iterator<Item = String>) -> ListCell {
        ListCell {
            number: head.number.clone(),
            value: Some(Value::plain(head.name.clone())),
            href: head.target.map(|target| self.desk.href(&PageKey::Target(self.at, target))),
            notes: more.chain(head.note.clone()).map(Value::plain).collect(),
            ..ListCell::default()
        }
    }

    /// Who leads, and below it who supports.
    fn offices<T>(&self, items: &[Item<T>], heading: &str) -> Column {
        let cell = |item: &Item<T>| ListCell {
            offices: self.desk.offices(self.at, &item.head.lead),
            supports: self.desk.offices(self.at, &item.head.support),
            ..ListCell::default()
        };
        Column::of(heading, items, cell)
    }

    /// The status of the target an item stands for.
    fn target(&self, head: &Head) -> ListCell {
        let found = head.target.and_then(|target| self.desk.assessments(self.at).get(target));
        ListCell { status: found.map(status), ..ListCell::default() }
    }

    /// One node of a project.
    fn node(&self, names: &[String], place: usize, item: &Item<Project>) -> ListCell {
        let reach = self.desk.report(self.at).and_then(|report| reach(report, self.list, names, item));
        let nodes = project_nodes(self.desk, self.at, names, item, reach);
        let Some(node) = nodes.get(place) else { return ListCell::default() };
        ListCell {
            value: Some(Value::plain(node.label.clone())),
            notes: node.due.iter().map(|due| Value::plain(format!("应于{due}"))).collect(),
            ..ListCell::default()
        }
    }

    fn investment(&self, investment: Option<&Investment>) -> ListCell {
        let Some(Investment { total, invested, unit }) = investment else { return ListCell::default() };
        let mut notes = Vec::new();
        if let Some(invested) = invested {
            let share = ratio(Some(invested), total.as_ref()).map(|share| format!("（{share}%）")).unwrap_or_default();
            notes.push(self.count(invested, &format!("已完成{}{}{share}", invested.amount, unit.label())));
        }
        ListCell {
            value: Some(
                total
                    .as_ref()
                    .map_or_else(|| Value::plain("暂无数据"), |total| self.count(total, &format!("{}{}", total.amount, unit.label()))),
            ),
            notes,
            ..ListCell::default()
        }
    }

    fn votes(&self, vote: Option<&Vote>, project: &Livelihood) -> ListCell {
        let chosen = project.elected.map(|elected| self.value(if elected { "当选" } else { "未当选" }.to_owned()));
        let Some(votes) = &project.votes else {
            let none = Value::plain("票数：暂无数据");
            return ListCell { notes: chosen.iter().map(|_| none.clone()).collect(), value: chosen.or(Some(none)), ..ListCell::default() };
        };
        let Votes { agree, against, abstain, invalid, .. } = votes;
        let mut lines: Vec<Value> = chosen.into_iter().collect();
        lines.push(self.parts(&[("赞成", agree), ("反对", against), ("弃权", abstain), ("无效", invalid)], "票"));
        let whole = vote.and_then(Vote::ballots).map_or_else(|| all_of(&[agree, against, abstain], invalid), Count::known_ratio);
        lines.extend(share(agree.as_ref(), whole.as_ref()).map(|share| self.value(format!("得票率{share}%"))));
        let mut lines = lines.into_iter();
        ListCell { value: lines.next(), notes: lines.collect(), ..ListCell::default() }
    }

    fn answers(&self, project: &Livelihood) -> ListCell {
        let Some(answers) = &project.satisfaction else {
            return if project.elected == Some(false) { ListCell::default() } else { nothing() };
        };
        let Satisfaction { satisfied, fairly, dissatisfied, abstain, total, percent } = answers;
        let parts = [("满意", satisfied), ("基本满意", fairly), ("不满意", dissatisfied), ("弃权或不了解", abstain)];
        let whole = match total {
            Some(total) => total.known_ratio(),
            None => all_of(&[satisfied, fairly, dissatisfied], abstain),
        };
        let mut value = share(satisfied.as_ref(), whole.as_ref()).map(|share| self.value(format!("满意占{share}%")));
        let mut notes = Vec::new();
        if let (Some(_), Some(both)) = (fairly, added(&[satisfied, fairly])) {
            let both = whole.as_ref().and_then(|whole| percent_of(&both, whole));
            notes.extend(both.map(|share| self.value(format!("满意和基本满意占{share}%"))));
        }
        if value.is_none() {
            // What was published as a share alone, without the counts.
            value = percent.as_ref().map(|percent| self.count(percent, &format!("公布的满意度{}%", percent.amount)));
        }
        notes.push(self.parts(&parts, "人"));
        notes.extend(total.as_ref().map(|total| self.count(total, &format!("参加测评{}人", total.amount))));
        ListCell { value: Some(value.unwrap_or_else(|| Value::plain("暂无数据"))), notes, ..ListCell::default() }
    }

    /// `赞成42票，反对2票`: those that were given, and 暂无数据 for the first where it was not. One mark serves for all that is a number.
    fn parts(&self, parts: &[(&str, &Option<Count>)], unit: &str) -> Value {
        let word = |(place, (word, count)): (usize, &(&str, &Option<Count>))| match (shown(count.as_ref(), unit), count) {
            (Shown::Known(amount), _) => Some(format!("{word}{}", amount.text)),
            (Shown::Absent(reason), Some(_)) => Some(format!("{word}：{reason}")),
            (Shown::Absent(reason), None) => (place == 0).then(|| format!("{word}：{reason}")),
        };
        let words: Vec<String> = parts.iter().enumerate().filter_map(word).collect();
        let known = parts.iter().any(|(_, count)| count.as_ref().is_some_and(|count| count.known().is_some()));
        if known { self.value(words.join("，")) } else { Value::plain(words.join("，")) }
    }

    /// A number with the mark that the list's figures ask for; a mask needs none.
    fn count(&self, count: &Count, words: &str) -> Value {
        match count.amount {
            Amount::Known(_) => self.value(words.to_owned()),
            Amount::Masked(_) => Value::plain(words),
        }
    }

    fn value(&self, words: String) -> Value {
        if self.desk.sample() { Value::demo(words) } else { self.desk.value(words, self.list.status) }
    }
}

fn due<T>(item: &Item<T>) -> ListCell {
    text(item.head.due.map(|due| format!("{}前", chinese(due))).as_ref())
}

fn finished(cell: &ListCell) -> ListCell {
    ListCell { empty: *cell == ListCell::default(), ..cell.clone() }
}

fn nothing() -> ListCell {
    ListCell { value: Some(Value::plain("暂无数据")), ..ListCell::default() }
}

/// The sum, where every part is known.
fn added(parts: &[&Option<Count>]) -> Option<BigRational> {
    parts.iter().map(|part| part.as_ref()?.known_ratio()).sum()
}

/// The sum of answers that make a whole, with one that is seldom counted.
fn all_of(parts: &[&Option<Count>], more: &Option<Count>) -> Option<BigRational> {
    let sum = added(parts)?;
    if more.is_some() { Some(sum + more.as_ref()?.known_ratio()?) } else { Some(sum) }
}

fn ratio(part: Option<&Count>, whole: Option<&Count>) -> Option<Decimal> {
    share(part, whole?.known_ratio().as_ref())
}

fn share(part: Option<&Count>, whole: Option<&BigRational>) -> Option<Decimal> {
    percent_of(&part?.known_ratio()?, whole?)
}

fn percent_of(part: &BigRational, whole: &BigRational) -> Option<Decimal> {
    let nought = BigRational::from_integer(0.into());
    (*whole > nought).then(|| Decimal::rounded(&(part * BigRational::from_integer(100.into()) / whole), 1))
}
