//! Where an axis begins, ends and is marked: round steps of 1, 2 or 5, and a zero that is always on it.
//! Nothing infinite leaves this file, so the drawing library never sees a range it would loop on.

/// One axis: round end points around zero and the data, and a mark at every step.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The lower end, zero unless a number is below it.
    pub from: f64,
    /// The upper end, zero or more and above `from`.
    pub to: f64,
    /// Marks from `from` to `to`, both included.
    pub ticks: Vec<Tick>,
}

/// One mark of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where it stands, in data units.
    pub at: f64,
    /// The number beside it.
    pub text: String,
}

impl Axis {
    /// An axis around zero and `values`, in about `steps` steps; `whole` keeps marks on whole numbers. `None` when there is no finite
    /// number to show.
    pub fn around(values: &[f64], steps: u32, whole: bool) -> Option<Self> {
        if values.is_empty() || values.iter().any(|value| !value.is_finite() || value.abs() > 1e30) {
            return None;
        }
        let low = values.iter().copied().fold(0.0, f64::min);
        let high = values.iter().copied().fold(0.0, f64::max);
        let span = if high > low { high - low } else { 1.0 };
        let step = Step::near(span / f64::from(steps.max(1)), whole);
        let size = step.size();
        let first = (low / size + 1e-9).floor();
        let last = (high / size - 1e-9).ceil().max(first + 1.0);
        let mut ticks = Vec::new();
        let mut place = first;
        while place <= last && ticks.len() < 64 {
            ticks.push(Tick { at: place * size, text: step.text(place) });
            place += 1.0;
        }
        Some(Self { from: first * size, to: last * size, ticks })
    }

    /// Whether texts of these widths, centred on their marks along `room`, stand clear of each other.
    pub fn stands_clear(&self, room: f64, width: impl Fn(&Tick) -> f64) -> bool {
        const AIR: f64 = 10.0;
        let apart = |pair: &[Tick]| match pair {
            [a, b] => (b.at - a.at) / (self.to - self.from) * room >= (width(a) + width(b)) / 2.0 + AIR,
            _ => true,
        };
        self.ticks.windows(2).all(apart)
    }

    /// The axis with the most marks, `most` steps at most, whose texts all pass `fits`; with one step when none does.
    pub fn fitting(values: &[f64], most: u32, whole: bool, fits: impl Fn(&Self) -> bool) -> Option<Self> {
        let mut axis = Self::around(values, most, whole)?;
        let mut steps = most;
        while steps > 1 && !fits(&axis) {
            steps -= 1;
            axis = Self::around(values, steps, whole)?;
        }
        Some(axis)
    }
}

/// A round step: 1, 2 or 5 times a power of ten.
#[derive(Clone, Copy)]
struct Step {
    digit: f64,
    power: i32,
}

impl Step {
    /// The smallest round step not below `least`.
    fn near(least: f64, whole: bool) -> Self {
        let mut power = if least > 0.0 { floor_log10(least).clamp(-30, 30) } else { 0 };
        if whole && power < 0 {
            return Self { digit: 1.0, power: 0 };
        }
        for digit in [1.0, 2.0, 5.0] {
            let step = Self { digit, power };
            if step.size() >= least * (1.0 - 1e-9) {
                return step;
            }
        }
        power += 1;
        Self { digit: 1.0, power }
    }

    fn size(self) -> f64 {
        self.digit * 10f64.powi(self.power)
    }

    /// The number at `place` steps from zero, in plain digits, or in 万 and 亿 where it is long.
    fn text(self, place: f64) -> String {
        let count = place * self.digit;
        if count == 0.0 {
            return "0".into();
        }
        match self.power {
            ..0 => format!("{:.*}", usize::try_from(-self.power).unwrap_or(0), count * 10f64.powi(self.power)),
            0..4 => format!("{:.0}", count * 10f64.powi(self.power)),
            4..8 => format!("{:.0}万", count * 10f64.powi(self.power - 4)),
            8..12 => format!("{:.0}亿", count * 10f64.powi(self.power - 8)),
            12..16 => format!("{:.0}万亿", count * 10f64.powi(self.power - 12)),
            _ => format!("{count:.0}×10{}", raised(self.power)),
        }
    }
}

/// The power of ten just at or below a positive number.
#[allow(clippy::cast_possible_truncation)]
fn floor_log10(value: f64) -> i32 {
    (value.log10() + 1e-9).floor() as i32
}

/// An exponent in raised digits.
fn raised(power: i32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |c: char| c.to_digit(10).and_then(|d| DIGITS.get(usize::try_from(d).ok()?)).copied();
    power.to_string().chars().filter_map(digit).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Axis;

    fn texts(values: &[f64], steps: u32, whole: bool) -> Vec<String> {
        Axis::around(values, steps, whole).unwrap().ticks.into_iter().map(|tick| tick.text).collect()
    }

    #[test]
    fn steps_are_round_and_zero_is_on_the_axis() {
        assert_eq!(texts(&[8.0, 10.0], 5, true), ["0", "2", "4", "6", "8", "10"]);
        assert_eq!(texts(&[-1.2, 8.0], 5, false), ["-2", "0", "2", "4", "6", "8"]);
        assert_eq!(texts(&[1.0], 5, true), ["0", "1"]);
        assert_eq!(texts(&[0.25], 5, false), ["0", "0.05", "0.10", "0.15", "0.20", "0.25"]);
        assert_eq!(texts(&[0.0], 5, true), ["0", "1"]);
        assert_eq!(texts(&[-3.0], 3, true), ["-3", "-2", "-1", "0"]);
        assert_eq!(texts(&[45000.0], 3, true), ["0", "2万", "4万", "6万"]);
        assert_eq!(texts(&[9e29], 2, true), ["0", "5×10²⁹", "10×10²⁹"]);
    }

    #[test]
    fn nothing_infinite_gets_through() {
        for values in [&[][..], &[f64::NAN], &[1.0, f64::INFINITY], &[f64::NEG_INFINITY], &[1e300]] {
            assert_eq!(Axis::around(values, 5, false), None);
        }
    }
}
