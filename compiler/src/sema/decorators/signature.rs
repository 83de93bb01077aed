//! Signatures: what a decorator, a trigger's source or a call such as `secret(…)` takes.
//!
//! In: nothing. Out: the parts that the tables are made of, each of which can say in words what it is.

use std::fmt;

/// What something that is called by the user takes.
#[derive(Debug, Clone, Copy)]
pub struct Signature {
    /// Its name.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub doc: &'static str,
    /// Its arguments; those by place in their order.
    pub args: &'static [Argument],
    /// Arguments beyond those.
    pub rest: Rest,
    /// Whether it says nothing without an argument.
    pub never_empty: bool,
}

/// One argument.
#[derive(Debug, Clone, Copy)]
pub struct Argument {
    /// Its name.
    pub name: &'static str,
    /// What it says, in a few words.
    pub doc: &'static str,
    /// What may stand for it.
    pub kind: Kind,
    /// Whether it must be given.
    pub required: bool,
    /// What it is where it is not given, as it would be written; empty where there is nothing to say.
    pub default: &'static str,
    /// Whether it may be given by its place, without its name.
    pub by_place: bool,
    /// Whether its value may be known only at run time; only on tasks.
    pub run_time: bool,
}

/// Arguments that a signature does not name.
#[derive(Debug, Clone, Copy)]
pub enum Rest {
    /// There are none.
    None,
    /// Any number by place.
    ByPlace {
        /// What one is called in messages and documents.
        name: &'static str,
        /// What one says.
        doc: &'static str,
        /// What may stand for one.
        kind: Kind,
        /// Whether a value may be known only at run time.
        run_time: bool,
    },
    /// Any number by names that the user chooses.
    Named {
        /// What a name is called in messages and documents.
        name: &'static str,
        /// What one says.
        doc: &'static str,
        /// What a name must look like.
        key: Format,
        /// What may stand for a value.
        kind: Kind,
    },
}

/// What may stand for an argument.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any text that is not blank.
    Text,
    /// Text of a certain form.
    Formatted(Format),
    /// `true`, `false`
    Bool,
    /// A whole number from the first to the last.
    Int(i64, i64),
    /// A number.
    Float,
    /// A number of devices: a whole number from 1, or text of one.
    Devices,
    /// `true`, or a name that a volume is to have.
    VolumeName,
    /// One of these words, bare or in quotes.
    Word(&'static [&'static str]),
    /// A lint's name, bare.
    Lint,
    /// Tasks; checked where tasks are known.
    Task,
    /// A record or a list, as a constant or at run time.
    Json,
    /// `[a, b]`
    List(&'static Kind),
    /// `{ key = value }` with keys of that form.
    Map(Format, &'static Kind),
    /// `{ a = 1, b = 2 }` with these fields.
    Fields(&'static Signature),
    /// One of these calls, or else something of that kind.
    Call(&'static [&'static Signature], &'static Kind),
    /// Nothing but the calls beside it.
    Nothing,
    /// `none`
    Absent,
    /// A type's name.
    Type,
    /// A pipeline's name.
    Pipeline,
}

/// A form that text must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `30s`, `1h30m`, `2d`
    Duration,
    /// `-1d`, `6h`
    Offset,
    /// `4`, `500m`, `16Gi`
    Quantity,
    /// An image reference.
    Image,
    /// A DNS label: a task's or pipeline's name.
    Label,
    /// The name of a Kubernetes object.
    ObjectName,
    /// A key of a secret or config map.
    DataKey,
    /// A label's or annotation's key.
    MetadataKey,
    /// A label's value.
    LabelValue,
    /// An environment variable's name.
    EnvName,
    /// An absolute path in a container.
    MountPath,
    /// A field of a pod.
    FieldPath,
    /// A package for pip.
    Package,
    /// An `http` or `https` URL.
    Url,
    /// A cron line.
    Cron,
    /// An IANA time zone.
    Zone,
    /// A point in time.
    Instant,
    /// The path of a URL.
    UrlPath,
    /// A `PromQL` expression that can hold or not hold.
    PromQl,
    /// The name of an alert.
    PrometheusName,
    /// The name of a label of an alert.
    AlertLabel,
    /// The value of a label of an alert.
    AlertLabelValue,
    /// The name of a bucket, container, queue or topic.
    Resource,
    /// `owner/name`, a Git repository at its host.
    Repository,
    /// `host:port`
    Endpoint,
    /// How `event.date` writes a date: `%Y-%m-%d`.
    DateFormat,
    /// Text that is not blank.
    Text,
    /// Any text at all.
    Any,
}

impl Argument {
    /// An optional argument by name.
    pub const fn new(name: &'static str, kind: Kind, doc: &'static str) -> Self {
        Self { name, doc, kind, required: false, default: "", by_place: false, run_time: false }
    }

    /// The same, and it must be given.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, by_place: self.by_place, run_time: self.run_time, ..self }
    }

    /// The same, and its place may stand for its name.
    #[must_use]
    pub const fn by_place(self) -> Self {
        Self { by_place: true, ..self }
    }

    /// The same, and its value may be known only at run time.
    #[must_use]
    pub const fn run_time(self) -> Self {
        Self { run_time: true, ..self }
    }

    /// The same with what it is where it is not given.
    #[must_use]
    pub const fn or(self, default: &'static str) -> Self {
        Self { default, ..self }
    }
}

impl Signature {
    /// A signature without arguments.
    pub const fn new(name: &'static str, doc: &'static str) -> Self {
        Self { name, doc, args: &[], rest: Rest::None, never_empty: false }
    }

