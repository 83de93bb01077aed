//! The structure of a block-style YAML document, written straight into a buffer.
//!
//! In: any `Serialize`. Out: lines of keys and items; hard scalars are handed to [`scalar`].
//! Always holds: what is written here plainly needs no quotes in YAML 1.1 or 1.2. The YAML crate judges every scalar
//! and every key of every struct anew, which is half of the time that a large pipeline takes; here a key costs a scan.

use serde::ser::{self, Serialize};

use super::scalar::{self, Unwritable};

/// What stands before the next value on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing: the document begins.
    Nothing,
    /// `key:`
    Key,
    /// `-`
    Dash,
}

/// Writes one value at a place in the document.
pub(super) struct Writer<'o> {
    out: &'o mut String,
    /// Blanks before the keys of a mapping, or the dashes of a sequence, that would begin here on a new line.
    indent: usize,
    before: Before,
}

impl<'o> Writer<'o> {
    /// A writer for a whole document.
    pub(super) fn document(out: &'o mut String) -> Self {
        Self { out, indent: 0, before: Before::Nothing }
    }

    /// A scalar that needs no quotes.
    fn plain(self, text: &str) {
        if self.before != Before::Nothing {
            self.out.push(' ');
        }
        self.out.push_str(text);
        self.out.push('\n');
    }
}

/// Entries of a mapping or items of a sequence, one after the other.
pub(super) struct Entries<'o> {
    out: &'o mut String,
    indent: usize,
    before: Before,
    empty: bool,
    /// Behind the brackets of a mapping that an enum's variant makes.
    sequence: bool,
}

impl Entries<'_> {
    /// Goes to where the next entry begins.
    fn begin(&mut self) {
        match (self.empty, self.before) {
            (true, Before::Key) => self.out.push('\n'),
            (true, Before::Dash) => {
                self.out.push(' ');
                self.empty = false;
                return;
            }
            _ => {}
        }
        self.empty = false;
        self.out.extend(std::iter::repeat_n(' ', self.indent));
    }

    fn key(&mut self, key: &str) {
        self.begin();
        if key.len() <= 1024 && is_plain_key(key) {
            self.out.push_str(key);
        } else {
            scalar::key(key, self.indent, self.out);
        }
        self.out.push(':');
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        value.serialize(Writer { out: self.out, indent: self.indent + 2, before: Before::Key })
    }

    fn finish(self) {
        if self.empty {
            if self.before != Before::Nothing {
                self.out.push(' ');
            }
            self.out.push_str(if self.sequence { "[]\n" } else { "{}\n" });
        }
    }
}

/// Whether a key means itself without quotes, to every reader. Cautious: what is quoted without need is no fault.
fn is_plain_key(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    let inner = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/' | b' ');
    first.is_ascii_alphabetic() && *last != b' ' && bytes.iter().all(inner) && !is_word(text)
}

/// Whether a value means itself without quotes, to every reader: a word, a sentence, a path or an option of a command.
/// Cautious: a `false` only costs time.
fn is_plain(text: &str) -> bool {
    let word = text.strip_prefix("--").or_else(|| text.strip_prefix(['-', '/'])).unwrap_or(text);
    if !word.starts_with(|first: char| first.is_ascii_alphabetic()) || is_word(word) {
        return false;
    }
    // A comment begins with ` #`, a key ends with `: `; what only an end of the text makes one is looked at there.
    let mut before = b' ';
    for byte in text.bytes() {
        if !matches!(byte, b' '..=b'~') || matches!((before, byte), (b' ', b'#') | (b':', b' ')) {
            return false;
        }
        before = byte;
    }
    !matches!(before, b' ' | b':')
}

/// Words that some reader takes for a boolean, a null or a number.
fn is_word(text: &str) -> bool {
    const WORDS: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"];
    text.len() <= 8 && WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

impl<'o> ser::Serializer for Writer<'o> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Entries<'o>;
    type SerializeTuple = Entries<'o>;
    type SerializeTupleStruct = Entries<'o>;
    type SerializeTupleVariant = ser::Impossible<(), Unwritable>;
    type SerializeMap = Entries<'o>;
    type SerializeStruct = Entries<'o>;
    type SerializeStructVariant = ser::Impossible<(), Unwritable>;

    fn serialize_str(self, text: &str) -> Result<(), Unwritable> {
        if is_plain(text) {
            self.plain(text);
            return Ok(());
        }
        if self.before != Before::Nothing {
            self.out.push(' ');
        }
        scalar::text(text, self.indent.saturating_sub(2), self.out)
    }

    fn serialize_bool(self, value: bool) -> Result<(), Unwritable> {
        self.plain(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Unwritable> {
        self.plain(&value.to_string());
        Ok(())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Unwritable> {
        self.plain(&value.to_string());
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Unwritable> {
        let mut text = String::new();
        scalar::float(value, &mut text)?;
        self.plain(&text);
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Unwritable> {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i16(self, value: i16) -> Result<(), Unwritable> {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i32(self, value: i32) -> Result<(), Unwritable> {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_u8(self, value: u8) -> Result<(), Unwritable> {
        self.serialize_u64(u64::from(value))
    }

    fn serialize_u16(self, value: u16) -> Result<(), Unwritable> {
        self.serialize_u64(u64::from(value))
    }

    fn serialize_u32(self, value: u32) -> Result<(), Unwritable> {
        self.serialize_u64(u64::from(value))
    }

    fn serialize_f32(self, value: f32) -> Result<(), Unwritable> {
        self.serialize_f64(f64::from(value))
    }

    fn serialize_char(self, value: char) -> Result<(), Unwritable> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unwritable> {
        Err(ser::Error::custom("bytes have no form in a document"))
    }

    fn serialize_none(self) -> Result<(), Unwritable> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unwritable> {
        self.plain("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritable> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unwritable> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        let mut entries = self.serialize_map(Some(1))?;
        entries.key(variant);
        entries.value(value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Entries<'o>, Unwritable> {
        // A sequence under a key stands at the key's own column.
        let indent = if self.before == Before::Key { self.indent - 2 } else { self.indent };
        Ok(Entries { out: self.out, indent, before: self.before, empty: true, sequence: true })
    }

    fn serialize_tuple(self, len: usize) -> Result<Entries<'o>, Unwritable> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<Entries<'o>, Unwritable> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        Err(ser::Error::custom(name))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'o>, Unwritable> {
        Ok(Entries { out: self.out, indent: self.indent, before: self.before, empty: true, sequence: false })
    }

    fn serialize_struct(self, _: &'static str, len: usize) -> Result<Entries<'o>, Unwritable> {
        self.serialize_map(Some(len))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritable> {
        Err(ser::Error::custom(name))
    }
}

impl ser::SerializeSeq for Entries<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.begin();
        self.out.push('-');
        value.serialize(Writer { out: self.out, indent: self.indent + 2, before: Before::Dash })
    }

    fn end(self) -> Result<(), Unwritable> {
        self.finish();
        Ok(())
    }
}

impl ser::SerializeTuple for Entries<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Unwritable> {
        ser::SerializeSeq::end(self)
    }
}

impl ser::SerializeTupleStruct for Entries<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Unwritable> {
        ser::SerializeSeq::end(self)
    }
}

impl ser::SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        self.key(&scalar::key_text(key)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.value(value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.finish();
        Ok(())
    }
}

impl ser::SerializeStruct for Entries<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unwritable> {
        self.key(key);
        self.value(value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.finish();
        Ok(())
    }
}
