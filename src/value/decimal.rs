//! Exact decimals, kept as written: `1.50` stays `1.50`, and no amount ever passes through a binary float (contract §1).

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;
use std::fmt;

/// The most significant digits an amount may have; more is a slip of the keyboard, not a figure of a township.
pub const MAX_DIGITS: usize = 30;

/// An exact decimal number together with the text it was written as.
///
/// Equality and order are by value (`1.50 == 1.5`); [`Decimal::text`] gives back the source's digits.
#[derive(Clone)]
pub struct Decimal {
    text: Box<str>,
    mantissa: i128,
    scale: u32,
}

impl Decimal {
    /// Reads plain decimal notation: an optional minus sign, digits, and optionally a point with digits.
    ///
    /// # Errors
    /// Anything else, each with its own [`NumberError`]: full-width digits, Chinese numerals, approximations, separators, exponents,
    /// percent signs, units, leading zeros, more than [`MAX_DIGITS`] digits.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (unsigned, None),
        };
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || fraction.is_some_and(|part| !all_digits(part)) {
            return Err(NumberError::of(text));
        }
        if whole.len() > 1 && whole.starts_with('0') {
            return Err(NumberError::LeadingZero);
        }
        let fraction = fraction.unwrap_or("");
        if whole.len() + fraction.len() > MAX_DIGITS {
            return Err(NumberError::TooLong);
        }
        let digits = format!("{whole}{fraction}");
        let magnitude: i128 = digits.parse().map_err(|_| NumberError::TooLong)?;
        let mantissa = if text.starts_with('-') { -magnitude } else { magnitude };
        Ok(Self { text: text.into(), mantissa, scale: u32::try_from(fraction.len()).unwrap_or(0) })
    }

    /// Rounds an exact fraction half away from zero ("四舍五入") to `places` decimals. For display only, never for judging.
    pub fn rounded(value: &BigRational, places: u32) -> Self {
        let factor = BigInt::from(10).pow(places);
        let scaled = value * BigRational::from_integer(factor);
        let half = BigRational::new(BigInt::from(1), BigInt::from(2));
        let whole = if scaled.is_negative() { (scaled - half).ceil() } else { (scaled + half).floor() };
        let mantissa = i128::try_from(whole.to_integer()).unwrap_or(i128::MAX);
        Self { text: written(mantissa, places).into(), mantissa, scale: places }
    }

    /// The exact value.
    pub fn ratio(&self) -> BigRational {
        BigRational::new(BigInt::from(self.mantissa), BigInt::from(10).pow(self.scale))
    }

    /// The number as the source wrote it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many decimals the source wrote.
    pub fn scale(&self) -> u32 {
        self.scale
    }

    /// Whether the value is zero.
    pub fn is_zero(&self) -> bool {
        self.mantissa == 0
    }

    /// Whether the value is below zero.
    pub fn is_negative(&self) -> bool {
        self.mantissa < 0
    }

    /// The nearest binary float. For pixels in a chart and nothing else.
    pub fn for_pixels(&self) -> f64 {
        self.text.parse().unwrap_or(0.0)
    }
}

/// Plain notation of `mantissa / 10^scale`, with exactly `scale` decimals.
fn written(mantissa: i128, scale: u32) -> String {
    let digits = mantissa.unsigned_abs().to_string();
    let width = usize::try_from(scale).unwrap_or(0);
    let padded = format!("{digits:0>least$}", least = width + 1);
    let (whole, fraction) = padded.split_at(padded.len() - width);
    let sign = if mantissa < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.ratio().cmp(&other.ratio())
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Why a text is no amount. Each kind has its own code, sentence and remedy, since the clerk's slips differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Nothing stands there.
    Empty,
    /// `１２０`
    FullWidth,
    /// `约100`, `100余`, `近百`
    Approximate,
    /// `十二`
    Chinese,
    /// `1_000`
    Underscore,
    /// `1,000`
    Thousands,
    /// `1e5`, `0x1F`, `+3`, `.5`
    Notation,
    /// `.inf`, `.nan`
    NotFinite,
    /// `87%`
    Percent,
    /// `20个`
    Unit,
    /// `012`
    LeadingZero,
    /// More than [`MAX_DIGITS`] digits.
    TooLong,
    /// Anything else.
    NotANumber,
}

impl NumberError {
    /// Names what is wrong with a text that [`Decimal::parse`] refused.
    fn of(text: &str) -> Self {
        let has = |wanted: &[char]| text.contains(wanted);
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if text.trim().is_empty() {
            Self::Empty
        } else if text.chars().any(|c| ('０'..='９').contains(&c) || matches!(c, '．' | '－' | '％')) {
            Self::FullWidth
        } else if has(&['约', '余', '近', '多', '几', '左', '右']) {
            Self::Approximate
        } else if matches!(text.trim_start_matches(['-', '+']).to_ascii_lowercase().as_str(), ".inf" | "inf" | ".nan" | "nan" | "infinity")
        {
            Self::NotFinite
        } else if text.contains('%') {
            Self::Percent
        } else if has(&['零', '〇', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千']) {
            Self::Chinese
        } else if digits > 0 && text.contains('_') {
            Self::Underscore
        } else if digits > 0 && has(&[',', '，', ' ']) {
            Self::Thousands
        } else if digits > 0 && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')) {
            Self::Notation
        } else if digits > 0 {
            Self::Unit
        } else {
            Self::NotANumber
        }
    }

