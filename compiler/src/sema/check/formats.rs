//! Forms that text must have: durations, quantities, image references, names, cron lines and the like.
//!
//! In: text. Out: what it says, or a [`Fault`].
//! Always holds: pure; no clock, no network, and the time zones are those bundled with the compiler.

pub(crate) mod cron;
pub(crate) mod duration;
pub(crate) mod image;
pub(crate) mod kubernetes_name;
pub(crate) mod place;
pub(crate) mod prometheus;
pub(crate) mod python_package;
pub(crate) mod quantity;
pub(crate) mod time;

use crate::sema::decorators::Format;

/// Why text does not have its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The reason, in the user's words.
    pub reason: String,
    /// What was probably meant.
    pub instead: Option<String>,
}

impl Fault {
    /// A fault with its reason.
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), instead: None }
    }

    /// The same with what was probably meant.
    pub(crate) fn instead(self, instead: impl Into<String>) -> Self {
        Self { instead: Some(instead.into()), ..self }
    }
}

/// Whether `text` has the form.
pub(crate) fn check(format: Format, text: &str) -> Result<(), Fault> {
    if !matches!(format, Format::Any | Format::LabelValue | Format::AlertLabelValue) {
        not_blank(text)?;
    }
    match format {
        Format::Any | Format::Text => Ok(()),
        Format::Duration => duration::seconds(text).map(drop),
        Format::Offset => duration::offset(text).map(drop),
        Format::Quantity => quantity::check(text),
        Format::Image => image::check(text),
        Format::Label => kubernetes_name::label(text),
        Format::ObjectName => kubernetes_name::object(text),
        Format::DataKey => kubernetes_name::data_key(text),
        Format::MetadataKey => kubernetes_name::metadata_key(text),
        Format::LabelValue => kubernetes_name::label_value(text),
        Format::EnvName => kubernetes_name::env_name(text),
        Format::MountPath => place::mount_path(text),
        Format::FieldPath => place::field_path(text),
        Format::Url => place::url(text),
        Format::UrlPath => place::url_path(text),
        Format::Endpoint => place::endpoint(text),
        Format::Resource => place::resource(text),
        Format::Repository => place::repository(text),
        Format::Package => python_package::check(text),
        Format::Cron => cron::check(text),
        Format::Zone => time::zone(text),
        Format::Instant => time::instant(text),
        Format::DateFormat => time::date_format(text),
        Format::PromQl => prometheus::condition(text),
        Format::PrometheusName => prometheus::name(text),
        Format::AlertLabel => prometheus::label_name(text),
        Format::AlertLabelValue => prometheus::label_value(text),
    }
}

/// Text that is neither empty nor blank at an end; a label's value alone may be empty.
pub(crate) fn not_blank(text: &str) -> Result<(), Fault> {
    if text.trim().is_empty() {
        return Err(Fault::new("it is empty"));
    }
    if text.trim() != text {
        return Err(Fault::new("it begins or ends with a blank").instead(text.trim()));
    }
    Ok(())
}
