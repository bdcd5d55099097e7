//! Inks: what a shape is painted with, as a class for the style sheet, with a pattern where colour alone would not tell.
//! No colour stands here, and none in the drawings: the theme owns them.

use plotters::style::{RGBColor, ShapeStyle};
use plotters_backend::BackendColor;
use std::fmt::Write;

/// What a shape is painted with, in the order things lie on top of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Ink {
    Grid,
    Track,
    Former,
    Share0,
    Share25,
    Share50,
    Share75,
    Share100,
    Main,
    MainPart,
    MainPreliminary,
    PartPreliminary,
    MainDemo,
    PartDemo,
    Done,
    Ahead,
    OnSchedule,
    Behind,
    Missed,
    NotDue,
    Unreported,
    Masked,
    Withheld,
    Ongoing,
    NotAssessed,
    Deep,
    Pale,
    DeepLined,
    PaleDotted,
    DeepDotted,
    PaleLined,
    Gap,
    Axis,
    Line,
    LineSoft,
    Dot,
    DotHollow,
    Pace,
    Goal,
    ShapeOfDone,
    ShapeOfAhead,
    ShapeOfOnSchedule,
    ShapeOfBehind,
    ShapeOfMissed,
    ShapeOfNone,
}

impl Ink {
    const ALL: [Self; 45] = [
        Self::Grid,
        Self::Track,
        Self::Former,
        Self::Share0,
        Self::Share25,
        Self::Share50,
        Self::Share75,
        Self::Share100,
        Self::Main,
        Self::MainPart,
        Self::MainPreliminary,
        Self::PartPreliminary,
        Self::MainDemo,
        Self::PartDemo,
        Self::Done,
        Self::Ahead,
        Self::OnSchedule,
        Self::Behind,
        Self::Missed,
        Self::NotDue,
        Self::Unreported,
        Self::Masked,
        Self::Withheld,
        Self::Ongoing,
        Self::NotAssessed,
        Self::Deep,
        Self::Pale,
        Self::DeepLined,
        Self::PaleDotted,
        Self::DeepDotted,
        Self::PaleLined,
        Self::Gap,
        Self::Axis,
        Self::Line,
        Self::LineSoft,
        Self::Dot,
        Self::DotHollow,
        Self::Pace,
        Self::Goal,
        Self::ShapeOfDone,
        Self::ShapeOfAhead,
        Self::ShapeOfOnSchedule,
        Self::ShapeOfBehind,
        Self::ShapeOfMissed,
        Self::ShapeOfNone,
    ];

