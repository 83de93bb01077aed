//! `PromQL` and names of Prometheus, as far as a glance tells: brackets, quotes, and a comparison that can fail to hold.
//!
//! In: text. Out: whether it can be the condition of an alert. What is left to Prometheus: functions and their types.

use super::Fault;

/// `[a-zA-Z_][a-zA-Z0-9_]*`
pub(crate) fn name(text: &str) -> Result<(), Fault> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(Fault::new("it begins with a digit"));
    }
    match text.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '_') {
        Some(wrong) => Err(Fault::new(format!("`{wrong}` cannot stand in it: letters, digits and `_` can"))),
        None => Ok(()),
    }
}

/// An expression whose brackets and quotes are closed, and that compares something or asks what is absent.
pub(crate) fn condition(text: &str) -> Result<(), Fault> {
    let bare = without_strings(text)?;
    let mut open: Vec<char> = Vec::new();
    let mut compares = false;
    let mut previous = ' ';
    for c in bare.chars() {
        match c {
            '(' | '[' | '{' => open.push(c),
            ')' | ']' | '}' => close(&mut open, c)?,
            '<' | '>' => compares = true,
            '=' if matches!(previous, '=' | '!') && !open.contains(&'{') => compares = true,
            _ => {}
        }
        previous = c;
    }
    if let Some(bracket) = open.last() {
        return Err(Fault::new(format!("the `{bracket}` is not closed")));
    }
    let words = |word: &str| bare.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|part| part == word);
    if compares || words("absent") || words("absent_over_time") || words("unless") {
        return Ok(());
    }
    if bare.contains('=') && !bare.contains('{') {
        return Err(Fault::new("PromQL compares by `==`"));
    }
    Err(Fault::new("it compares nothing, so the alert would fire all the time: as in `… < 0.82`"))
}

fn close(open: &mut Vec<char>, c: char) -> Result<(), Fault> {
    let fits = matches!((open.pop(), c), (Some('('), ')') | (Some('['), ']') | (Some('{'), '}'));
    if fits { Ok(()) } else { Err(Fault::new(format!("the `{c}` closes nothing"))) }
}

/// The text with what stands in quotes left out.
fn without_strings(text: &str) -> Result<String, Fault> {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if !matches!(c, '"' | '\'' | '`') {
            out.push(c);
            continue;
        }
        loop {
            match chars.next() {
                Some('\\') if c != '`' => drop(chars.next()),
                Some(end) if end == c => break,
                Some(_) => {}
                None => return Err(Fault::new(format!("a text begun with `{c}` is not closed"))),
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_conditions() {
        for text in [
            "model_auc{model=\"churn\"} < 0.82",
            "rate(errors_total{job=~\"a.*}\"}[5m]) >= 1",
            "up == 0",
            "up != 1",
            "absent(model_auc{model='churn'})",
            "a unless b",
        ] {
            assert_eq!(condition(text), Ok(()), "{text}");
        }
        assert_eq!(name("ChurnAucLow"), Ok(()));
    }

    #[test]
    fn refuses_others() {
        for (result, reason) in [
            (condition("model_auc{model=\"churn\"}"), "compares nothing"),
            (condition("model_auc{model!=\"churn\"}"), "compares nothing"),
            (condition("model_auc{model=\"<\"}"), "compares nothing"),
            (condition("up = 0"), "compares by `==`"),
            (condition("(up == 0"), "`(` is not closed"),
            (condition("up == 0)"), "`)` closes nothing"),
            (condition("rate(x[5m) > 1"), "`)` closes nothing"),
            (condition("x{a=\"b} > 1"), "is not closed"),
            (name("Churn-Auc"), "`-` cannot stand"),
            (name("1st"), "digit"),
        ] {
            let fault = result.unwrap_err();
            assert!(fault.reason.contains(reason), "{reason}: {}", fault.reason);
        }
    }
}
