//! Attachments in a project, as the program tells of them: the message of the wording rules word for word, waivers, files that nobody links
//! to, and files that are as they should be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;
#[path = "diagnostics/numbers.rs"]
mod numbers;

use harness::binary::{self, Run};
use harness::project::Project;
use harness::tree;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const FOLDER: &str = "content/2022/01-education";

fn zip(entries: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet called 表1.
fn workbook(rows: &str, more: &[(&str, String)]) -> Vec<u8> {
    let mut entries = vec![
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"表1\" r:id=\"r1\"/></sheets></workbook>".to_owned()),
        ("xl/_rels/workbook.xml.rels", "<R><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></R>".to_owned()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ];
    entries.extend(more.iter().cloned());
    zip(&entries)
}

fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn check(files: &[(&str, Vec<u8>)], allow: &str) -> Run {
    let project = Project::base();
    for (name, bytes) in files {
        tree::write(&project.join(&format!("{FOLDER}/{name}")), bytes);
    }
    let site = std::fs::read_to_string(project.join("content/site.yaml")).unwrap();
    tree::write(&project.join("content/site.yaml"), format!("{site}{allow}"));
    binary::run_now(project.path(), &["check"])
}

#[test]
fn an_identity_number_in_a_workbook_is_told_as_the_wording_says() {
    let id = numbers::filled("{id-card}");
    let rows = format!("<row r=\"1\">{}</row><row r=\"7\">{}</row>", cell("D1", "编号"), cell("D7", &id));
    let run = check(&[("名单.xlsx", workbook(&rows, &[]))], "").expect(1);
    let shown = format!("{}{}{}", &id[..1], "*".repeat(16), &id[17..]);
    let message = format!("错误[leak/id-card] 附件“名单.xlsx”表1!D7 疑似公民身份号码（{shown}）");
    assert!(run.stderr.contains(&message), "{message}\n{}", run.stderr);
    assert!(run.stderr.contains("怎么改：请删除该列后重新检查。站点未生成，已发布内容没有变化。"), "{}", run.stderr);
    assert!(!run.stderr.contains(&id) && !run.stdout.contains(&id), "the number itself is printed nowhere");
}

#[test]
fn an_identity_number_that_lost_its_end_is_still_a_persons() {
    let id = numbers::filled("{id-card}");
    let rows = format!("<row r=\"1\">{}</row><row r=\"2\"><c r=\"A2\"><v>{}000</v></c></row>", cell("A1", "编号"), &id[..15]);
    let run = check(&[("a.xlsx", workbook(&rows, &[]))], "").expect(1);
    assert!(run.stderr.contains("错误[leak/id-card] 附件“a.xlsx”表1!A2"), "{}", run.stderr);
}

#[test]
fn a_number_that_boxes_split_is_read_as_one() {
    let id = numbers::filled("{id-card}");
    let boxes: String = id.chars().zip('A'..).map(|(digit, column)| cell(&format!("{column}1"), &digit.to_string())).collect();
    let run = check(&[("a.xlsx", workbook(&format!("<row r=\"1\">{boxes}</row>"), &[]))], "").expect(1);
    assert!(run.stderr.contains("错误[leak/id-card] 附件“a.xlsx”表1!A1"), "{}", run.stderr);
}

#[test]
fn a_waiver_names_the_check_and_the_file() {
    let rows = format!("<row r=\"1\">{}</row>", cell("A1", "13800138000"));
    let files = [("a.xlsx", workbook(&rows, &[]))];
    let allow = "allow:\n  - pattern: leak/mobile\n    place: 2022/01-education/a.xlsx\n    reason: 值班电话\n";
    let run = check(&files, allow).expect(0);
    assert!(!run.stderr.contains("leak/mobile"), "{}", run.stderr);
    check(&files, "").expect(1);
}

#[test]
fn what_an_archive_hides_is_found_and_its_names_too() {
    let id = numbers::filled("{id-card}");
    let run = check(&[("a.zip", zip(&[("甲.txt", format!("身份 {id}")), (&format!("{id}.txt"), "x".to_owned())]))], "").expect(1);
    assert!(run.stderr.contains("附件“a.zip”内的“甲.txt” 等") || run.stderr.contains("附件“a.zip”"), "{}", run.stderr);
    assert!(!run.stderr.contains(&id), "{}", run.stderr);
}

#[test]
fn files_as_they_should_be_say_nothing() {
    let properties = "<c><dc:creator>示例镇人民政府</dc:creator><cp:lastModifiedBy>Administrator</cp:lastModifiedBy></c>";
    let rows = format!(
        "<row r=\"1\">{}{}{}</row><row r=\"2\">{}{}<c r=\"C2\"><v>13800138000</v></c></row>",
        cell("A1", "项目"),
        cell("B1", "联系电话"),
        cell("C1", "投资额（元）"),
        cell("A2", "新建道路"),
        cell("B2", "0000-88888888"),
    );
    let form = "<w:document><w:tbl><w:tr><w:tc><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>身份证号</w:t></w:r></w:p></w:tc></w:tr>\
                <w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl></w:document>";
    let masked = format!(
        "<row r=\"1\">{}{}</row><row r=\"2\">{}{}</row>",
        cell("A1", "姓名"),
        cell("B1", "身份证号"),
        cell("A2", "张*"),
        cell("B2", "3301**********1234")
    );
    let files = [
        ("进度.xlsx", workbook(&rows, &[("docProps/core.xml", properties.to_owned())])),
        ("申请表.docx", zip(&[("[Content_Types].xml", "<Types/>".to_owned()), ("word/document.xml", form.to_owned())])),
        ("公示.xlsx", workbook(&masked, &[])),
    ];
    let run = check(&files, "").expect(0);
    assert!(!run.stderr.contains("leak/") && !run.stderr.contains("attachment/"), "{}", run.stderr);
}
