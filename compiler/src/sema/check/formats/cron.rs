//! Cron lines by the standard grammar of robfig/cron v3, which both engines' controllers read.
//!
//! In: text. Out: whether it is a line that comes due at some time.

use super::Fault;

struct Field {
    name: &'static str,
    min: u8,
    max: u8,
    names: &'static [&'static str],
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const FIELDS: [Field; 5] = [
    Field { name: "minute", min: 0, max: 59, names: &[] },
    Field { name: "hour", min: 0, max: 23, names: &[] },
    Field { name: "day of month", min: 1, max: 31, names: &[] },
    Field { name: "month", min: 1, max: 12, names: &MONTHS },
    Field { name: "day of week", min: 0, max: 6, names: &DAYS },
];
const DESCRIPTORS: [&str; 7] = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/// Days of each month, February of a leap year.
const LENGTHS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Five fields, or `@daily` and its kin, or `@every 1h30m`.
pub(crate) fn check(text: &str) -> Result<(), Fault> {
    if text.starts_with("TZ=") || text.starts_with("CRON_TZ=") {
        return Err(Fault::new("the time zone is an argument of its own: `timezone = \"…\"`"));
    }
    if text.starts_with('@') {
        return descriptor(text);
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    if parts.len() != FIELDS.len() {
        let seconds = if parts.len() == 6 { "; seconds are not among them" } else { "" };
        let names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
        let reason = format!("it has {} of five fields, which are {}{seconds}", parts.len(), names.join(", "));
        return Err(Fault::new(reason));
    }
    let mut sets = [0_u64; 5];
    for ((set, part), field) in sets.iter_mut().zip(&parts).zip(&FIELDS) {
        *set = field.set(part).map_err(|fault| {
            let instead = fault.instead.map(|better| replace_word(&parts, part, &better));
            Fault { reason: format!("the {}: {}", field.name, fault.reason), instead }
        })?;
    }
    let [_, _, days, months, _] = sets;
    let any_weekday = parts.last().is_some_and(|part| part.starts_with(['*', '?']));
    if any_weekday && !comes_due(days, months) {
        return Err(Fault::new("none of these months has such a day: it never comes due"));
    }
    Ok(())
}

/// Without days of the week a line is due only where one of the months has one of the days.
fn comes_due(days: u64, months: u64) -> bool {
    LENGTHS
        .iter()
        .zip(1_u32..)
        .any(|(length, month)| months & (1 << month) != 0 && days & ((1 << (length + 1)) - 1) != 0)
}

fn replace_word(parts: &[&str], part: &str, better: &str) -> String {
    let words: Vec<&str> =
        parts.iter().map(|word| if std::ptr::eq(word.as_ptr(), part.as_ptr()) { better } else { word }).collect();
    words.join(" ")
}

fn descriptor(text: &str) -> Result<(), Fault> {
    if let Some(every) = text.strip_prefix("@every ") {
        return match super::duration::seconds(every) {
            Ok(0) => Err(Fault::new("it would be due all the time")),
            Ok(_) if every.contains('d') => Err(Fault::new("`@every` counts `h`, `m` and `s`")),
            Ok(_) => Ok(()),
            Err(fault) => Err(Fault::new(fault.reason)),
        };
    }
    if DESCRIPTORS.contains(&text) {
        return Ok(());
    }
    let fault = Fault::new(format!("there are {} and `@every 1h30m`", DESCRIPTORS.join(", ")));
    Err(match crate::diag::did_you_mean(text, DESCRIPTORS) {
        Some(near) => fault.instead(near),
        None => fault,
    })
}

impl Field {
    /// The values of a comma list, as bits.
    fn set(&self, text: &str) -> Result<u64, Fault> {
        text.split(',').map(|part| self.range(part)).try_fold(0, |set, part| Ok(set | part?))
    }

    /// `*`, `5`, `1-5`, each with `/step`.
    fn range(&self, text: &str) -> Result<u64, Fault> {
        let (range, step) = match text.split_once('/') {
            Some((range, step)) => (range, Some(step)),
            None => (text, None),
        };
        let (low, high) = match range.split_once('-') {
            None if matches!(range, "*" | "?") => (self.min, self.max),
            None => {
                let low = self.value(range)?;
                (low, if step.is_some() { self.max } else { low })
            }
            Some((low, high)) => (self.value(low)?, self.value(high)?),
        };
        if low > high {
            return Err(Fault::new(format!("`{range}` goes backwards")));
        }
        let step = match step.map(str::parse::<u8>) {
            None => 1,
            Some(Ok(step)) if step > 0 => step,
            Some(_) => return Err(Fault::new(format!("`{text}` needs a step from 1"))),
        };
        Ok((low..=high).step_by(usize::from(step)).fold(0, |set, value| set | 1 << value))
    }

    fn value(&self, text: &str) -> Result<u8, Fault> {
        let named = self.names.iter().zip(self.min..).find(|(name, _)| text.eq_ignore_ascii_case(name));
        if let Some((_, value)) = named {
            return Ok(value);
        }
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<u8>() {
            Ok(value) if digits && (self.min..=self.max).contains(&value) => Ok(value),
            Ok(7) if digits && self.max == 6 => Err(Fault::new("Sunday is `0`, not `7`").instead("0")),
            _ => Err(Fault::new(format!("`{text}` is not from {} to {}{}", self.min, self.max, self.examples()))),
        }
    }

    fn examples(&self) -> String {
        match (self.names.first(), self.names.last()) {
            (Some(first), Some(last)) => format!(", nor from `{}` to `{}`", first.to_uppercase(), last.to_uppercase()),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_robfig_takes() {
        for text in [
            "0 2 * * *",
            "*/15 0-6,22,23 1 JAN-mar Mon",
            "0 0 ? * ?",
            "5/10 * * * *",
            "0 0 29 2 *",
            "0 0 31 2 mon",
            "@daily",
            "@every 1h30m",
            "00 02 * * 0",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, reason) in [
            ("0 2 * *", "4 of five fields"),
            ("0 0 2 * * *", "seconds are not among them"),
            ("60 * * * *", "the minute: `60` is not from 0 to 59"),
            ("0 24 * * *", "the hour"),
            ("0 0 0 * *", "the day of month: `0` is not from 1 to 31"),
            ("0 0 * foo *", "nor from `JAN` to `DEC`"),
            ("0 0 * * 7", "Sunday is `0`"),
            ("0 0 * * 5-1", "goes backwards"),
            ("*/0 * * * *", "a step from 1"),
            ("+5 * * * *", "is not from"),
            ("0 0 L * *", "`L` is not from"),
            ("0 0 30 2 *", "never comes due"),
            ("0 0 31 4,6,9,11 *", "never comes due"),
            ("@dayly", "there are @yearly"),
            ("@every 0s", "all the time"),
            ("@every 1d", "counts `h`"),
            ("@every soon", "a whole number"),
            ("CRON_TZ=UTC 0 0 * * *", "an argument of its own"),
            ("1,,2 * * * *", "`` is not from"),
        ] {
            let fault = check(text).unwrap_err();
            assert!(fault.reason.contains(reason), "{text}: {}", fault.reason);
        }
        assert_eq!(check("0 0 * * 7").unwrap_err().instead.as_deref(), Some("0 0 * * 0"));
        assert_eq!(check("@dayly").unwrap_err().instead.as_deref(), Some("@daily"));
    }
}
