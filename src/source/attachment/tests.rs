//! What is read out of small files that are built here, and what hostile ones do: nothing.

use super::{Attachment, Format, MarkKind, Refusal, open};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");

/// A zip archive of texts.
fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let entries: Vec<(&str, Vec<u8>)> = entries.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())).collect();
    zip_bytes(&entries)
}

fn zip_bytes(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    zip(&[TYPES, ("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>"))])
}

/// A workbook of a shown and a hidden sheet.
fn xlsx(shown: &str, hidden: &str, shared: &str) -> Vec<u8> {
    zip(&[
        TYPES,
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"表1\" r:id=\"r1\"/><sheet name=\"底稿\" state=\"hidden\" r:id=\"r2\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>\
             <Relationship Id=\"r2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet>{shown}</worksheet>")),
        ("xl/worksheets/sheet2.xml", &format!("<worksheet>{hidden}</worksheet>")),
        ("xl/sharedStrings.xml", &format!("<sst>{shared}</sst>")),
    ])
}

/// A PDF file with a page of these orders to the pen.
fn pdf(orders: &str) -> Vec<u8> {
    pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{orders}\nendstream", orders.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[]>>".to_owned(),
        "<</Author(\\376\\377\\137\\040\\116\\011)/Producer(x)>>".to_owned(),
    ])
}

fn pdf_of(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(format!("trailer<</Size {size}/Root 1 0 R/Info {} 0 R>>\nstartxref\n{start}\n%%EOF\n", size - 1).bytes());
    bytes
}

/// EXIF with an artist and, if wanted, a place.
fn exif(with_place: bool) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let mut bytes = b"II*\0\x08\0\0\0\x02\0".to_vec();
    bytes.extend(entry(0x013b, 2, 9, 38));
    bytes.extend(entry(0x8825, 4, 1, 48));
    bytes.extend([0; 4]);
    bytes.extend("张三丰\0".as_bytes());
    let tags = if with_place { [2, 4] } else { [0, 29] };
    bytes.extend(2u16.to_le_bytes());
    tags.iter().for_each(|tag| bytes.extend(entry(*tag, 5, 3, 0)));
    bytes
}

fn jpeg(with_place: bool) -> Vec<u8> {
    let exif = [b"Exif\0\0".to_vec(), exif(with_place)].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&b"\xFF\xD8\xFF\xE1"[..], &length, &exif, b"\xFF\xFE\0\x0aremark!!\xFF\xDA\0\x02\xFF\xD9"].concat()
}

fn png(chunks: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in chunks {
        bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        bytes.extend(kind.bytes());
        bytes.extend(data);
        bytes.extend([0; 4]);
    }
    bytes
}

fn texts(attachment: &Attachment) -> Vec<String> {
    attachment.parts.iter().map(|part| format!("{}|{}", part.place, part.text.trim())).collect()
}

fn marks(attachment: &Attachment) -> Vec<(MarkKind, String)> {
    attachment.marks.iter().map(|mark| (mark.kind, format!("{}{}", mark.place, mark.text))).collect()
}

