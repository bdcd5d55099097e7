//! The words of a page of a PDF file. A page is a row of orders to a pen: which font, where, which glyphs. Glyphs on one line that touch are
//! one word; those that stand apart are two, so that the columns of a table make no number together.

use super::{Budget, Refusal};
use encoding_rs::{GB18030, UTF_16BE};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};
use std::collections::BTreeMap;
use std::rc::Rc;
use unicode_normalization::UnicodeNormalization;

/// Most that the contents of one page, or one font's table, may unpack to.
const MAX_CONTENT: usize = 16 << 20;
/// Drawings inside drawings.
const MAX_FORMS: usize = 4;
/// Drawings of one page that are looked into.
const MAX_FORMS_A_PAGE: usize = 500;

/// What a page says, and whether all of it could be read.
pub(super) struct PageText {
    pub(super) words: String,
    pub(super) is_whole: bool,
}

/// How the bytes of a font's text become characters.
enum Reading<'a> {
    /// By the font's own table, where it has one; by the general one of its kind where that has a gap.
    Table {
        own: Option<Box<Encoding<'a>>>,
        general: Option<Box<Encoding<'a>>>,
    },
    Utf16,
    Chinese,
}

/// The fonts that bring a table of their characters, without what else they say about them: the library would ask that first, and for the
/// fonts that programs make for one file it names drawings, not characters.
pub(super) fn fonts_with_tables(document: &Document) -> BTreeMap<ObjectId, Dictionary> {
    let tables = document.objects.iter().filter_map(|(id, object)| {
        let font = object.as_dict().ok().filter(|font| font.has_type(b"Font") && font.has(b"ToUnicode"))?;
        let mut plain = font.clone();
        plain.remove(b"Encoding");
        Some((*id, plain))
    });
    tables.collect()
}

/// Reads pages; what one font means is worked out once.
pub(super) struct Pages<'a> {
    document: &'a Document,
    tables: &'a BTreeMap<ObjectId, Dictionary>,
    budget: &'a Budget,
    /// By where a font's object lies in memory: one that stands inside its page has no number.
    fonts: BTreeMap<usize, Option<Rc<Reading<'a>>>>,
    forms: usize,
}

/// The pen on its way over a page.
#[derive(Default)]
struct Pen<'a> {
    words: String,
    font: Option<Rc<Reading<'a>>>,
    size: f64,
    leading: f64,
    /// Where the line begins and where the last glyph ended, as far as can be told without measuring.
    line: (f64, f64),
    end: Option<(f64, f64)>,
    scale: f64,
    shown: usize,
    lost: usize,
    pictures: usize,
}

impl<'a> Pages<'a> {
    pub(super) fn of(document: &'a Document, tables: &'a BTreeMap<ObjectId, Dictionary>, budget: &'a Budget) -> Self {
        Self { document, tables, budget, fonts: BTreeMap::new(), forms: 0 }
    }

    /// The words of a page.
    pub(super) fn page(&mut self, page: ObjectId) -> Result<PageText, Refusal> {
        let content = self.document.get_page_content_with_limit(page, MAX_CONTENT).map_err(|_| Refusal::TooLarge)?;
        self.budget.spend(u64::try_from(content.len()).unwrap_or(u64::MAX))?;
        let (own, shared) = self.document.get_page_resources(page).unwrap_or_default();
        let shared = shared.into_iter().filter_map(|id| self.document.get_dictionary(id).ok());
        let resources: Vec<&'a Dictionary> = own.into_iter().chain(shared).collect();
        let mut pen = Pen { scale: 1.0, ..Pen::default() };
        self.forms = 0;
        self.draw(&content, &resources, &mut pen, 0)?;
        let is_blank = pen.shown + pen.lost + pen.pictures == 0;
        // A stamp in a font of its own is no reason to doubt a page of words.
        let is_whole = is_blank || pen.shown > 0 && pen.lost * 20 <= pen.shown;
        Ok(PageText { words: pen.words, is_whole })
    }