    /// The same with these arguments.
    #[must_use]
    pub const fn takes(self, args: &'static [Argument]) -> Self {
        Self { args, rest: Rest::None, ..self }
    }

    /// The same with any number of arguments by place.
    #[must_use]
    pub const fn and_more(self, name: &'static str, kind: Kind, doc: &'static str) -> Self {
        Self { rest: Rest::ByPlace { name, doc, kind, run_time: false }, never_empty: true, ..self }
    }

    /// The same with any number of arguments by place whose values may be known only at run time.
    #[must_use]
    pub const fn and_more_at_run_time(self, name: &'static str, kind: Kind, doc: &'static str) -> Self {
        Self { rest: Rest::ByPlace { name, doc, kind, run_time: true }, never_empty: true, ..self }
    }

    /// The same with any number of arguments by names of the user's own.
    #[must_use]
    pub const fn and_named(self, name: &'static str, key: Format, kind: Kind, doc: &'static str) -> Self {
        Self { rest: Rest::Named { name, doc, key, kind }, never_empty: true, ..self }
    }

    /// The same, and it says nothing without an argument.
    #[must_use]
    pub const fn never_empty(self) -> Self {
        Self { never_empty: true, ..self }
    }

    /// The argument of that name.
    pub fn argument(&'static self, name: &str) -> Option<&'static Argument> {
        self.args.iter().find(|argument| argument.name == name)
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(", self.name)?;
        let mut separator = "";
        for argument in self.args.iter().filter(|argument| argument.by_place) {
            write!(f, "{separator}{argument}")?;
            separator = ", ";
        }
        match &self.rest {
            Rest::None => {}
            Rest::ByPlace { name, .. } => write!(f, "{separator}{name}, …").map(|()| separator = ", ")?,
            Rest::Named { name, .. } => write!(f, "{separator}{name} = …").map(|()| separator = ", ")?,
        }
        for argument in self.args.iter().filter(|argument| !argument.by_place) {
            write!(f, "{separator}{argument}")?;
            separator = ", ";
        }
        f.write_str(")")
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (open, close) = if self.required { ("", "") } else { ("[", "]") };
        match (self.by_place, self.default) {
            (true, "") => write!(f, "{open}{}{close}", self.name),
            (false, "") => write!(f, "{open}{} = …{close}", self.name),
            (_, default) => write!(f, "{open}{} = {default}{close}", self.name),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("text"),
            Self::Formatted(format) => format.fmt(f),
            Self::Bool => f.write_str("`true` or `false`"),
            Self::Int(min, i64::MAX) => write!(f, "a whole number from {min}"),
            Self::Int(min, max) => write!(f, "a whole number from {min} to {max}"),
            Self::Float => f.write_str("a number"),
            Self::Devices => f.write_str("a whole number from 1"),
            Self::VolumeName => f.write_str("`true` or a volume's name"),
            Self::Word(words) => choice(f, words),
            Self::Lint => f.write_str("a lint's name"),
            Self::Task => f.write_str("a task or block"),
            Self::Json => f.write_str("a record or a list"),
            Self::List(kind) => write!(f, "a list, each item {kind}"),
            Self::Map(_, kind) => write!(f, "a record, each value {kind}"),
            Self::Fields(signature) => write!(f, "a record `{{ {} }}`", FieldNames(signature)),
            Self::Call(calls, kind) => {
                for (index, call) in calls.iter().enumerate() {
                    write!(f, "{}`{call}`", if index == 0 { "" } else { " or " })?;
                }
                if matches!(kind, Self::Nothing) { Ok(()) } else { write!(f, " or {kind}") }
            }
            Self::Nothing => f.write_str("nothing else"),
            Self::Absent => f.write_str("`none`"),
            Self::Type => f.write_str("a type"),
            Self::Pipeline => f.write_str("a pipeline"),
        }
    }
}

struct FieldNames(&'static Signature);

impl fmt::Display for FieldNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, argument) in self.0.args.iter().enumerate() {
            write!(f, "{}{argument}", if index == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

fn choice(f: &mut fmt::Formatter<'_>, words: &[&str]) -> fmt::Result {
    for (index, word) in words.iter().enumerate() {
        let separator = match index {
            0 => "",
            last if last + 1 == words.len() => " or ",
            _ => ", ",
        };
        write!(f, "{separator}`{word}`")?;
    }
    Ok(())
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Duration => "a duration",
            Self::Offset => "a duration, which may be negative",
            Self::Quantity => "a quantity",
            Self::Image => "an image reference",
            Self::Label => "a name Kubernetes takes (a DNS label)",
            Self::ObjectName => "the name of a Kubernetes object",
            Self::DataKey => "a key of a secret or config map",
            Self::MetadataKey => "a key of a label or annotation",
            Self::LabelValue => "a label's value",
            Self::EnvName => "the name of an environment variable",
            Self::MountPath => "an absolute path in the container",
            Self::FieldPath => "a field of the pod",
            Self::Package => "a package for pip",
            Self::Url => "a URL",
            Self::Cron => "a cron line",
            Self::Zone => "an IANA time zone",
            Self::Instant => "a point in time",
            Self::UrlPath => "the path of a URL",
            Self::PromQl => "a PromQL condition",
            Self::PrometheusName => "a name Prometheus takes",
            Self::AlertLabel => "a label of an alert",
            Self::AlertLabelValue => "the value of an alert's label",
            Self::Resource => "the name of a bucket, queue or topic",
            Self::Repository => "a repository, `owner/name`",
            Self::Endpoint => "an endpoint, `host:port`",
            Self::DateFormat => "the form of a date",
            Self::Text | Self::Any => "text",
        })
    }
}
