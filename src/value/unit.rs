//! Units of measure: the built-in table, what the office adds in `site.yaml`, and exact conversion within one dimension (standards §5.4).

use num_bigint::BigInt;
use num_rational::BigRational;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A unit of measure. Cheap to clone; equal when the keys are equal.
#[derive(Clone)]
pub struct Unit(Arc<Definition>);

/// What a unit is.
struct Definition {
    key: Box<str>,
    label: Box<str>,
    dimension: Box<str>,
    factor: BigRational,
    counted: bool,
}

impl Unit {
    /// The key in the data files: `亿元`, `percent`.
    pub fn key(&self) -> &str {
        &self.0.key
    }

    /// What people read behind a number: `亿元`, `%`, `个百分点`.
    pub fn label(&self) -> &str {
        &self.0.label
    }

    /// Units convert into one another only within a dimension.
    pub fn dimension(&self) -> &str {
        &self.0.dimension
    }

    /// Whether the unit counts whole things (家 个 名 …): an expected amount is then rounded down (contract §4, rule 10).
    pub fn is_counted(&self) -> bool {
        self.0.counted
    }

    /// An amount of this unit in `other`, exactly; `None` between dimensions (% and 个百分点 never convert).
    pub fn convert(&self, amount: &BigRational, other: &Self) -> Option<BigRational> {
        (self.0.dimension == other.0.dimension).then(|| amount * &self.0.factor / &other.0.factor)
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.0.key == other.0.key
    }
}

impl Eq for Unit {}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.key)
    }
}

/// Measured units: key, label, dimension, factor to the base unit as a fraction.
const MEASURED: &[(&str, &str, &str, i64, i64)] = &[
    ("元", "元", "money", 1, 1),
    ("万元", "万元", "money", 10_000, 1),
    ("亿元", "亿元", "money", 100_000_000, 1),
    ("平方米", "平方米", "area", 1, 1),
    ("万平方米", "万平方米", "area", 10_000, 1),
    ("平方公里", "平方公里", "area", 1_000_000, 1),
    ("公顷", "公顷", "area", 10_000, 1),
    ("亩", "亩", "area", 2_000, 3),
    ("万亩", "万亩", "area", 20_000_000, 3),
    ("米", "米", "length", 1, 1),
    ("公里", "公里", "length", 1_000, 1),
    ("千米", "千米", "length", 1_000, 1),
    ("立方米", "立方米", "volume", 1, 1),
    ("万立方米", "万立方米", "volume", 10_000, 1),
    ("斤", "斤", "mass", 1, 2),
    ("公斤", "公斤", "mass", 1, 1),
    ("吨", "吨", "mass", 1_000, 1),
    ("万吨", "万吨", "mass", 10_000_000, 1),
    ("千瓦", "千瓦", "power", 1, 1),
    ("兆瓦", "兆瓦", "power", 1_000, 1),
    ("千瓦时", "千瓦时", "energy", 1, 1),
    ("万千瓦时", "万千瓦时", "energy", 10_000, 1),
    ("吨标准煤", "吨标准煤", "coal", 1, 1),
    ("percent", "%", "percent", 1, 1),
    ("permille", "‰", "percent", 1, 10),
    ("points", "个百分点", "points", 1, 1),
    ("小时", "小时", "hours", 1, 1),
    ("分", "分", "score", 1, 1),
];

/// Units that count whole things; each is a dimension of its own, apart from its 万 form.
const COUNTED: &[&str] = &[
    "家", "个", "名", "人", "次", "条", "座", "件", "户", "项", "所", "处", "台", "辆", "套", "间", "场", "期", "批", "种", "宗", "村",
    "盏", "株", "头", "只", "羽", "人次", "户次", "家次", "天",
];

/// Counted units that are also written in ten thousands.
const IN_TEN_THOUSANDS: &[&str] = &["人", "户", "人次", "户次", "件", "株", "头", "只", "羽", "台", "套"];

/// All units a site knows.
#[derive(Clone, Debug)]
pub struct Units {
    by_key: BTreeMap<Box<str>, Unit>,
}