    /// The finding's code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "number/empty",
            Self::FullWidth => "number/full-width",
            Self::Approximate => "number/approximate",
            Self::Chinese => "number/chinese",
            Self::Underscore => "number/underscore",
            Self::Thousands => "number/thousands",
            Self::Notation => "number/notation",
            Self::NotFinite => "number/not-finite",
            Self::Percent => "number/percent",
            Self::Unit => "number/unit",
            Self::LeadingZero => "number/leading-zero",
            Self::TooLong => "number/too-long",
            Self::NotANumber => "number/not-a-number",
        }
    }

    /// What is wrong, in the clerk's words.
    pub fn message(self, text: &str) -> String {
        match self {
            Self::Empty => "这里应当填写数字，现在是空的".into(),
            Self::FullWidth => format!("“{text}”是全角数字"),
            Self::Approximate => format!("“{text}”是约数，不能作为数据"),
            Self::Chinese => format!("“{text}”是汉字数字"),
            Self::Underscore => format!("“{text}”中间有下划线"),
            Self::Thousands => format!("“{text}”中间有分隔符或空格"),
            Self::Notation => format!("“{text}”不是普通小数写法"),
            Self::NotFinite => format!("“{text}”不是一个确定的数"),
            Self::Percent => format!("“{text}”带有百分号"),
            Self::Unit => format!("“{text}”里有数字以外的文字"),
            Self::LeadingZero => format!("“{text}”以0开头"),
            Self::TooLong => format!("数字超过{MAX_DIGITS}位"),
            Self::NotANumber => format!("“{text}”不是数字"),
        }
    }

    /// What to do about it.
    pub fn remedy(self, text: &str) -> String {
        match self {
            Self::FullWidth => format!("请切换到英文输入法，改写为 {}。", half_width(text)),
            Self::Approximate => "请向填报单位核实准确数；确实没有的，此格留空，并在“无数据原因”里说明。".into(),
            Self::Chinese => "请改写为阿拉伯数字，例如 12。".into(),
            Self::Underscore | Self::Thousands => {
                let plain: String = text.chars().filter(|c| !matches!(c, '_' | ',' | '，' | ' ')).collect();
                format!("请去掉分隔符，改写为 {plain}。")
            }
            Self::Percent => format!("请只写数字 {}，单位写在 unit（百分数写 percent）。", text.trim_end_matches('%')),
            Self::Unit => "请只写数字，单位写在 unit 一项。".into(),
            Self::LeadingZero => "请去掉开头的0；如果是编号，请加英文引号。".into(),
            Self::NotFinite | Self::Empty => "请填写实际数字；没有数据的，不要写这一项，或写 {none: 原因}。".into(),
            Self::Notation | Self::TooLong | Self::NotANumber => "请写成普通小数，例如 120 或 8.5。".into(),
        }
    }
}

/// The text with full-width digits, point, sign and percent made half-width.
fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '　' => ' ',
            other => other,
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Decimal, NumberError};

    #[test]
    fn keeps_the_digits_of_the_source() {
        for text in ["0", "1.50", "-5", "9007199254740993", "0.10", "123456789012345678901234567890"] {
            assert_eq!(Decimal::parse(text).unwrap().text(), text);
        }
        assert_eq!(Decimal::parse("1.50").unwrap(), Decimal::parse("1.5").unwrap());
    }

    #[test]
    fn names_each_slip() {
        let cases = [
            ("", NumberError::Empty),
            ("１２０", NumberError::FullWidth),
            ("约100", NumberError::Approximate),
            ("100余", NumberError::Approximate),
            ("十二", NumberError::Chinese),
            ("1_000", NumberError::Underscore),
            ("1,000", NumberError::Thousands),
            ("1 000", NumberError::Thousands),
            ("1e5", NumberError::Notation),
            ("+3", NumberError::Notation),
            (".5", NumberError::Notation),
            ("5.", NumberError::Notation),
            (".inf", NumberError::NotFinite),
            ("-.inf", NumberError::NotFinite),
            (".nan", NumberError::NotFinite),
            ("87%", NumberError::Percent),
            ("20个", NumberError::Unit),
            ("012", NumberError::LeadingZero),
            ("1234567890123456789012345678901", NumberError::TooLong),
            ("同上", NumberError::NotANumber),
        ];
        for (text, expected) in cases {
            assert_eq!(Decimal::parse(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn rounds_half_away_from_zero() {
        let round = |text: &str, places| Decimal::rounded(&Decimal::parse(text).unwrap().ratio(), places).text().to_owned();
        assert_eq!(round("72.95", 1), "73.0");
        assert_eq!(round("-0.25", 1), "-0.3");
        assert_eq!(round("0.04", 1), "0.0");
        assert_eq!(round("7", 1), "7.0");
        assert_eq!(round("99.5", 0), "100");
    }
}
