//! Docstrings: what they say of a function, its parameters and its results.
//!
//! In: a docstring. Out: a description, and descriptions by parameter, as KFP takes them: in Google's, Sphinx's or
//! numpy's style, whichever explains the most. Always holds: a text in none of them is a description as a whole.

use ruff_python_ast::{Expr, Stmt};

/// A docstring taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docstring {
    /// The text before the sections: its first line, and the rest on lines of its own.
    pub description: Option<String>,
    /// Parameter and what is said of it.
    pub params: Vec<(String, String)>,
    /// How many things are explained, sections that concern no parameter included.
    explained: usize,
}

impl Docstring {
    /// What is said of a parameter; the last word counts.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().rev().find(|(param, _)| param == name).map(|(_, text)| text.as_str())
    }
}

/// The docstring of a function's statements, its indentation taken off.
pub fn of(body: &[Stmt]) -> Option<String> {
    match body.first()? {
        Stmt::Expr(statement) => match &*statement.value {
            Expr::StringLiteral(text) => Some(clean(text.value.to_str())),
            _ => None,
        },
        _ => None,
    }
}

/// Takes a docstring apart, in the style that explains the most; in doubt Sphinx's, then Google's.
pub fn parse(doc: &str) -> Docstring {
    // A text whose first line was blank is shifted once more, as in the parser that KFP takes.
    let doc = &clean(doc);
    let styles = [sphinx(doc), google(doc), numpy(doc)];
    let most = styles.iter().flatten().map(|doc| doc.explained).max().unwrap_or(0);
    styles.into_iter().flatten().find(|doc| doc.explained == most).unwrap_or_default()
}

/// The same with the section on results read as if it explained parameters: descriptions of outputs.
pub fn parse_results(doc: &str) -> Docstring {
    let header = ["Returns:\n", "Returns\n", "Return:\n", "Return\n"].into_iter().find(|header| doc.contains(header));
    header.map(|header| parse(&doc.replace(header.trim(), "Args:"))).unwrap_or_default()
}

/// Takes the common indentation off all lines but the first, and blank lines off both ends (PEP 257).
fn clean(doc: &str) -> String {
    let doc = expand_tabs(&doc.replace("\r\n", "\n"));
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines: Vec<&str> = doc.split('\n').collect();
    let margin =
        lines.iter().skip(1).filter(|line| !line.trim().is_empty()).map(|line| indent(line)).min().unwrap_or(0);
    for (index, line) in lines.iter_mut().enumerate() {
        *line = if index == 0 { line.trim_start() } else { line.get(margin..).unwrap_or("") };
    }
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |last| last + 1);
    lines.get(first..last).unwrap_or_default().join("\n")
}

fn expand_tabs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for letter in text.chars() {
        if letter == '\t' {
            let width = 8 - column % 8;
            out.extend(std::iter::repeat_n(' ', width));
            column += width;
        } else {
            out.push(letter);
            column = if letter == '\n' { 0 } else { column + 1 };
        }
    }
    out
}

/// The first line, and what follows it without blank lines at its ends.
fn describe(text: &str) -> Option<String> {
    let (short, long) = text.split_once('\n').unwrap_or((text, ""));
    let long = long.trim();
    let whole = if long.is_empty() { short.to_owned() } else { format!("{short}\n{long}") };
    (!short.is_empty()).then(|| whole.trim().to_owned())
}

/// Lines after the first with their common indentation taken off.
fn clean_rest(text: &str) -> String {
    match text.split_once('\n') {
        Some((first, rest)) => format!("{first}\n{}", clean(rest)),
        None => text.to_owned(),
    }
}

/// Lines with their offsets.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = offset;
        offset += line.len();
        (at, line.trim_end_matches('\n'))
    })
}

/// `:param name: text`
fn sphinx(doc: &str) -> Option<Docstring> {
    let starts: Vec<usize> = lines(doc).filter(|(_, line)| line.starts_with(':')).map(|(at, _)| at).collect();
    let head = doc.get(..starts.first().copied().unwrap_or(doc.len()))?;
    let mut read = Docstring { description: describe(head), ..Docstring::default() };
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(doc.len());
        let (field, text) = doc.get(*start..end)?.trim_start_matches(':').split_once(':')?;
        let words: Vec<&str> = field.split_whitespace().collect();
        let text = clean_rest(text.trim());
        match words.as_slice() {
            [kind, name] | [kind, _, name] if is_param(kind) => {
                read.params.push(((*name).to_owned(), text));
                read.explained += 1;
            }
            [kind, ..] if is_param(kind) => return None,
            ["type" | "rtype", _] | ["rtype"] => {}
            _ => read.explained += 1,
        }
    }
    Some(read)
}

fn is_param(kind: &str) -> bool {
    ["param", "parameter", "arg", "argument", "attribute", "key", "keyword"].contains(&kind)
}

