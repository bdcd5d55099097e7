//! Findings for a clerk: the sentence, the place, the line with a mark under the words, second places, what to do (contract §2). The header and
//! the arrow are ours, since their form is promised; the marked line is drawn by `annotate-snippets`, which counts wide characters right.

use crate::diagnostic::order::{Listed, listed, one_line};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::{Sources, Span};
use crate::value::leak::masked_text;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// Characters of a long line shown before and after the start of the marked stretch.
const BEFORE: usize = 30;
const AFTER: usize = 50;
/// No number that has to be hidden is longer.
const LONGEST: usize = 60;

/// All findings, a blank line between two. Empty when there are none.
pub fn print(findings: &[Diagnostic], sources: &Sources) -> String {
    let blocks: Vec<String> = listed(findings, sources).iter().map(|one| block(one, sources)).collect();
    blocks.join("\n")
}

/// The same for a terminal: where more than one file has findings, a line that names the file stands over those of each.
pub fn grouped(findings: &[Diagnostic], sources: &Sources) -> String {
    let listed = listed(findings, sources);
    let file = |one: &Listed<'_>| one.place.as_ref().map(|place| place.path.clone());
    let groups: Vec<&[Listed<'_>]> = listed.chunk_by(|a, b| file(a) == file(b)).collect();
    if groups.len() < 2 {
        return print(findings, sources);
    }
    let group = |group: &&[Listed<'_>]| {
        let name = group.first().and_then(file).map_or_else(|| "整个站点".to_owned(), |path| one_line(&path));
        let blocks: Vec<String> = group.iter().map(|one| block(one, sources)).collect();
        format!("【{name}】{}项\n\n{}", group.len(), blocks.join("\n"))
    };
    groups.iter().map(group).collect::<Vec<_>>().join("\n")
}

fn block(one: &Listed<'_>, sources: &Sources) -> String {
    let mut lines = vec![format!("{}[{}] {}", one.finding.severity.word(), one.finding.code, one.message)];
    lines.extend(one.place.as_ref().map(|place| format!(" --> {place}")));
    if let Some(Place::Span(span)) = &one.finding.place {
        lines.extend(marked_line(*span, sources));
    }
    for (message, place) in &one.notes {
        let place = place.as_ref().map_or_else(String::new, |place| format!(" {place}"));
        lines.push(format!("说明：{message}{place}"));
    }
    lines.extend(one.remedy.as_ref().map(|remedy| format!("怎么改：{remedy}")));
    lines.join("\n") + "\n"
}

/// The first line of a stretch with marks under it, cut to a window when it is long.
fn marked_line(span: Span, sources: &Sources) -> Option<String> {
    let text = &*sources.file(span.file)?.text;
    let at = span.range().start.min(text.trim_end_matches('\n').len());
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..)?.split('\n').next()?;
    let (before, after) = line.split_at_checked(at - start)?;
    let marked = after.get(..span.range().len().min(after.len())).unwrap_or(after).chars().count();
    // What is shown of the line hides personal numbers, also one that the cut would halve.
    let nearby = (last_characters(before, BEFORE + LONGEST), first_characters(after, AFTER + LONGEST));
    let shown = masked_text(&format!("{}{}", nearby.0, nearby.1)).into_owned();
    let (before_shown, after_shown) = shown.split_at(shown.char_indices().nth(nearby.0.chars().count()).map_or(shown.len(), |(at, _)| at));
    let head = last_characters(before_shown, BEFORE);
    let tail = first_characters(after_shown, AFTER);
    let is_cut = |part: &str, whole: &str| part.chars().count() < whole.chars().count();
    let open = if is_cut(head, before) { "…" } else { "" };
    let window = format!("{open}{head}{tail}{}", if is_cut(tail, after) { "…" } else { "" });
    let from = window.len().min(open.len() + head.len());
    let to = from + first_characters(tail, marked).len();
    let snippet = Snippet::source(window.as_str())
        .line_start(text.get(..start)?.matches('\n').count() + 1)
        .annotation(AnnotationKind::Primary.span(from..to));
    let drawn = Renderer::plain().term_width(1000).render(&[Group::with_level(Level::ERROR).element(snippet)]);
    Some(drawn.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"))
}

fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

fn last_characters(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count.saturating_sub(1)).and_then(|(at, _)| text.get(at..)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{grouped, print};
    use crate::diagnostic::Diagnostic;
    use crate::diagnostic::order::tests::sample;
    use crate::source::{FileId, SourceFile, Sources, Span};

    #[test]
    fn a_terminal_shows_one_file_after_the_other() {
        let (sources, findings) = sample();
        let text = grouped(&findings, &sources);
        let heads: Vec<&str> = text.lines().filter(|line| line.starts_with('【')).collect();
        let expected =
            ["【2022/index.html】1项", "【content/2022/01-industry/targets.yaml】2项", "【content/2022/说明,1.md】1项", "【整个站点】1项"];
        assert_eq!(heads, expected);
        // But for these lines it is what a file or a pipe gets.
        let mut rest = text.clone();
        heads.iter().for_each(|head| rest = rest.replace(&format!("{head}\n\n"), ""));
        assert_eq!(rest, print(&findings, &sources));
        // One file needs no heading.
        assert_eq!(grouped(&findings[2..4], &sources), print(&findings[2..4], &sources));
    }

    #[test]
    fn as_promised_in_the_contract() {
        let (sources, findings) = sample();
        let expected = "\
错误[link/dead] 没有这个页面
 --> 2022/index.html

提醒[target/name] 名称：100% 一样<U+001B>[31m
 --> content/2022/01-industry/targets.yaml:2:9
  |
2 |   name: 新开工产业项目
  |         ^^^^^^^^^^^^^^

错误[unit/unknown] 目标单位“亩”不能换算
 --> content/2022/01-industry/targets.yaml:3:9
  |
3 |   unit: 亩, 个  # 单位
  |         ^^
说明：填报单位写在这里 content/site.yaml:1:7
说明：只有同类单位可以换算
怎么改：请核对是否填错行。

错误[encoding/gbk] 文件不是 UTF-8 编码
 --> content/2022/说明,1.md:4:1
怎么改：另存为 UTF-8。

提示[site/no-code] 没有填写网站标识码
";
        assert_eq!(print(&findings, &sources), expected);
    }

    /// A file of one text and what a finding about a stretch of it looks like.
    fn marked(text: &str, range: std::ops::Range<usize>) -> String {
        let sources = Sources::new("a", vec![SourceFile { path: "a.yaml".into(), text: text.into() }], vec![]);
        print(&[Diagnostic::error("a/b", "甲").at(Span::new(FileId(0), range))], &sources)
    }

    #[test]
    fn marks_stand_under_the_words() {
        assert_eq!(marked("甲乙丙：x\n", 6..9), "错误[a/b] 甲\n --> a.yaml:1:3\n  |\n1 | 甲乙丙：x\n  |     ^^\n");
        assert_eq!(marked("a:\n  - b\n  - c\n", 5..14), "错误[a/b] 甲\n --> a.yaml:2:3\n  |\n2 |   - b\n  |   ^^^\n");
        assert_eq!(marked("a:\nb: 1\n", 2..2), "错误[a/b] 甲\n --> a.yaml:1:3\n  |\n1 | a:\n  |   ^\n");
        assert_eq!(marked("x\ta: 1\n", 2..3), "错误[a/b] 甲\n --> a.yaml:1:3\n  |\n1 | x    a: 1\n  |      ^\n");
    }

    #[test]
    fn a_line_of_megabytes_gives_a_short_finding() {
        let text = format!("{}甲{}\n", "字".repeat(500_000), "x".repeat(500_000));
        let shown = marked(&text, 1_500_000..1_500_003);
        assert!(shown.len() < 500, "{}", shown.len());
        assert!(shown.contains("…字") && shown.contains("字甲x") && shown.contains("x…"), "{shown}");
        assert!(marked(&text, 0..text.len()).len() < 500);
    }

    #[test]
    fn a_place_behind_the_end_is_no_panic() {
        assert_eq!(marked("a: 1\n", 5..5), "错误[a/b] 甲\n --> a.yaml:1:5\n  |\n1 | a: 1\n  |     ^\n");
        assert_eq!(marked("a\n", 900..901), "错误[a/b] 甲\n --> a.yaml:1:2\n  |\n1 | a\n  |  ^\n");
    }
}
