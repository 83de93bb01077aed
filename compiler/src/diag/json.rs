//! Writes diagnostics for programs.