/// `Args:` and indented `name (type): text` under it.
fn google(doc: &str) -> Option<Docstring> {
    const PARAMS: &[&str] = &["Arguments", "Args", "Parameters", "Params", "Attributes"];
    const LISTS: &[&str] = &["Raises", "Exceptions", "Except"];
    const TEXTS: &[&str] = &["Example", "Examples", "Returns", "Yields"];
    let title = |line: &str| {
        let title = line.trim_end_matches([' ', '\t']).strip_suffix(':')?;
        [PARAMS, LISTS, TEXTS].concat().into_iter().find(|known| *known == title)
    };
    let heads: Vec<(usize, usize, &str)> =
        lines(doc).filter_map(|(at, line)| Some((at, at + line.len(), title(line)?))).collect();
    let head = doc.get(..heads.first().map_or(doc.len(), |(at, ..)| *at))?;
    let mut read = Docstring { description: describe(head), ..Docstring::default() };
    // A section that comes twice counts as it stands the second time.
    let mut sections: Vec<(&str, &str)> = Vec::new();
    for (index, (_, start, title)) in heads.iter().enumerate() {
        let end = heads.get(index + 1).map_or(doc.len(), |(at, ..)| *at);
        let section = doc.get(*start..end)?;
        let foreign = section.match_indices('\n').find(|(at, _)| {
            section.get(at + 1..).and_then(|rest| rest.chars().next()).is_some_and(|next| !next.is_whitespace())
        });
        let section = section.get(..foreign.map_or(section.len(), |(at, _)| at))?.trim_matches('\n');
        match sections.iter_mut().find(|(known, _)| known == title) {
            Some((_, text)) => *text = section,
            None => sections.push((title, section)),
        }
    }
    for (title, section) in sections {
        if TEXTS.contains(&title) {
            read.explained += 1;
            continue;
        }
        for item in items(section)? {
            let (name, text) = item.split_once(':')?;
            read.explained += 1;
            if PARAMS.contains(&title) {
                let text = clean_rest(text.strip_prefix(' ').unwrap_or(text));
                read.params.push((google_name(name), text.trim_matches('\n').to_owned()));
            }
        }
    }
    Some(read)
}

/// The entries of a section: each begins on a line with the first line's indentation.
fn items(section: &str) -> Option<Vec<&str>> {
    let first = section.trim_start();
    let indent = section.get(..section.len() - first.len())?;
    let indent = indent.rsplit('\n').next().unwrap_or(indent);
    let begins = |line: &str| {
        line.strip_prefix(indent).and_then(|rest| rest.chars().next()).is_some_and(|next| !next.is_whitespace())
    };
    let starts: Vec<usize> = lines(section).filter(|(_, line)| begins(line)).map(|(at, _)| at).collect();
    let entry = |(index, start): (usize, &usize)| {
        let end = starts.get(index + 1).copied().unwrap_or(section.len());
        section.get(start + indent.len()..end).map(|item| item.trim_matches('\n'))
    };
    let entries: Option<Vec<&str>> = starts.iter().enumerate().map(entry).collect();
    entries.filter(|entries| !entries.is_empty())
}

/// `name` of `name (type)`.
fn google_name(name: &str) -> String {
    match name.split_once('(') {
        Some((before, rest)) if rest.contains(')') && !before.trim().is_empty() => before.trim().to_owned(),
        _ => name.to_owned(),
    }
}

/// `Parameters` underlined, `name : type`, and the text indented below.
fn numpy(doc: &str) -> Option<Docstring> {
    const PARAMS: &[&str] = &["Parameters", "Params", "Arguments", "Args"];
    const OTHERS: &[&str] = &["Raises", "Returns", "Return", "Yields", "Attributes", "Examples", "Notes", "See Also"];
    let all: Vec<(usize, &str)> = lines(doc).collect();
    let is_title = |index: usize| {
        let (title, under) = (all.get(index)?.1.trim_end(), all.get(index + 1)?.1.trim_end());
        let underlined = under.len() == title.len() && under.chars().all(|letter| letter == '-');
        (underlined && (PARAMS.contains(&title) || OTHERS.contains(&title))).then_some((index, title))
    };
    let heads: Vec<(usize, &str)> = (0..all.len()).filter_map(is_title).collect();
    let offset = |line: usize| all.get(line).map_or(doc.len(), |(at, _)| *at);
    let head = doc.get(..heads.first().map_or(doc.len(), |(line, _)| offset(*line)))?;
    let mut read = Docstring { description: describe(head), ..Docstring::default() };
    for (index, (line, title)) in heads.iter().enumerate() {
        let end = heads.get(index + 1).map_or(all.len(), |(line, _)| *line);
        let section = all.get(line + 2..end).unwrap_or_default();
        if !PARAMS.contains(title) {
            read.explained += 1;
            continue;
        }
        let keys = (0..section.len()).filter(|at| {
            section.get(*at).and_then(|(_, line)| line.chars().next()).is_some_and(|first| !first.is_whitespace())
        });
        let keys: Vec<usize> = keys.collect();
        for (index, key) in keys.iter().enumerate() {
            let until = keys.get(index + 1).copied().unwrap_or(section.len());
            let text: Vec<&str> =
                section.get(key + 1..until).unwrap_or_default().iter().map(|(_, line)| *line).collect();
            let name = section.get(*key).map_or("", |(_, line)| line);
            let name = name.split(':').next().unwrap_or(name).trim();
            let text = format!("\n{}", text.join("\n"));
            read.params.push((name.to_owned(), clean(&text).trim().to_owned()));
            read.explained += 1;
        }
    }
    Some(read)
}