    /// The class the style sheet paints.
    pub fn class(self) -> &'static str {
        match self {
            Self::Grid => "gk-grid",
            Self::Track => "gk-track",
            Self::Former => "gk-former",
            Self::Share0 => "gk-share0",
            Self::Share25 => "gk-share1",
            Self::Share50 => "gk-share2",
            Self::Share75 => "gk-share3",
            Self::Share100 => "gk-share4",
            Self::Main => "gk-main",
            Self::MainPart => "gk-main gk-part",
            Self::MainPreliminary | Self::MainDemo => "gk-edge",
            Self::PartPreliminary | Self::PartDemo => "gk-part",
            Self::Done => "gk-done",
            Self::Ahead | Self::Behind | Self::Missed => "gk-hatch",
            Self::OnSchedule => "gk-ok",
            Self::NotDue => "gk-open gk-hollow",
            Self::Unreported | Self::Masked | Self::Withheld | Self::Ongoing | Self::NotAssessed => "gk-open",
            Self::Deep => "gk-deep",
            Self::Pale => "gk-pale",
            Self::DeepLined | Self::PaleDotted | Self::DeepDotted | Self::PaleLined => "gk-hatch",
            Self::Gap => "gk-gap",
            Self::Axis => "gk-axis",
            Self::Line => "gk-line",
            Self::LineSoft => "gk-line gk-soft",
            Self::Dot => "gk-main",
            Self::DotHollow => "gk-ring",
            Self::Pace => "gk-pace",
            Self::Goal => "gk-goal",
            Self::ShapeOfDone => "gk-done gk-shape",
            Self::ShapeOfAhead => "gk-ahead gk-shape",
            Self::ShapeOfOnSchedule => "gk-ok gk-shape",
            Self::ShapeOfBehind => "gk-behind gk-shape",
            Self::ShapeOfMissed => "gk-missed gk-shape",
            Self::ShapeOfNone => "gk-sign gk-shape",
        }
    }

    /// The lines of its pattern: name, side of the tile, turn in degrees, class of the ground, class and path of the lines.
    pub fn pattern(self) -> Option<Pattern> {
        let (name, side, turn, ground, lines, path) = match self {
            Self::MainPreliminary | Self::PartPreliminary => ("p", 7, 45, "gk-track", "gk-main", "M0 0h3v7h-3z"),
            Self::MainDemo | Self::PartDemo => ("d", 6, -45, "gk-track", "gk-main", "M0 0h2v6h-2z"),
            Self::Ahead => ("a", 6, 45, "gk-ahead", "gk-slit", "M0 0h1.5v6h-1.5z"),
            Self::Behind => ("b", 6, -45, "gk-behind", "gk-slit", "M0 0h1.5v6h-1.5z"),
            Self::Missed => ("c", 7, 45, "gk-missed", "gk-slit", "M0 0h7v1.2h-5.8v5.8h-1.2z"),
            Self::Unreported => ("u", 8, 45, "", "gk-none", "M0 0h1.5v8h-1.5z"),
            Self::Masked => ("m", 5, 45, "", "gk-none", "M0 0h5v1.5h-3.5v3.5h-1.5z"),
            Self::Withheld => ("w", 5, 0, "", "gk-none", "M0 0h5v2h-5z"),
            Self::Ongoing => ("o", 5, 0, "", "gk-none", "M0 0h2v5h-2z"),
            Self::NotAssessed => ("n", 6, 45, "", "gk-none", "M1 1h2.5v2.5h-2.5z"),
            Self::DeepLined => ("e", 7, 45, "gk-deep", "gk-slit", "M0 0h2v7h-2z"),
            Self::PaleDotted => ("f", 7, 0, "gk-pale", "gk-slit", "M2 2h2.5v2.5h-2.5z"),
            Self::DeepDotted => ("g", 7, 45, "gk-deep", "gk-slit", "M2 2h2.5v2.5h-2.5z"),
            Self::PaleLined => ("h", 7, 0, "gk-pale", "gk-slit", "M0 0h7v1.5h-7z"),
            Self::Grid
            | Self::Track
            | Self::Former
            | Self::Share0
            | Self::Share25
            | Self::Share50
            | Self::Share75
            | Self::Share100
            | Self::Main
            | Self::MainPart
            | Self::Done
            | Self::OnSchedule
            | Self::NotDue
            | Self::Deep
            | Self::Pale
            | Self::Gap
            | Self::Axis
            | Self::Line
            | Self::LineSoft
            | Self::Dot
            | Self::DotHollow
            | Self::Pace
            | Self::Goal
            | Self::ShapeOfDone
            | Self::ShapeOfAhead
            | Self::ShapeOfOnSchedule
            | Self::ShapeOfBehind
            | Self::ShapeOfMissed
            | Self::ShapeOfNone => return None,
        };
        Some(Pattern { name, side, turn, ground, lines, path })
    }

    /// The plotters style that carries this ink through its drawing calls: the ink's place in the list, as the red of a colour.
    pub fn style(self) -> ShapeStyle {
        let place = Self::ALL.iter().position(|ink| *ink == self).and_then(|place| u8::try_from(place).ok());
        ShapeStyle { color: RGBColor(place.unwrap_or(0), 0, 0).into(), filled: true, stroke_width: 1 }
    }

    /// The ink a plotters style carries.
    pub fn of(color: BackendColor) -> Self {
        Self::ALL.get(usize::from(color.rgb.0)).copied().unwrap_or(Self::Grid)
    }
}

/// Lines inside a tile that repeats.
pub struct Pattern {
    /// What its id ends with.
    pub name: &'static str,
    side: u32,
    turn: i32,
    ground: &'static str,
    lines: &'static str,
    path: &'static str,
}

impl Pattern {
    /// Writes its definition; its id begins with `id`.
    pub fn write(&self, id: &str, out: &mut String) {
        let Self { name, side, turn, ground, lines, path } = self;
        let _ = write!(out, r#"<pattern id="{id}-p{name}" width="{side}" height="{side}" patternUnits="userSpaceOnUse""#);
        if *turn != 0 {
            let _ = write!(out, r#" patternTransform="rotate({turn})""#);
        }
        out.push('>');
        if !ground.is_empty() {
            let _ = write!(out, r#"<path class="{ground}" d="M0 0h{side}v{side}h-{side}z"/>"#);
        }
        let _ = write!(out, r#"<path class="{lines}" d="{path}"/></pattern>"#);
    }
}