#[test]
fn a_document_gives_its_paragraphs_whole_and_its_changes() {
    let bytes = docx(
        "<w:p><w:r><w:t>138</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>0013&#x38;000</w:t></w:r></w:p>\
         <w:p><w:ins w:author=\"张三\"><w:r><w:t>新</w:t></w:r></w:ins><w:del w:author=\"张三\"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>\
         <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    );
    let read = open("a.docx", &bytes).unwrap();
    assert_eq!(read.format, Format::Document);
    assert_eq!(texts(&read), ["正文第1段|13800138000", "正文第2段|新旧", "正文第3段|暗"]);
    assert_eq!(
        marks(&read),
        [
            (MarkKind::Author, "修订或批注的作者张三".into()),
            (MarkKind::Hidden, "正文有隐藏的文字".into()),
            (MarkKind::TrackedChange, "正文".into())
        ]
    );
    let table = read.tables.first().unwrap();
    assert_eq!(table.place_of(1, 2), "第1个表格第1行第2列");
    assert_eq!(table.rows.first().unwrap().cells.last().unwrap().text, "乙");
}

#[test]
fn a_workbook_gives_its_cells_as_written_and_what_it_hides() {
    let bytes = xlsx(
        "<cols><col min=\"3\" max=\"5\" hidden=\"1\"/></cols><sheetData>\
         <row r=\"7\"><c r=\"A7\" t=\"s\"><v>0</v></c><c r=\"D7\"><v>13800138000</v></c><c r=\"AB7\" t=\"inlineStr\"><is><t>丙</t></is></c></row>\
         <row r=\"9\" hidden=\"1\"><c r=\"A9\"><f>1+1</f><v>2</v></c></row></sheetData>",
        "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>",
        "<si><t>甲</t><rPh><t>jia</t></rPh></si><si><r><t>138</t></r><r><t>00138000</t></r></si>",
    );
    let read = open("a.xlsx", &bytes).unwrap();
    assert_eq!(read.format, Format::Workbook);
    let table = read.tables.first().unwrap();
    let cells: Vec<String> = table
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().map(|cell| format!("{}={}{}", table.place_of(row.number, cell.column), cell.text, cell.is_number)))
        .collect();
    assert_eq!(cells, ["表1!A7=甲false", "表1!D7=13800138000true", "表1!AB7=丙false", "表1!A9=2true"]);
    assert_eq!(
        marks(&read),
        [
            (MarkKind::Hidden, "工作表“表1”有隐藏的行（第9行）".into()),
            (MarkKind::Hidden, "工作表“表1”有隐藏的列（D列）".into()),
            (MarkKind::Hidden, "工作表“底稿”是隐藏的".into())
        ]
    );
    assert!(texts(&read).contains(&"已删去的单元格|13800138000".to_owned()), "{:?}", texts(&read));
    let plain = open("a.xlsx", &xlsx("<sheetData/>", "<sheetData/>", "")).unwrap();
    assert_eq!(marks(&plain), [], "an empty hidden sheet hides nothing");
}

