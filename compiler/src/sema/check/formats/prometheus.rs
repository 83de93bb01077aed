//! Texts of Prometheus: conditions in `PromQL`, names, values of labels.
//!
//! In: text. Out: whether it can be the condition of an alert, a name, the value of a label.
//! Always holds: a condition is valid `PromQL` of the right type, and can fail to hold.

use promql_parser::label::METRIC_NAME;
use promql_parser::parser::token::{T_LOR, T_LUNLESS};
use promql_parser::parser::value::ValueType;
use promql_parser::parser::{BinaryExpr, Expr, VectorSelector, parse};

use super::Fault;

/// Letters of a condition: beyond them the time and the stack that a reader needs grow out of all proportion.
const MOST: usize = 4096;

const STACK: usize = 8 * 1024 * 1024;

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

/// A label's name; Prometheus keeps those that begin with `__` for itself, and an alert's name is one already.
pub(crate) fn label_name(text: &str) -> Result<(), Fault> {
    name(text)?;
    match text {
        "alertname" => Err(Fault::new("it is the alert's name, which stands before")),
        _ if text.starts_with("__") => Err(Fault::new("names that begin with `__` are Prometheus's own")),
        _ => Ok(()),
    }
}

/// A text that is the same as long as the alert lasts: labels tell one alert from another.
pub(crate) fn label_value(text: &str) -> Result<(), Fault> {
    if text.contains("{{") {
        return Err(Fault::new("Prometheus takes `{{` for a template, and a label that changes makes another alert"));
    }
    Ok(())
}

/// An expression of the right type that may yield nothing: else the alert would fire all the time.
pub(crate) fn condition(text: &str) -> Result<(), Fault> {
    if text.len() > MOST {
        return Err(Fault::new(format!("it has more than {MOST} letters: put parts of it into recording rules")));
    }
    assigns(text)?;
    // A reader goes down into what is nested, and so does whoever drops the tree.
    stacker::maybe_grow(STACK, STACK, || {
        let tree = parse(text).map_err(Fault::new)?;
        match tree.value_type() {
            ValueType::Vector | ValueType::Scalar => {}
            ValueType::Matrix => return Err(Fault::new("it yields ranges: as in `max_over_time(…[1h]) > 1`")),
            ValueType::String => return Err(Fault::new("it yields a text")),
        }
        if may_fail(&tree)? {
            return Ok(());
        }
        Err(Fault::new("it compares nothing, so the alert would fire all the time: as in `… < 0.82`"))
    })
}

/// A `=` outside of braces and quotes, of which no reader says what is wrong with it.
fn assigns(text: &str) -> Result<(), Fault> {
    let (mut depth, mut quote, mut previous) = (0_usize, None, ' ');
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some('"' | '\''), '\\') => drop(letters.next()),
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(letter),
            (None, '#') => drop(letters.by_ref().find(|letter| *letter == '\n')),
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            (None, '=')
                if depth == 0
                    && !matches!(previous, '=' | '!' | '<' | '>')
                    && !matches!(letters.peek(), Some('=' | '~')) =>
            {
                return Err(Fault::new("PromQL compares by `==`"));
            }
            _ => {}
        }
        previous = letter;
    }
    Ok(())
}

/// Whether `tree` yields nothing at times, though its series are there.
fn may_fail(tree: &Expr) -> Result<bool, Fault> {
    Ok(match tree {
        Expr::Binary(binary) => return binary_may_fail(binary),
        Expr::Paren(inner) => return may_fail(&inner.expr),
        Expr::Unary(inner) => return may_fail(&inner.expr),
        Expr::Subquery(inner) => return may_fail(&inner.expr),
        Expr::Aggregate(aggregate) => may_fail(&aggregate.expr)?,
        Expr::Call(call) => match call.func.name {
            "absent" | "absent_over_time" => true,
            // They yield something whatever they are given.
            "scalar" | "vector" | "time" => false,
            _ => any(call.args.args.iter().map(AsRef::as_ref))?,
        },
        // Other alerts, which are there as long as they fire.
        Expr::VectorSelector(selector) => metric(selector) == Some("ALERTS"),
        _ => false,
    })
}

fn any<'a>(mut trees: impl Iterator<Item = &'a Expr>) -> Result<bool, Fault> {
    trees.try_fold(false, |found, tree| Ok(may_fail(tree)? || found))
}

fn binary_may_fail(binary: &BinaryExpr) -> Result<bool, Fault> {
    let (left, right) = (may_fail(&binary.lhs)?, may_fail(&binary.rhs)?);
    if binary.op.is_comparison_operator() {
        if binary.return_bool() {
            return Err(Fault::new("`bool` makes a comparison yield 0 or 1, and an alert fires on both: leave it out"));
        }
        return Ok(true);
    }
    Ok(match binary.op.id() {
        T_LOR => left && right,
        T_LUNLESS => true,
        _ => left || right,
    })
}

fn metric(selector: &VectorSelector) -> Option<&str> {
    let named = selector.matchers.matchers.iter().find(|matcher| matcher.name == METRIC_NAME);
    selector.name.as_deref().or(named.map(|matcher| matcher.value.as_str()))
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
            "a and b > 1",
            "sum by (job) (a > 1) * 100",
            "a > 1 or absent(a)",
            "max_over_time((a > 1)[5m:])",
            "ALERTS{alertstate=\"firing\"}",
            "((a)) > (((1)))",
            "a{x=\"=\"} > 1 # b = c",
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
            (condition("a > 1 or vector(1)"), "compares nothing"),
            (condition("vector(scalar(a > 1))"), "compares nothing"),
            (condition("a > bool 1"), "`bool`"),
            (condition("abs(a > bool 1) == 1"), "`bool`"),
            (condition("up = 0"), "compares by `==`"),
            (condition("(up == 0"), "unclosed left parenthesis"),
            (condition("up == 0)"), "unexpected right parenthesis"),
            (condition("rate(x[5m) > 1"), "inside brackets"),
            (condition("x{a=\"b} > 1"), "unterminated"),
            (condition("rate(x) > 1"), "expected type"),
            (condition("rat(x[5m]) > 1"), "unknown function"),
            (condition("x{a=~\"(\"} > 1"), "regex"),
            (condition("x[5m]"), "ranges"),
            (condition("\"x\""), "a text"),
            (condition(&format!("{} > 1", "a+".repeat(3000))), "more than 4096"),
            (name("Churn-Auc"), "`-` cannot stand"),
            (name("1st"), "digit"),
            (label_name("__x"), "Prometheus's own"),
            (label_name("alertname"), "alert's name"),
            (label_value("{{ $value }}"), "template"),
        ] {
            let fault = result.unwrap_err();
            assert!(fault.reason.contains(reason), "{reason}: {}", fault.reason);
        }
    }

    #[test]
    fn what_is_nested_does_not_overflow() {
        let deep = format!("{}a > 1{}", "(".repeat(2000), ")".repeat(2000));
        let turned = format!("{}a > 1", "-".repeat(4000));
        let worker = std::thread::Builder::new().stack_size(128 * 1024);
        let done = worker.spawn(move || (condition(&deep), condition(&turned)));
        assert_eq!(done.unwrap().join().unwrap(), (Ok(()), Ok(())));
    }
}