impl Default for Units {
    fn default() -> Self {
        let mut units = Self { by_key: BTreeMap::new() };
        for (key, label, dimension, numerator, denominator) in MEASURED {
            let factor = BigRational::new(BigInt::from(*numerator), BigInt::from(*denominator));
            units.insert(key, label, dimension, factor, false);
        }
        for key in COUNTED {
            units.insert(key, key, key, BigRational::from_integer(BigInt::from(1)), true);
        }
        for key in IN_TEN_THOUSANDS {
            let name = format!("万{key}");
            units.insert(&name, &name, key, BigRational::from_integer(BigInt::from(10_000)), false);
        }
        units
    }
}

impl Units {
    /// Adds a unit of the office's own; `false` when the key is taken.
    pub fn add(&mut self, key: &str, dimension: &str, factor: BigRational) -> bool {
        if self.by_key.contains_key(key) {
            return false;
        }
        self.insert(key, key, dimension, factor, false);
        true
    }

    fn insert(&mut self, key: &str, label: &str, dimension: &str, factor: BigRational, counted: bool) {
        let definition = Definition { key: key.into(), label: label.into(), dimension: dimension.into(), factor, counted };
        self.by_key.insert(key.into(), Unit(Arc::new(definition)));
    }

    /// The unit of a key.
    pub fn get(&self, key: &str) -> Option<&Unit> {
        self.by_key.get(key)
    }

    /// Every key, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.by_key.keys().map(AsRef::as_ref)
    }

    /// The longest unit that a text begins with, by label or key, and how many bytes it takes. `％` counts as `%`.
    pub fn at_start_of(&self, text: &str) -> Option<(&Unit, usize)> {
        let full_width = text.starts_with('％').then(|| self.get("percent").map(|unit| (unit, '％'.len_utf8()))).flatten();
        let spelt = self.by_key.values().filter_map(|unit| {
            let found = [unit.label(), unit.key()].into_iter().find(|name| text.starts_with(name))?;
            (!begins_word(text, unit.label())).then_some((unit, found.len()))
        });
        spelt.chain(full_width).max_by_key(|(_, length)| *length)
    }
}

/// Whether what looks like a unit is the beginning of a longer word: XX项目 is a name, not a number of 项.
fn begins_word(text: &str, label: &str) -> bool {
    const LONGER: &[&str] = &["项目", "个人", "条例", "户籍", "人民", "人才", "家庭", "家园", "米粮", "分钟", "分局"];
    LONGER.iter().any(|word| text.starts_with(word) && word.starts_with(label))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Units;
    use crate::value::decimal::Decimal;

    #[test]
    fn converts_exactly_and_only_within_a_dimension() {
        let units = Units::default();
        let convert = |amount: &str, from: &str, to: &str| {
            let amount = Decimal::parse(amount).unwrap().ratio();
            units.get(from).unwrap().convert(&amount, units.get(to).unwrap())
        };
        assert_eq!(convert("1.2", "亿元", "万元").unwrap(), Decimal::parse("12000").unwrap().ratio());
        assert_eq!(convert("15", "亩", "公顷").unwrap(), Decimal::parse("1").unwrap().ratio());
        assert_eq!(convert("1", "percent", "points"), None);
        assert_eq!(convert("1", "家", "个"), None);
    }

    #[test]
    fn reads_the_longest_unit() {
        let units = Units::default();
        let key = |text| units.at_start_of(text).map(|(unit, length)| (unit.key().to_owned(), length));
        assert_eq!(key("万平方米厂房"), Some(("万平方米".into(), 12)));
        assert_eq!(key("个百分点"), Some(("points".into(), 12)));
        assert_eq!(key("个项目"), Some(("个".into(), 3)));
        assert_eq!(key("%以上"), Some(("percent".into(), 1)));
        assert_eq!(key("％以上"), Some(("percent".into(), 3)));
        assert_eq!(key("汽车"), None);
        assert_eq!(key("项目"), None);
    }
}
