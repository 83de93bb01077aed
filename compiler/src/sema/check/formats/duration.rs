//! Durations: `30s`, `1h30m`, `2d`, in whole seconds.
//!
//! In: text. Out: seconds.

use super::Fault;

const UNITS: [(&str, u64); 4] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)];

/// The engines keep durations in 32 bits.
const MAX: u64 = i32::MAX as u64;

/// The seconds of a duration: numbers with `d`, `h`, `m`, `s`, from large to small, each at most once.
pub(crate) fn seconds(text: &str) -> Result<u64, Fault> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::new("a number needs a unit: `s`, `m`, `h` or `d`").instead(format!("{text}s")));
    }
    if text.starts_with('-') {
        return Err(Fault::new("it cannot be negative"));
    }
    let mut total = 0_u64;
    let mut rest = text;
    let mut units = UNITS.iter();
    while !rest.is_empty() {
        let (number, after) = split(rest, |c| c.is_ascii_digit());
        let (unit, after) = split(after, |c| !c.is_ascii_digit());
        let number: u64 = number.parse().map_err(|_| not_a_duration(rest))?;
        let Some((_, size)) = units.by_ref().find(|(name, _)| *name == unit) else {
            return Err(unit_fault(unit));
        };
        total = number
            .checked_mul(*size)
            .and_then(|part| total.checked_add(part))
            .filter(|total| *total <= MAX)
            .ok_or_else(|| Fault::new("it is longer than 68 years, which the engines cannot count"))?;
        rest = after;
    }
    Ok(total)
}

/// The seconds of a duration that may be negative: `-1d`.
pub(crate) fn offset(text: &str) -> Result<i64, Fault> {
    let signed = |seconds: u64| i64::try_from(seconds).unwrap_or(i64::MAX);
    match text.strip_prefix('-') {
        Some(rest) => seconds(rest).map(|seconds| -signed(seconds)),
        None => seconds(text).map(signed),
    }
}

fn split(text: &str, part: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !part(c)).unwrap_or(text.len()))
}

fn not_a_duration(rest: &str) -> Fault {
    Fault::new(format!("a whole number with a unit is expected at `{rest}`, as in `30s`, `1h30m`, `2d`"))
}

fn unit_fault(unit: &str) -> Fault {
    match unit {
        "" => Fault::new("the last number needs a unit: `s`, `m`, `h` or `d`"),
        "ms" | "us" | "ns" => Fault::new("the engines count whole seconds"),
        "." => Fault::new("whole numbers only; `1.5h` is `1h30m`"),
        _ if UNITS.iter().any(|(name, _)| *name == unit) => {
            Fault::new(format!("units go from large to small, each once: `{unit}` comes too late"))
        }
        _ => Fault::new(format!("`{unit}` is no unit; there are `s`, `m`, `h` and `d`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_seconds() {
        for (text, expected) in
            [("30s", 30), ("90m", 5_400), ("1h30m", 5_400), ("2d", 172_800), ("1d1h1m1s", 90_061), ("0s", 0)]
        {
            assert_eq!(seconds(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn counts_backwards() {
        assert_eq!(offset("-1d"), Ok(-86_400));
        assert_eq!(offset("6h"), Ok(21_600));
        assert!(offset("--1d").is_err());
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, reason) in [
            ("30", "needs a unit"),
            ("1h30", "the last number needs a unit"),
            ("30m1h", "comes too late"),
            ("1h1h", "comes too late"),
            ("1.5h", "`1.5h` is `1h30m`"),
            ("250ms", "whole seconds"),
            ("2 h", "is no unit"),
            ("3w", "`w` is no unit"),
            ("-1d", "negative"),
            ("h", "a whole number"),
            ("99999d", "68 years"),
            ("99999999999999999999s", "a whole number"),
        ] {
            let fault = seconds(text).unwrap_err();
            assert!(fault.reason.contains(reason), "{text}: {}", fault.reason);
        }
        assert_eq!(seconds("30").unwrap_err().instead.as_deref(), Some("30s"));
    }
}