#[test]
fn properties_remarks_and_links_are_remembered() {
    let bytes = zip_bytes(&[
        (TYPES.0, TYPES.1.into()),
        ("word/document.xml", b"<w:document/>".to_vec()),
        (
            "word/comments.xml",
            "<w:comments><w:comment w:author=\"李四\"><w:p><w:r><w:t>改</w:t></w:r></w:p></w:comment></w:comments>".into(),
        ),
        ("docProps/core.xml", "<c><dc:creator>王五</dc:creator><cp:lastModifiedBy/><dc:title>题</dc:title></c>".into()),
        (
            "word/_rels/document.xml.rels",
            b"<r><Relationship TargetMode=\"External\" Type=\"x/attachedTemplate\" Target=\"file:///C:\\Users\\w\"/></r>".to_vec(),
        ),
        ("word/media/image1.jpeg", jpeg(true)),
        ("word/embeddings/a.xlsx", xlsx("<sheetData><row r=\"1\"><c r=\"A1\"><v>7</v></c></row></sheetData>", "", "")),
        ("word/embeddings/oleObject1.bin", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
    ]);
    let read = open("a.docx", &bytes).unwrap();
    let marks = marks(&read);
    for wanted in [
        (MarkKind::Comment, "批注"),
        (MarkKind::Author, "修订或批注的作者李四"),
        (MarkKind::Author, "作者王五"),
        (MarkKind::ExternalLink, "指向本机或局域网里的文件"),
        (MarkKind::Gps, "内的“image1.jpeg”·照片"),
    ] {
        assert!(marks.contains(&(wanted.0, wanted.1.to_owned())), "{wanted:?} in {marks:?}");
    }
    assert_eq!(read.tables.first().unwrap().place_of(1, 1), "内的“a.xlsx”·表1!A1");
    assert_eq!(read.unread, [("内的“oleObject1.bin”".to_owned(), Refusal::OldOffice)]);
}

#[test]
fn a_pdf_gives_its_words_and_says_which_pages_have_none() {
    let read =
        open("a.pdf", &pdf("BT /F1 10 Tf 20 200 Td (138) Tj 15 0 Td (00138000) Tj 100 0 Td (5) Tj 0 -20 Td [(1)-20(2)] TJ ET")).unwrap();
    assert_eq!(texts(&read), ["第1页|13800138000  5\n12"]);
    assert_eq!(marks(&read), [(MarkKind::Author, "作者张三".into())]);
    let by_glyph = |(at, c)| format!("BT /F1 10 Tf 1 0 0 1 {} 50 Tm ({c}) Tj ET ", 20.0 + 5.5 * f64::from(at));
    let by_glyph: String = (0u8..).zip("13800138000".chars()).map(by_glyph).collect();
    assert_eq!(texts(&open("a.pdf", &pdf(&by_glyph)).unwrap()), ["第1页|13800138000"]);
    let unread = open("a.pdf", &pdf("BT /F2 10 Tf <00010002> Tj ET")).unwrap();
    assert!(unread.marks.iter().any(|mark| mark.kind == MarkKind::Unread && mark.place == "第1页"));
    let blank = open("a.pdf", &pdf("")).unwrap();
    assert!(blank.marks.iter().all(|mark| mark.kind != MarkKind::Unread));
}

#[test]
fn a_picture_tells_where_it_was_taken_and_by_whom() {
    for bytes in [jpeg(true), png(&[("eXIf", exif(true)), ("IEND", vec![])])] {
        let read = open("a", &bytes).unwrap();
        assert_eq!(marks(&read), [(MarkKind::Author, "拍摄者张三丰".into()), (MarkKind::Gps, "照片".into())]);
    }
    assert!(open("a", &jpeg(false)).unwrap().marks.iter().all(|mark| mark.kind != MarkKind::Gps), "no fix, no place");
    let text = png(&[("tEXt", b"Comment\x0013800138000".to_vec()), ("iTXt", "Title\0\0\0\0\0题".into())]);
    assert_eq!(texts(&open("a", &text).unwrap()), ["图片说明|13800138000", "图片说明|题"]);
    let xmp =
        "<x:xmpmeta><rdf:Description exif:GPSLatitude=\"1\"><dc:creator><rdf:li>李四</rdf:li></dc:creator></rdf:Description></x:xmpmeta>";
    let read = open("a", &png(&[("iTXt", format!("XML:com.adobe.xmp\0\0\0\0\0{xmp}").into_bytes())])).unwrap();
    assert_eq!(marks(&read), [(MarkKind::Gps, "照片".into()), (MarkKind::Author, "作者李四".into())]);
}

#[test]
fn an_archive_is_opened_as_far_as_its_files_are() {
    let inner = docx("<w:p><w:r><w:t>里</w:t></w:r></w:p>");
    let bytes = zip_bytes(&[
        ("甲/名单.csv", b"a,13800138000\n".to_vec()),
        ("b.docx", inner),
        ("c.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
    ]);
    let read = open("a.zip", &bytes).unwrap();
    assert_eq!(read.format, Format::Archive);
    assert!(texts(&read).contains(&"内的“b.docx”·正文第1段|里".to_owned()));
    assert_eq!(read.tables.len(), 1);
    assert_eq!(read.unread, [("内的“c.doc”".to_owned(), Refusal::OldOffice)]);
    let ofd = zip(&[
        ("OFD.xml", "<ofd:OFD><ofd:Author>张三</ofd:Author></ofd:OFD>"),
        (
            "Doc_0/Pages/Page_0/Content.xml",
            "<p><TextObject Boundary=\"1 2 3 4\"><TextCode>138</TextCode></TextObject><TextObject Boundary=\"4 2 3 4\"><TextCode>00138000</TextCode></TextObject></p>",
        ),
    ]);
    let read = open("a.ofd", &ofd).unwrap();
    assert_eq!((read.format, texts(&read).join("")), (Format::Ofd, "第1页|13800138000".to_owned()));
}

#[test]
fn what_cannot_be_looked_into_is_refused_with_its_reason() {
    let mut deep = zip(&[("a.txt", "x")]);
    for _ in 0..5 {
        deep = zip_bytes(&[("a.zip", deep)]);
    }
    assert_eq!(open("a.zip", &deep).unwrap().unread.last().map(|(_, refusal)| *refusal), Some(Refusal::Nested));
    let many: Vec<(String, Vec<u8>)> = (0..2001).map(|at| (format!("{at}.txt"), Vec::new())).collect();
    let many: Vec<(&str, Vec<u8>)> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let cut = docx("<w:p/>");
    let cases: [(Vec<u8>, Refusal); 10] = [
        (zip_bytes(&many), Refusal::TooMany),
        (zip_bytes(&[("a.txt", vec![b'0'; 65 << 20])]), Refusal::TooLarge),
        (zip_bytes(&[("a.txt", vec![b'0'; 8 << 20])]), Refusal::TooLarge),
        (zip(&[TYPES, ("word/document.xml", "<w/>"), ("word/vbaProject.bin", "x")]), Refusal::Program),
        (zip(&[TYPES, ("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]), Refusal::Damaged),
        (cut.get(..cut.len() - 9).unwrap().to_vec(), Refusal::Damaged),
        (b"Rar!\x1a\x07\x01\0".to_vec(), Refusal::OtherArchive),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), Refusal::OldOffice),
        (b"MZ\x90\0".to_vec(), Refusal::Program),
        (b"\x01\x02\0\x03".to_vec(), Refusal::Unknown),
    ];
    for (bytes, refusal) in cases {
        assert_eq!(open("a", &bytes).err(), Some(refusal));
    }
    let script = pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(x)>>>>".into(),
        "<</Type/Pages/Kids[]/Count 0>>".into(),
        "<</S/JavaScript/JS(app.alert)>>".into(),
    ]);
    assert_eq!(open("a", &script).err(), Some(Refusal::Program));
}

#[test]
fn a_pdf_that_points_in_circles_or_without_end_ends() {
    let page = "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>/Font<</F<</Type/Font/Subtype/Type1>>>>>>>>";
    let form =
        |orders: &str| format!("<</Subtype/Form/Resources<</XObject<</X 5 0 R>>>>/Length {}>>stream\n{orders}\nendstream", orders.len());
    let document = |pages: &str, content: &str, drawing: &str| {
        let content = format!("<</Length {}>>stream\n{content}\nendstream", content.len());
        pdf_of(&["<</Type/Catalog/Pages 2 0 R>>".into(), pages.into(), page.into(), content, form(drawing), "<<>>".into()])
    };
    let pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    let hostile = [
        document(pages, &"/X Do ".repeat(2000), &"/X Do ".repeat(2000)),
        document("<</Type/Pages/Kids[2 0 R 3 0 R]/Parent 2 0 R/Count 9>>", "", ""),
        document(pages, &"[".repeat(500_000), ""),
        document(pages, &"<<".repeat(500_000), ""),
        document(pages, &"(".repeat(500_000), ""),
        document(pages, &"BT /F 1 Tf (1) Tj ET ".repeat(20_000), ""),
        document(&format!("<</Type/Pages/Kids {}>>", "[".repeat(500_000)), "", ""),
        [b"%PDF-1.4\n".to_vec(), b"1 0 obj ".repeat(200_000)].concat(),
        b"%PDF-1.4\nxref\n0 99999999\ntrailer<</Size 99999999/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF".to_vec(),
    ];
    for bytes in hostile {
        let start = Instant::now();
        let _ = open("a.pdf", &bytes);
        assert!(start.elapsed() < Duration::from_secs(20), "{:?} for {:?}", start.elapsed(), String::from_utf8_lossy(&bytes[..200]));
    }
}

/// Small files of every kind.
fn seeds() -> Vec<Vec<u8>> {
    vec![
        docx("<w:p><w:r><w:t>138&amp;</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
        xlsx("<sheetData><row r=\"7\"><c r=\"A7\" t=\"s\"><v>0</v></c></row></sheetData>", "<sheetData/>", "<si><t>甲</t></si>"),
        pdf("BT /F1 10 Tf 20 200 Td (138) Tj 15 0 Td [(00) -20 (138000)] TJ ET"),
        png(&[("eXIf", exif(true)), ("tEXt", b"a\0b".to_vec()), ("zTXt", b"a\0\0x\x9c".to_vec()), ("IEND", vec![])]),
        jpeg(true),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn a_spoilt_file_is_read_or_refused_in_time(seed in 0usize..5, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<Option<prop::sample::Index>>()) {
        let mut bytes = seeds().swap_remove(seed);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut.filter(|cut| cut.index(4) == 0) {
            bytes.truncate(cut.index(bytes.len()));
        }
        let start = Instant::now();
        let _ = open("a", &bytes);
        prop_assert!(start.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn spoilt_words_inside_a_sound_archive_are_read_or_refused(at in any::<prop::sample::Index>(), with in "[<>/&;a-z\"=0-9 甲]{0,6}") {
        let mut body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>甲&#x4e00;</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>".to_owned();
        let places: Vec<usize> = body.char_indices().map(|(place, _)| place).collect();
        body.insert_str(places[at.index(places.len())], &with);
        let _ = open("a", &docx(&body));
        let _ = open("a", &xlsx(&body, &body, &body));
    }
}