    fn draw(&mut self, content: &[u8], resources: &[&'a Dictionary], pen: &mut Pen<'a>, depth: usize) -> Result<(), Refusal> {
        for operation in Content::decode_iter(content) {
            let Ok(operation) = operation else {
                pen.lost += 1;
                return Ok(());
            };
            match operation.operator.as_str() {
                "Tf" => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or(b"");
                    pen.font = self.font(name, resources);
                    pen.size = number(&operation, 1);
                }
                "Do" => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or(b"");
                    self.object(name, resources, pen, depth)?;
                }
                "BI" | "INLINE_IMAGE" => pen.pictures += 1,
                _ => pen.follow(&operation),
            }
        }
        Ok(())
    }

    /// A picture, or a drawing with words of its own.
    fn object(&mut self, name: &[u8], resources: &[&'a Dictionary], pen: &mut Pen<'a>, depth: usize) -> Result<(), Refusal> {
        let object = self.find(b"XObject", name, resources).and_then(|object| self.document.dereference(object).ok());
        let Some((_, Object::Stream(stream))) = object else { return Ok(()) };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            pen.pictures += 1;
            return Ok(());
        }
        self.forms += 1;
        if depth >= MAX_FORMS || self.forms > MAX_FORMS_A_PAGE {
            pen.lost += 1;
            return Ok(());
        }
        let Ok(content) = stream.get_plain_content_with_limit(MAX_CONTENT) else {
            pen.lost += 1;
            return Ok(());
        };
        self.budget.spend(u64::try_from(content.len()).unwrap_or(u64::MAX))?;
        let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let inner: Vec<&'a Dictionary> = own.into_iter().chain(resources.iter().copied()).collect();
        pen.end = None;
        self.draw(&content, &inner, pen, depth + 1)
    }

    /// The first object of a name in a kind of resources.
    fn find(&self, kind: &[u8], name: &[u8], resources: &[&'a Dictionary]) -> Option<&'a Object> {
        let of_kind = |resources: &&'a Dictionary| resources.get_deref(kind, self.document).and_then(Object::as_dict).ok();
        resources.iter().filter_map(of_kind).find_map(|all| all.get(name).ok())
    }

    fn font(&mut self, name: &[u8], resources: &[&'a Dictionary]) -> Option<Rc<Reading<'a>>> {
        let object = self.find(b"Font", name, resources)?;
        let at = std::ptr::from_ref(object).addr();
        if let Some(known) = self.fonts.get(&at) {
            return known.clone();
        }
        let own = object.as_reference().ok().and_then(|id| self.tables.get(&id));
        let font = self.document.dereference(object).ok().and_then(|(_, font)| font.as_dict().ok());
        let reading = font.and_then(|font| self.reading(font, own)).map(Rc::new);
        self.fonts.insert(at, reading.clone());
        reading
    }

    /// How a font's bytes are read; `None` where only its drawings know.
    fn reading(&self, font: &'a Dictionary, own: Option<&'a Dictionary>) -> Option<Reading<'a>> {
        let table = |font: &'a Dictionary| font.get_font_encoding_with_limit(self.document, MAX_CONTENT).ok().map(Box::new);
        // The library falls back to Latin letters where it cannot read a table.
        let own = own.and_then(table).filter(|table| matches!(**table, Encoding::UnicodeMapEncoding(_)));
        let encoding = font.get_deref(b"Encoding", self.document).and_then(Object::as_name).unwrap_or(b"");
        let is_composite = font.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type0");
        match encoding {
            _ if own.is_some() => {}
            name if name.starts_with(b"UniGB-U") => return Some(Reading::Utf16),
            name if name.starts_with(b"GBK") || name.starts_with(b"GB-EUC") => return Some(Reading::Chinese),
            _ => {}
        }
        let general = table(font).filter(|table| !is_composite || matches!(**table, Encoding::UnicodeMapEncoding(_)));
        let is_drawn = font.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type3");
        let general = general.filter(|_| !is_drawn);
        (own.is_some() || general.is_some()).then_some(Reading::Table { own, general })
    }
}

impl Pen<'_> {
    fn follow(&mut self, operation: &Operation) {
        match operation.operator.as_str() {
            // Some programs begin anew for every glyph: where the last one ended still counts.
            "BT" => (self.line, self.scale) = ((0.0, 0.0), 1.0),
            "TL" => self.leading = number(operation, 0),
            "Td" | "TD" => {
                if operation.operator == "TD" {
                    self.leading = -number(operation, 1);
                }
                self.line.0 += number(operation, 0) * self.scale;
                self.line.1 += number(operation, 1) * self.scale;
                self.moved();
            }
            "Tm" => {
                self.scale = number(operation, 0).abs().max(number(operation, 1).abs());
                self.line = (number(operation, 4), number(operation, 5));
                self.moved();
            }
            "T*" => self.next_line(),
            "Tj" => self.show(operation.operands.first()),
            "'" => {
                self.next_line();
                self.show(operation.operands.first());
            }
            "\"" => {
                self.next_line();
                self.show(operation.operands.get(2));
            }
            "TJ" => {
                let pieces = operation.operands.first().and_then(|array| array.as_array().ok());
                for piece in pieces.into_iter().flatten() {
                    self.piece(piece);
                }
            }
            _ => {}
        }
    }

    /// A string, or how far the next one is pulled back.
    fn piece(&mut self, piece: &Object) {
        let em = self.size * self.scale;
        match piece {
            Object::String(..) => self.show(Some(piece)),
            other => {
                let pulled = f64::from(other.as_float().unwrap_or(0.0)) / 1000.0;
                if pulled < -1.0 {
                    self.words.push_str("  ");
                }
                self.end = self.end.map(|(x, y)| (x - pulled * em, y));
            }
        }
    }

    fn next_line(&mut self) {
        self.line.1 -= self.leading * self.scale;
        self.words.push('\n');
        self.end = None;
    }

    /// The pen went somewhere: on along its line, or elsewhere.
    fn moved(&mut self) {
        let em = (self.size * self.scale).abs();
        match self.end {
            Some((_, y)) if (y - self.line.1).abs() > em * 0.3 => self.words.push('\n'),
            Some((x, _)) if (self.line.0 - x).abs() > em * 0.6 => self.words.push_str("  "),
            Some(_) | None => {}
        }
        self.end = Some(self.line);
    }

    fn show(&mut self, string: Option<&Object>) {
        let Some(Object::String(bytes, _)) = string else { return };
        let before = self.words.len();
        let read = match self.font.as_deref() {
            Some(Reading::Table { own, general }) => {
                let read = |table: &Option<Box<Encoding<'_>>>| table.as_ref().and_then(|table| table.bytes_to_string(bytes).ok());
                let own = read(own);
                let has_gap = own.as_ref().is_none_or(|text| text.contains('\u{fffd}'));
                let text = if has_gap { read(general).or(own) } else { own };
                self.words.extend(text.as_deref().unwrap_or("").chars().map(plain));
                text.is_some()
            }
            Some(Reading::Utf16) => {
                self.words.push_str(&UTF_16BE.decode(bytes).0);
                true
            }
            Some(Reading::Chinese) => {
                self.words.push_str(&GB18030.decode(bytes).0);
                true
            }
            None => false,
        };
        let added = self.words.get(before..).unwrap_or("");
        let unknown = added.chars().filter(|c| *c == '\u{fffd}').count();
        let width: f64 = added.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum();
        self.shown += added.chars().filter(|c| !c.is_whitespace()).count();
        self.lost += if read { unknown } else { bytes.len().max(1) };
        let from = self.end.unwrap_or(self.line);
        self.end = Some((from.0 + width * self.size * self.scale, from.1));
    }
}

fn number(operation: &Operation, at: usize) -> f64 {
    operation.operands.get(at).and_then(|operand| operand.as_float().ok()).map_or(0.0, f64::from)
}

/// Browsers and printers write some characters as the radicals that look like them; no word is found in those.
fn plain(c: char) -> char {
    match c {
        '\u{2f00}'..='\u{2fd5}' => c.nfkc().next().unwrap_or(c),
        '⺠' => '民',
        '⻄' => '西',
        '⻅' => '见',
        '⻉' => '贝',
        '⻋' => '车',
        '⻓' => '长',
        '⻔' => '门',
        '⻚' => '页',
        '⻛' => '风',
        '⻢' => '马',
        '⻩' => '黄',
        '⻬' => '齐',
        '⻰' => '龙',
        c => c,
    }
}
