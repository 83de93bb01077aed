//! Points in time and time zones.
//!
//! In: text. Out: whether it is one, by the zones bundled with the compiler (looked up only where a zone is named).

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Fault;

/// An IANA zone such as `Europe/Berlin`.
pub(crate) fn zone(text: &str) -> Result<(), Fault> {
    // The look-up ignores case; Kubernetes reads a file of that name, so there case counts.
    if TimeZone::get(text).is_ok_and(|zone| zone.iana_name() == Some(text)) {
        return Ok(());
    }
    let fault = Fault::new("the IANA database has no such zone, as in `Europe/Berlin`, `UTC`");
    let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    Err(match crate::diag::did_you_mean(text, known.iter().map(String::as_str)) {
        Some(near) => fault.instead(near),
        None => fault,
    })
}

/// `2026-12-31T00:00:00Z`, or a date, which stands for its first second in UTC.
pub(crate) fn instant(text: &str) -> Result<(), Fault> {
    match utc(text) {
        Some(_) => Ok(()),
        None => Err(Fault::new("as in `2026-12-31T00:00:00Z`, with a zone, or `2026-12-31`")),
    }
}

/// The same point in time as RFC 3339 has it, in UTC.
pub(crate) fn utc(text: &str) -> Option<String> {
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(instant.to_string());
    }
    (text.len() == 10 && text.parse::<Date>().is_ok()).then(|| format!("{text}T00:00:00Z"))
}

/// The seconds since 1970 of a text that [`utc`] made.
pub(crate) fn seconds(utc: &str) -> Option<i64> {
    utc.parse::<Timestamp>().ok().map(Timestamp::as_second)
}

/// What both engines can write of a point in time.
const DIRECTIVES: &str = "YmdHMSjy%";

/// A strftime format of `%Y %m %d %H %M %S %j %y` and `%%`.
pub(crate) fn date_format(text: &str) -> Result<(), Fault> {
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            continue;
        }
        match chars.next() {
            Some(directive) if DIRECTIVES.contains(directive) => {}
            Some(other) => {
                return Err(Fault::new(format!(
                    "`%{other}` is not known: there are %Y, %m, %d, %H, %M, %S, %j, %y and %%"
                )));
            }
            None => return Err(Fault::new("nothing follows the last `%`")),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_zones() {
        for text in ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires", "Asia/Kolkata"] {
            assert_eq!(zone(text), Ok(()), "{text}");
        }
        assert_eq!(zone("Europe/Berlim").unwrap_err().instead.as_deref(), Some("Europe/Berlin"));
        assert_eq!(zone("europe/berlin").unwrap_err().instead.as_deref(), Some("Europe/Berlin"));
        assert_eq!(zone("Mars/Base").unwrap_err().instead, None);
    }

    #[test]
    fn knows_instants() {
        for text in ["2026-12-31T00:00:00Z", "2026-12-31T00:00:00+01:00", "2026-12-31"] {
            assert_eq!(instant(text), Ok(()), "{text}");
        }
        for text in ["2026-13-01", "2026-02-30", "tomorrow", "2026-12-31T00:00:00", "31.12.2026"] {
            assert!(instant(text).is_err(), "{text}");
        }
    }

    #[test]
    fn knows_date_formats() {
        assert_eq!(date_format("%Y-%m-%d 100%%"), Ok(()));
        assert!(date_format("%Y-%Q").unwrap_err().reason.contains("`%Q` is not known"));
        assert!(date_format("%Y%").unwrap_err().reason.contains("nothing follows"));
    }
}
