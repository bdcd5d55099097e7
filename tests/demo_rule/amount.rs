//! Exact decimals for the demonstration rule.

/// An exact decimal: `digits` with the last `scale` of them behind the point.
#[derive(Clone, Copy)]
pub(crate) struct Amount {
    pub(crate) digits: i64,
    pub(crate) scale: u32,
}

impl Amount {
    pub(crate) fn of_mask(mask: &str) -> Self {
        match mask {
            "x" => Self { digits: 5, scale: 0 },
            "xx" => Self { digits: 10, scale: 0 },
            "xxx" => Self { digits: 100, scale: 0 },
            "xx.x" => Self { digits: 100, scale: 1 },
            other => panic!("the rule has no number for {other}"),
        }
    }

    /// The share, without more decimals than it needs or the amount itself has.
    pub(crate) fn percent(self, percent: i64) -> Self {
        let mut share = Self { digits: self.digits * percent, scale: self.scale + 2 };
        while share.scale > self.scale && share.digits % 10 == 0 {
            share = Self { digits: share.digits / 10, scale: share.scale - 1 };
        }
        share
    }

    pub(crate) fn whole(self) -> Self {
        Self { digits: self.digits / 10_i64.pow(self.scale), scale: 0 }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        Self { digits: self.at(scale) + other.at(scale), scale }
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        self.plus(Self { digits: -other.digits, scale: other.scale })
    }

    pub(crate) fn is_below(self, other: Self) -> bool {
        let scale = self.scale.max(other.scale);
        self.at(scale) < other.at(scale)
    }

    fn at(self, scale: u32) -> i64 {
        self.digits * 10_i64.pow(scale - self.scale)
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.digits);
        }
        let unit = 10_i64.pow(self.scale);
        write!(f, "{}.{:0width$}", self.digits / unit, self.digits % unit, width = self.scale as usize)
    }
}
