//! `site.yaml` with its defaults filled in and its own units added to the table.

use crate::diagnostic::Diagnostic;
use crate::report::{Policy, Settings};
use crate::source::Spanned;
use crate::syntax::site::{SiteDraft, UnitDraft};
use crate::value::decimal::Decimal;
use crate::value::period::Pace;
use crate::value::unit::Units;

/// The theme of a site that names none.
const DEFAULT_THEME: &str = "standard";

/// Links `site.yaml`.
pub(super) fn link(draft: SiteDraft, findings: &mut Vec<Diagnostic>) -> Settings {
    let policy = Policy {
        pace: draft.pace.unwrap_or(Pace::Month),
        ahead_margin: percentage(draft.ahead_margin, "10", findings),
        approx_tolerance: percentage(draft.approx_tolerance, "5", findings),
    };
    Settings {
        units: units(&draft.units, findings),
        name: draft.name.value,
        publisher: draft.publisher.value,
        mount: draft.mount,
        portal: draft.portal,
        base_url: draft.base_url.and_then(|url| base_url(url, findings)),
        theme: draft.theme.map_or_else(|| DEFAULT_THEME.to_owned(), |theme| theme.value),
        sample: draft.sample,
        contact: draft.contact,
        footer: draft.footer,
        open_data: draft.open_data,
        policy,
        compare_offices: draft.compare_offices,
        allow: draft.allow,
        archive: draft.archive,
        places: draft.places,
        file: draft.file,
    }
}

/// A percentage from 0 to 100, or its default.
fn percentage(given: Option<Spanned<Decimal>>, default: &str, findings: &mut Vec<Diagnostic>) -> Decimal {
    let fallback = || Decimal::parse(default).unwrap_or_else(|_| Decimal::rounded(&num_traits::zero(), 0));
    let Some(given) = given else { return fallback() };
    let hundred = num_rational::BigRational::from_integer(100.into());
    if given.value.is_negative() || given.value.ratio() > hundred {
        findings.push(
            Diagnostic::error("site/percentage", format!("“{}”不在0到100之间", given.value))
                .at(given.span)
                .remedy(format!("请填写0到100之间的数；不填时按{default}计算。")),
        );
        return fallback();
    }
    given.value
}

/// An address that pages may be joined to, without its last slash.
fn base_url(url: Spanned<String>, findings: &mut Vec<Diagnostic>) -> Option<String> {
    match checked_base_url(&url.value) {
        Some(good) => Some(good),
        None => {
            findings.push(
                Diagnostic::error("site/base-url", format!("“{}”不是完整的网址", url.value))
                    .at(url.span)
                    .remedy("请写成 https://域名/路径 的样子，不带“?”和“#”。"),
            );
            None
        }
    }
}

/// The address without its last slash, or `None` when it is not a plain http address.
pub fn checked_base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':' | '~');
    (!rest.is_empty() && !rest.starts_with('/') && rest.chars().all(plain)).then(|| url.trim_end_matches('/').to_owned())
}

fn units(drafts: &[UnitDraft], findings: &mut Vec<Diagnostic>) -> Units {
    let mut units = Units::default();
    for draft in drafts {
        if draft.factor.value.is_zero() || draft.factor.value.is_negative() {
            findings.push(
                Diagnostic::error("unit/factor", format!("单位“{}”的换算系数应当大于0", draft.name.value))
                    .at(draft.factor.span)
                    .remedy("系数是1个这种单位等于多少个基本单位，例如万元的系数是10000。"),
            );
            continue;
        }
        if !units.add(&draft.name.value, &draft.dimension.value, draft.factor.value.ratio()) {
            findings.push(
                Diagnostic::error("unit/duplicate", format!("单位“{}”已经有了", draft.name.value))
                    .at(draft.name.span)
                    .remedy("内置的单位不用再写；自己的单位请只写一次。"),
            );
        }
    }
    units
}
