//! Quantities of Kubernetes: `4`, `500m`, `16Gi`, `1e3`.
//!
//! In: text. Out: whether Kubernetes takes it (apimachinery's `resource.Quantity`, without a sign).

use super::Fault;

const SUFFIXES: [&str; 16] = ["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/// A decimal number with a binary, a decimal or an exponent's suffix.
pub(crate) fn check(text: &str) -> Result<(), Fault> {
    if text.starts_with('-') {
        return Err(Fault::new("it cannot be negative"));
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, suffix) = text.split_at(end);
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 || number.len() - digits > 1 {
        return Err(Fault::new("it must begin with a number, as in `4`, `0.5`, `16Gi`"));
    }
    if SUFFIXES.contains(&suffix) || is_exponent(suffix) {
        return Ok(());
    }
    Err(wrong_suffix(number, suffix))
}

fn is_exponent(suffix: &str) -> bool {
    let Some(exponent) = suffix.strip_prefix(['e', 'E']) else { return false };
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn wrong_suffix(number: &str, suffix: &str) -> Fault {
    let fault =
        Fault::new(format!("`{suffix}` is no unit of quantities: there are `m`, `k M G T P E`, `Ki Mi Gi Ti Pi Ei`"));
    let trimmed = suffix.trim();
    let bare = trimmed.strip_suffix(['b', 'B']).unwrap_or(trimmed);
    let instead = match bare {
        "ki" | "mi" | "gi" | "ti" | "pi" | "ei" => {
            let (first, rest) = bare.split_at(1);
            format!("{}{rest}", first.to_uppercase())
        }
        "K" => "k".to_owned(),
        "g" | "t" | "p" => format!("{}i", bare.to_uppercase()),
        "G" | "M" | "T" | "P" | "E" if bare != trimmed => format!("{bare}i"),
        known if SUFFIXES.contains(&known) && known != suffix => known.to_owned(),
        _ => return fault,
    };
    fault.instead(format!("{number}{instead}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_kubernetes_takes() {
        for text in ["4", "0.5", ".5", "5.", "500m", "16Gi", "15G", "1e3", "1E-2", "1E", "100k", "0", "1Ei"] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn refuses_what_kubernetes_refuses() {
        for (text, instead) in [
            ("16GB", Some("16Gi")),
            ("16GiB", Some("16Gi")),
            ("16gi", Some("16Gi")),
            ("16 Gi", Some("16Gi")),
            ("16g", Some("16Gi")),
            ("4K", Some("4k")),
            ("1.2.3", None),
            ("Gi", None),
            ("-1", None),
            ("1e", None),
            ("1e1.5", None),
            ("four", None),
            ("1Zi", None),
        ] {
            let fault = check(text).unwrap_err();
            assert_eq!(fault.instead.as_deref(), instead, "{text}: {}", fault.reason);
        }
    }
}
