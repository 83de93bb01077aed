//! What a plain word of YAML means to KFP's reader, `PyYAML`: YAML 1.1's rules.
//!
//! In: a word that stands without quotes. Out: its value. Always holds: what is no truth value, number or null by
//! those rules is text, so that `y`, `1e3` and `0o7` stay what the SDK wrote.

use serde_json::Number;

use super::yaml::Value;

/// The value of a plain word.
pub fn plain(word: &str) -> Value {
    match word {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => return Value::Bool(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => return Value::Bool(false),
        _ => {}
    }
    let number = whole(word).map(Number::from).or_else(|| fraction(word)).or_else(|| huge(word));
    number.map_or_else(|| Value::Text(word.to_owned()), Value::Number)
}

fn signed(word: &str) -> (i64, &str) {
    match word.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, word.strip_prefix('+').unwrap_or(word)),
    }
}

fn all(digits: &str, allowed: &str) -> bool {
    !digits.is_empty() && digits.chars().all(|digit| allowed.contains(digit))
}

fn whole(word: &str) -> Option<i64> {
    let (sign, digits) = signed(word);
    let (digits, radix, allowed) = if let Some(rest) = digits.strip_prefix("0b") {
        (rest, 2, "01_")
    } else if let Some(rest) = digits.strip_prefix("0x") {
        (rest, 16, "0123456789abcdefABCDEF_")
    } else if digits.len() > 1 && digits.starts_with('0') {
        (digits, 8, "01234567_")
    } else if digits.starts_with(|first: char| first.is_ascii_digit()) {
        if digits.contains(':') {
            return sixties(digits).map(|value| sign * value);
        }
        (digits, 10, "0123456789_")
    } else {
        return None;
    };
    all(digits, allowed).then_some(())?;
    i64::from_str_radix(&digits.replace('_', ""), radix).ok().map(|value| sign * value)
}

/// A whole number that no 64 bits hold.
fn huge(word: &str) -> Option<Number> {
    let (_, digits) = signed(word);
    let fits = !digits.starts_with('0') && all(digits, "0123456789");
    fits.then(|| word.parse().ok().and_then(Number::from_f64)).flatten()
}

/// `1:30`, which is ninety.
fn sixties(digits: &str) -> Option<i64> {
    let mut parts = digits.split(':');
    let first = parts.next().filter(|part| !part.starts_with('0') && all(part, "0123456789_"))?;
    let mut value: i64 = first.replace('_', "").parse().ok()?;
    for part in parts {
        let next: i64 = part.parse().ok().filter(|next| part.len() <= 2 && (0..60).contains(next))?;
        value = value.checked_mul(60)?.checked_add(next)?;
    }
    Some(value)
}

/// A number with a point; an exponent has a sign.
fn fraction(word: &str) -> Option<Number> {
    let (_, digits) = signed(word);
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "+0"));
    let (before, after) = mantissa.split_once('.')?;
    let exponent_digits = exponent.strip_prefix(['+', '-'])?;
    let fits = if before.is_empty() {
        !word.starts_with(['+', '-']) && after.starts_with(|first: char| first.is_ascii_digit())
    } else {
        before.starts_with(|first: char| first.is_ascii_digit())
    };
    let rest = format!("{before}{after}");
    (fits && all(&rest, "0123456789_") && all(exponent_digits, "0123456789")).then_some(())?;
    Number::from_f64(word.replace('_', "").parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_what_pyyaml_says() {
        // Each value was given by PyYAML's `safe_load`.
        let cases = serde_json::json!({
            "y": "y", "Y": "Y", "n": "n", "yes": true, "Off": false, "oN": "oN", "~": null, "nulL": "nulL",
            "1e3": "1e3", "1.5e3": "1.5e3", "1.5e+3": 1500.0, "1.": 1.0, ".5": 0.5, "-.5": "-.5", "1.0": 1.0,
            "0o7": "0o7", "010": 8, "08": "08", "0x1F": 31, "0b11": 3, "1_000": 1000, "-7": -7, "+7": 7, "-0x1F": -31,
            "1:30": 90, "12:30:45": 45045, "1:60": "1:60", "01:30": "01:30", "1-2": "1-2", "1.2.3": "1.2.3",
            "-": "-", ".": ".", "_1": "_1", "1__0": 10, "0.1_5": 0.15, "99999999999999999999": 1e20
        });
        for (word, value) in cases.as_object().unwrap() {
            let read = match plain(word) {
                Value::Text(text) => serde_json::Value::String(text),
                Value::Number(number) => serde_json::Value::Number(number),
                Value::Bool(truth) => serde_json::Value::Bool(truth),
                _ => serde_json::Value::Null,
            };
            assert_eq!(&read, value, "{word}");
        }
    }
}
