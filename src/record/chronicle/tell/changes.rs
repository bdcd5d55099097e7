//! Events about what was there already.

use crate::assess::words::actual_text;
use crate::record;
use crate::record::chronicle::event::{EntryId, Event, Finality, Term, Thing, mark};
use crate::record::chronicle::publication::{Item, Kind, Place};
use crate::record::chronicle::tell::{Claim, Teller, said, stated};
use crate::report::entry::{Content, Entry, FigureStatus};
use crate::report::target::{Measure, Target};
use crate::value::date::chinese;
use jiff::civil::Date;

impl Teller<'_> {
    /// The item of an event that is no addition.
    pub(super) fn change(&mut self, event: &Event) -> Option<Item> {
        match event {
            Event::Added(Thing::Entry(id)) => self.finished(id),
            Event::Added(_) | Event::Gone(_) => None,
            Event::Changed(thing) => self.changed(thing),
            Event::Stated(id, number) => {
                let (report, target, entry, _) = self.entry(id)?;
                self.stated((report, target, Some(entry), *number))
            }
            Event::Revised(year, id, number) => {
                let (report, target) = self.target(*year, id)?;
                self.stated((report, target, None, *number))
            }
            Event::Late(id) => self.of_entry(id, Kind::Late, |name, as_of| format!("补报：“{name}”截至{as_of}原为暂无数据，现补充公布。")),
            Event::Final(id) => {
                self.of_entry(id, Kind::Final, |name, as_of| format!("转正式数：“{name}”截至{as_of}的初步数转为正式数，数值不变。"))
            }
            Event::Withheld(id) => self.withheld(id),
            Event::Moved(year, id, term, from, to) => self.moved(*year, id, term, *from, *to),
            Event::Ended(year, id) => self.ended(*year, id),
            Event::Renamed(year, from, to) => self.renamed(*year, from, to),
        }
    }

    fn target_of(&self, report: usize, target: usize) -> Option<&Target> {
        self.world.reports.get(report)?.targets.get(target)
    }

    /// An item about one target.
    fn of_target(report: usize, target: usize, kind: Kind, sentence: String) -> Item {
        Item { report: Some(report), targets: vec![target], ..said(kind, sentence) }
    }

    /// An item about what was reported and is told today.
    fn of_entry(&self, id: &EntryId, kind: Kind, sentence: impl Fn(&str, String) -> String) -> Option<Item> {
        let (report, target, _, entry) = self.entry(id)?;
        if matches!(entry.content, Content::Nothing { .. } | Content::Withheld { .. }) {
            return None;
        }
        let name = &self.target_of(report, target)?.name;
        Some(Item { as_of: Some(entry.as_of), ..Self::of_target(report, target, kind, sentence(name, chinese(entry.as_of))) })
    }

    /// A change that the data state today under that number.
    fn stated(&mut self, claim: Claim) -> Option<Item> {
        let (report, target, entry, number) = claim;
        let mut all = record::changes(self.world.reports.get(report)?).into_iter();
        let change = all.find(|change| (change.target, change.entry, change.number) == (target, entry, number))?;
        self.claimed.insert(claim).then(|| stated(report, change))
    }

    fn changed(&self, thing: &Thing) -> Option<Item> {
        match thing {
            Thing::Entry(id) => self.of_entry(id, Kind::Unexplained, |name, as_of| {
                format!("未说明：“{name}”截至{as_of}的完成情况有改动，数据没有写明原因和日期。")
            }),
            Thing::Target(year, id) => {
                let (report, target) = self.target(*year, id)?;
                let sentence =
                    format!("未说明：“{}”的目标有改动，数据没有写明批准机关、日期和理由。", self.target_of(report, target)?.name);
                Some(Self::of_target(report, target, Kind::Unexplained, sentence))
            }
            Thing::Disclosed(year, id) => {
                let (report, target) = self.target(*year, id)?;
                let found = self.target_of(report, target).filter(|target| target.disclosed.is_some())?;
                let sentence = format!("未说明：“{}”另行公布的目标值有改动，数据没有写明原因和日期。", found.name);
                Some(Self::of_target(report, target, Kind::Unexplained, sentence))
            }
            Thing::Text(year, slug) => {
                let report = self.report(*year)?;
                let chapters = &self.world.reports.get(report)?.chapters;
                let chapter = chapters.iter().position(|chapter| chapter.slug.as_str() == slug)?;
                let sentence = format!("改正文：“{}”的文字有改动。", chapters.get(chapter)?.title);
                Some(Item { report: Some(report), place: Some(Place::Chapter(report, chapter)), ..said(Kind::Text, sentence) })
            }
            Thing::List(year, slug) => {
                let report = self.report(*year)?;
                let lists = &self.world.reports.get(report)?.lists;
                let list = lists.iter().position(|list| list.slug.as_str() == slug)?;
                let sentence = format!("更新：清单“{}”。", lists.get(list)?.title);
                Some(Item { report: Some(report), place: Some(Place::List(report, list)), ..said(Kind::Updated, sentence) })
            }
            Thing::Report(_) | Thing::Article(..) => None,
        }
    }

    /// An official number beside a preliminary one, both of which the content holds today.
    pub(super) fn finished(&self, id: &EntryId) -> Option<Item> {
        let (report, number, _, entry) = self.entry(id).filter(|_| id.finality == Finality::Official)?;
        let target = self.target_of(report, number)?;
        let before = target.entries.iter().find(|other| other.as_of == entry.as_of && other.status == FigureStatus::Preliminary)?;
        let tells = |entry: &Entry| matches!(entry.content, Content::Figure(_));
        if entry.status != FigureStatus::Official || !tells(entry) || !tells(before) {
            return None;
        }
        let (was, is) = (actual_text(target, before, false), actual_text(target, entry, false));
        let name = &target.name;
        let (kind, sentence) = match was == is {
            true => (Kind::Final, format!("转正式数：“{name}”截至{}的初步数转为正式数，数值不变。", chinese(entry.as_of))),
            false => {
                let told = format!("修订：数据来源单位发布新的核实数，“{name}”由{was}修订为{is}。属正常数据修订，不是差错更正。");
                (Kind::Revision, told)
            }
        };
        let on = self.world.reports.get(report)?.releases.get(entry.release)?.published.map(|published| published.date());
        let item = Self::of_target(report, number, kind, sentence);
        Some(Item { on, as_of: Some(entry.as_of), from: Some(was), to: Some(is), ..item })
    }

    /// Taken back without a day: the amount is not known here, and the reason is today's.
    fn withheld(&self, id: &EntryId) -> Option<Item> {
        let (report, target, _, entry) = self.entry(id)?;
        let Content::Withheld { reason, .. } = &entry.content else { return None };
        let name = &self.target_of(report, target)?.name;
        let sentence = format!("撤回：停止公布“{name}”，理由：{}。", record::plain(reason));
        Some(Item { as_of: Some(entry.as_of), ..Self::of_target(report, target, Kind::Withdrawal, sentence) })
    }

    fn moved(&self, year: i16, id: &str, term: &Term, from: Option<Date>, to: Option<Date>) -> Option<Item> {
        let (report, number) = self.target(year, id)?;
        let target = self.target_of(report, number)?;
        let what = match (term, &target.measure) {
            (Term::From, _) => "开始日期".to_owned(),
            (Term::Due, _) => "到期日".to_owned(),
            (Term::Stage(of), Measure::Milestone { stages }) => {
                format!("节点“{}”的计划时间", stages.iter().find(|stage| mark(&stage.name) == *of)?.name)
            }
            (Term::Stage(_), _) => return None,
        };
        let day = |day: Option<Date>| day.map(chinese);
        let (was, is) = (day(from), day(to));
        let told = match (&was, &is) {
            (Some(was), Some(is)) => format!("由{was}调整为{is}"),
            (None, Some(is)) => format!("定为{is}"),
            (Some(was), None) => format!("原为{was}，现不再单独写明"),
            (None, None) => return None,
        };
        let item = Self::of_target(report, number, Kind::Moved, format!("时间调整：“{}”的{what}{told}。", target.name));
        Some(Item { from: was, to: is, ..item })
    }

    fn ended(&self, year: i16, id: &str) -> Option<Item> {
        let (report, number) = self.target(year, id)?;
        let target = self.target_of(report, number)?;
        let ended = target.ended.as_ref()?;
        let (on, reason) = (chinese(ended.on), record::plain(&ended.reason));
        let sentence = format!("终止：{on}，经{}批准，“{}”终止。理由：{reason}。", ended.authority, target.name);
        Some(Item { on: Some(ended.on), ..Self::of_target(report, number, Kind::Ended, sentence) })
    }

    /// The old id is told where today's content tells it.
    fn renamed(&self, year: i16, from: &str, to: &str) -> Option<Item> {
        let (report, number) = self.target(year, to)?;
        let target = self.target_of(report, number)?;
        let is_public = target.renamed_from.as_deref() == Some(from) && target.id.as_str() == to;
        let sentence = match is_public {
            true => format!("改编号：“{}”的编号由{from}改为{to}。", target.name),
            false => format!("改编号：“{}”的编号有改动。", target.name),
        };
        let public = |id: &str| is_public.then(|| id.to_owned());
        Some(Item { from: public(from), to: public(to), ..Self::of_target(report, number, Kind::Renamed, sentence) })
    }
}
