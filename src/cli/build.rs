//! `build` and `check`: one run of the stages, and what is said about it.

use crate::cli::args::{BuildArgs, CheckArgs, Format, InputArgs, ReportArgs};
use crate::cli::progress::Progress;
use crate::cli::say::{Say, is_watched};
use crate::cli::{Exit, changes, explain, external, inspection, interrupt, moment, usage};
use crate::diagnostic::summary::{Forecast, Outcome, Summary};
use crate::diagnostic::{Diagnostic, github, gitlab, human, json, markdown, sarif};
use crate::emit::Stop;
use crate::emit::manifest;
use crate::emit::place::Output;
use crate::emit::sheet::Sheet;
use crate::lint::link_external::External;
use crate::pipeline::base::Compared;
use crate::pipeline::snapshot::{Snapshots, held};
use crate::pipeline::{self, Request, Run, Sink, threads};
use crate::source::{Sources, load};
use crate::syntax::suggest::nearest;
use crate::theme;
use std::time::Instant;

/// Writes the site.
pub(super) fn build(arguments: &BuildArgs) -> Exit {
    let inputs = [arguments.input.content.as_path(), arguments.input.themes.as_path()];
    let output = match Output::check(&arguments.out, &inputs) {
        Ok(output) => output,
        Err(stop) => return stopped(&stop, &arguments.report),
    };
    match manifest::paths(&output) {
        Ok(paths) => {
            let snapshots = Snapshots { held: held(paths.iter().map(String::as_str)), make: arguments.snapshot };
            work(&arguments.input, &Asked { snapshots, ..Asked::default() }, &arguments.report, &Sink::Publish(&output))
        }
        Err(stop) => stopped(&stop, &arguments.report),
    }
}

/// What only a build or only a check is asked for.
#[derive(Default)]
struct Asked {
    base: Option<String>,
    sheet: Option<Sheet>,
    /// The list of addresses on other hosts.
    links: bool,
    snapshots: Snapshots,
}

/// Renders and audits everything, and writes nothing but the report that was asked for.
pub(super) fn check(arguments: &CheckArgs) -> Exit {
    let inputs = [arguments.input.content.as_path(), arguments.input.themes.as_path()];
    if let Some(Err(stop)) = arguments.out.as_deref().map(|out| Output::check(out, &inputs)) {
        return stopped(&stop, &arguments.report);
    }
    match inspection::place(arguments) {
        Ok(sheet) => work(
            &arguments.input,
            &Asked { base: arguments.base.clone(), sheet, links: arguments.external_links, snapshots: Snapshots::default() },
            &arguments.report,
            &Sink::Drop,
        ),
        Err(exit) => exit,
    }
}

/// The request that arguments stand for; the rest of it is checked at the arguments themselves.
///
/// # Errors
/// How to end, when it has been said what is wrong.
pub(super) fn request(input: &InputArgs, official: bool, strict: bool) -> Result<Request, Exit> {
    let now = moment::now(input.now).map_err(|sentence| usage::wrong(&sentence))?;
    if let Some(theme) = &input.theme {
        known_theme(theme, input)?;
    }
    Ok(Request {
        content: input.content.clone(),
        themes: input.themes.clone(),
        theme: input.theme.clone(),
        base_url: input.base_url.clone(),
        now,
        official,
        strict,
        drafts: input.drafts,
        base: None,
        chronicle: None,
        snapshots: Snapshots::default(),
    })
}

/// A theme that does not exist is a wrong argument, not a mistake in the content.
fn known_theme(name: &str, input: &InputArgs) -> Result<(), Exit> {
    let disk = load::themes(&input.themes).map_err(|error| {
        Say::error(&error.to_string());
        Exit::Machine
    })?;
    let known = theme::available(disk.as_ref().map(|(files, _)| files));
    if known.iter().any(|theme| theme == name) {
        return Ok(());
    }
    let near = nearest(name, known.iter().map(String::as_str)).map_or_else(String::new, |near| format!("是不是“{near}”？"));
    Err(usage::wrong(&format!("没有名为“{name}”的主题。{near}可用的主题：{}。", known.join("、"))))
}

fn work(input: &InputArgs, asked: &Asked, report: &ReportArgs, sink: &Sink<'_>) -> Exit {
    let request = match request(input, report.official, report.strict) {
        Ok(request) => Request { base: asked.base.clone(), snapshots: asked.snapshots.clone(), ..request },
        Err(exit) => return exit,
    };
    let since = Instant::now();
    let cancelled = interrupt::listen(|| {});
    threads::start(input.jobs);
    let progress = Progress::new(is_watched() && !report.quiet);
    let ran = pipeline::run(&request, sink, &cancelled, &|done, all| progress.at(done, all));
    progress.clear();
    match ran {
        Ok(run) => {
            let written = asked.sheet.as_ref().map(|sheet| inspection::write(sheet, &run, &request)).transpose();
            let lines = written.as_ref().ok().and_then(Option::as_deref);
            let exit = tell(&run, asked.links, report, lines, since);
            // A report that could not be written is no result, whatever was found.
            written.map_or_else(|failed| failed, |_| exit)
        }
        Err(stop) => stopped(&stop, report),
    }
}

