//! Tokens and trivia: the words of a file.
//!
//! In: made by `lexer`. Out: read by the parser, the formatter and the editor's services.
//! Always holds: tokens and trivia stand in source order, do not overlap, and point into the text instead of owning it.

use crate::source::{FileId, Span};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A name.
    Name,
    /// `use`, a name out of its place; so are all up to `path`.
    Use,
    /// `component`
    Component,
    /// `pipeline`
    Pipeline,
    /// `trigger`
    Trigger,
    /// `type`
    Type,
    /// `artifact`
    Artifact,
    /// `const`
    Const,
    /// `as`
    As,
    /// `python`
    Python,
    /// `container`
    Container,
    /// `parallel`
    Parallel,
    /// `path`
    Path,
    /// `let`, reserved; so are all up to `none`.
    Let,
    /// `if`
    If,
    /// `else`
    Else,
    /// `for`
    For,
    /// `in`
    In,
    /// `try`
    Try,
    /// `finally`
    Finally,
    /// `return`
    Return,
    /// `and`
    And,
    /// `or`
    Or,
    /// `not`
    Not,
    /// `true`
    True,
    /// `false`
    False,
    /// `none`
    None,
    /// `42`
    Int,
    /// `0.5`
    Float,
    /// `30s`
    Unit,
    /// `"text"`
    Str,
    /// Text between fences.
    Fence,
    /// `(`
    LParen,
    /// `)`
    RParen,
    /// `[`
    LBracket,
    /// `]`
    RBracket,
    /// `{`
    LBrace,
    /// `}`
    RBrace,
    /// `@`
    At,
    /// `@!`
    AtBang,
    /// `.`
    Dot,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `=`
    Eq,
    /// `==`
    EqEq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`; with a touching `=` it is `>=` in an expression.
    Gt,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Star,
    /// `/`
    Slash,
    /// `->`
    Arrow,
    /// `|`
    Pipe,
    /// `?`
    Question,
    /// Text that is no token; reported by the lexer.
    Error,
}

impl TokenKind {
    /// The kind of a word.
    pub fn of_word(word: &str) -> Self {
        match word {
            "use" => Self::Use,
            "component" => Self::Component,
            "pipeline" => Self::Pipeline,
            "trigger" => Self::Trigger,
            "type" => Self::Type,
            "artifact" => Self::Artifact,
            "const" => Self::Const,
            "as" => Self::As,
            "python" => Self::Python,
            "container" => Self::Container,
            "parallel" => Self::Parallel,
            "path" => Self::Path,
            "let" => Self::Let,
            "if" => Self::If,
            "else" => Self::Else,
            "for" => Self::For,
            "in" => Self::In,
            "try" => Self::Try,
            "finally" => Self::Finally,
            "return" => Self::Return,
            "and" => Self::And,
            "or" => Self::Or,
            "not" => Self::Not,
            "true" => Self::True,
            "false" => Self::False,
            "none" => Self::None,
            _ => Self::Name,
        }
    }

    /// Whether it may stand where a name is asked: a name, or a word that means something only in its place.
    pub fn is_name(self) -> bool {
        (self as u8) <= (Self::Path as u8)
    }

    /// Whether it is a reserved word.
    pub fn is_reserved(self) -> bool {
        (Self::Let as u8..=Self::None as u8).contains(&(self as u8))
    }

    /// Whether it opens a bracket.
    pub fn is_opener(self) -> bool {
        matches!(self, Self::LParen | Self::LBracket | Self::LBrace)
    }

    /// Whether it closes a bracket.
    pub fn is_closer(self) -> bool {
        matches!(self, Self::RParen | Self::RBracket | Self::RBrace)
    }

    /// The bracket that closes this one.
    pub fn closer(self) -> Option<Self> {
        match self {
            Self::LParen => Some(Self::RParen),
            Self::LBracket => Some(Self::RBracket),
            Self::LBrace => Some(Self::RBrace),
            _ => None,
        }
    }

    /// How it is spelled, where all of its kind are spelled alike.
    pub fn spelling(self) -> Option<&'static str> {
        Some(match self {
            Self::Use => "use",
            Self::Component => "component",
            Self::Pipeline => "pipeline",
            Self::Trigger => "trigger",
            Self::Type => "type",
            Self::Artifact => "artifact",
            Self::Const => "const",
            Self::As => "as",
            Self::Python => "python",
            Self::Container => "container",
            Self::Parallel => "parallel",
            Self::Path => "path",
            Self::Let => "let",
            Self::If => "if",
            Self::Else => "else",
            Self::For => "for",
            Self::In => "in",
            Self::Try => "try",
            Self::Finally => "finally",
            Self::Return => "return",
            Self::And => "and",
            Self::Or => "or",
            Self::Not => "not",
            Self::True => "true",
            Self::False => "false",
            Self::None => "none",
            Self::LParen => "(",
            Self::RParen => ")",
            Self::LBracket => "[",
            Self::RBracket => "]",
            Self::LBrace => "{",
            Self::RBrace => "}",
            Self::At => "@",
            Self::AtBang => "@!",
            Self::Dot => ".",
            Self::Comma => ",",
            Self::Colon => ":",
            Self::Eq => "=",
            Self::EqEq => "==",
            Self::Ne => "!=",
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Star => "*",
            Self::Slash => "/",
            Self::Arrow => "->",
            Self::Pipe => "|",
            Self::Question => "?",
            Self::Name | Self::Int | Self::Float | Self::Unit | Self::Str | Self::Fence | Self::Error => return None,
        })
    }
}

/// One word of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Facts about it.
    pub flags: Flags,
    /// Its first byte.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

impl Token {
    /// Where it stands.
    pub fn span(self, file: FileId) -> Span {
        Span::new(file, self.start, self.end)
    }

    /// Whether it has the flag.
    pub fn has(self, flag: Flags) -> bool {
        self.flags.0 & flag.0 != 0
    }
}

/// Facts about a token, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags(pub u8);

impl Flags {
    /// First on its line.
    pub const FIRST: Self = Self(1);
    /// First on its line where the innermost open bracket is `{` or none: `(`, `[` and `-` begin a new expression here.
    pub const FRESH: Self = Self(2);
    /// A doc comment stands above it.
    pub const DOC: Self = Self(4);
    /// Text with escapes or interpolations.
    pub const ESCAPES: Self = Self(8);
    /// Put in by the parser where a bracket was not closed; it stands for no text.
    pub const MADE: Self = Self(16);

    /// Both sets of facts.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These facts but for the other ones.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// Text between tokens that the formatter keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trivia {
    /// What it is.
    pub kind: TriviaKind,
    /// Where it stands, line ends left out.
    pub span: Span,
    /// Whether nothing but blanks stands before it on its line.
    pub first: bool,
}

/// What stands between tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TriviaKind {
    /// `// text`
    Comment,
    /// `/// text`
    Doc,
    /// `//! text`
    FileDoc,
    /// One or more empty lines.
    BlankLines,
}