/// Says what was found and what came of it.
fn tell(run: &Run, with_links: bool, report: &ReportArgs, written: Option<&str>, since: Instant) -> Exit {
    let good = matches!(run.summary.outcome, Outcome::Built | Outcome::Passed);
    let exit = if good { Exit::Done } else { Exit::Content };
    let asked = Extras { compared: run.compared.as_ref(), links: with_links.then_some(run.external.as_deref()) };
    let machine = print(&run.findings, &run.sources, &run.summary, &asked, report.format);
    let mut changes =
        run.compared.as_ref().filter(|_| !report.quiet).map_or_else(String::new, |compared| changes::told(compared, &run.sources));
    // Whoever asks for the list wants it, however quiet the rest.
    changes.extend(asked.links.map(|links| external::told(links, &run.sources)));
    let mut lines = Vec::new();
    if !report.quiet {
        lines = summary(run, written, since);
    }
    if report.timings {
        lines.extend(run.timings.iter().map(|(stage, time)| format!("{stage}：{}毫秒", time.as_millis())));
    }
    let lines: String = lines.into_iter().map(|line| line + "\n").collect();
    // People read both; where programs read standard output, it holds nothing else. What went wrong is told on standard error only.
    let out = match machine {
        Some(document) => {
            // Two of the documents hold the changes themselves.
            let is_told = matches!(report.format, Format::Json | Format::Markdown);
            Say::findings(&(lines + if is_told { "" } else { &changes }));
            document
        }
        None if good => {
            if !run.findings.is_empty() && !lines.is_empty() {
                Say::error("");
            }
            lines + &changes
        }
        None => {
            Say::findings(&format!("\n{lines}"));
            changes
        }
    };
    Say::last(&out, exit)
}

/// What stands beside the findings, where it was asked for.
struct Extras<'a> {
    compared: Option<&'a Compared>,
    /// Asked for, and found unless the run stopped before.
    links: Option<Option<&'a [External]>>,
}

/// Prints findings for people, or gives the document for programs.
fn print(findings: &[Diagnostic], sources: &Sources, summary: &Summary, asked: &Extras<'_>, format: Format) -> Option<String> {
    let Extras { compared, links } = *asked;
    match format {
        Format::Human => {
            let print = if is_watched() { human::grouped } else { human::print };
            Say::findings(&print(findings, sources));
            None
        }
        Format::Json => {
            let rows = compared.map(|compared| changes::rows(compared, sources));
            let links = links.map(|links| links.map(|links| external::rows(links, sources)));
            Some(json::print(findings, sources, summary, rows.as_ref(), links.as_ref()))
        }
        Format::Markdown => {
            let changes = compared.map(|one| changes::table(one, sources)).unwrap_or_default();
            let links = links.map(|links| external::table(links, sources)).unwrap_or_default();
            Some(markdown::print(findings, sources, summary) + &changes + &links)
        }
        Format::Sarif => Some(sarif::print(findings, sources, &explain::all())),
        Format::Github => Some(github::print(findings, sources)),
        Format::Gitlab => Some(gitlab::print(findings, sources)),
    }
}

/// The lines after a run.
fn summary(run: &Run, written: Option<&str>, since: Instant) -> Vec<String> {
    let mut lines = vec![run.summary.sentence()];
    if run.statuses.iter().any(|(_, count)| *count > 0) {
        let statuses: Vec<String> =
            run.statuses.iter().filter(|(_, count)| *count > 0).map(|(words, count)| format!("{words}{count}项")).collect();
        lines.push(format!("目标状态：{}。", statuses.join(" · ")));
    }
    lines.extend(run.summary.left_out.sentence());
    if matches!(run.summary.outcome, Outcome::Passed | Outcome::Failed) {
        lines.extend(run.summary.forecast.iter().map(Forecast::sentence));
    }
    if let Some(published) = &run.published {
        let (written, kept, removed) = (published.written.len(), published.kept, published.removed.len());
        lines.push(match published.switched {
            false => "内容没有变化，没有写入任何文件。".to_owned(),
            true => format!("写入{written}个文件，{kept}个没有变化，删去{removed}个。"),
        });
        if let Some(folder) = &published.rescued {
            lines.push(format!("有人在生成期间放进来的文件移到了“{}”，请查看。", folder.display()));
        }
        if let Some(error) = &published.untidy {
            lines.push(format!("站点已经更新，但清理没有做完。{error}下次运行会接着清理。"));
        }
        lines.push(format!("清单 manifest.json 的 sha256：{}", published.manifest_sha256));
    }
    lines.extend(run.snapshot.map(|made| match made.new {
        true => format!("已存档到 archive/{}/，以后生成时一直保留。", made.date),
        false => format!("archive/{}/ 的存档已经有了，内容一样，没有改动。", made.date),
    }));
    lines.extend(written.map(str::to_owned));
    lines.push(format!("用时{:.1}秒。", since.elapsed().as_secs_f64()));
    lines
}

/// Says why a run ended before it came to a result, in the form that was asked for.
fn stopped(stop: &Stop, report: &ReportArgs) -> Exit {
    let exit = Exit::of_stop(stop);
    let message = stop.to_string();
    let finding = Diagnostic::error(stop.code(), message.trim_end_matches('。')).remedy(stop.remedy());
    let findings = [finding];
    let summary = Summary::of(Outcome::Stopped, &findings);
    print(&findings, &Sources::default(), &summary, &Extras { compared: None, links: None }, report.format)
        .map_or(exit, |document| Say::last(&document, exit))
}
