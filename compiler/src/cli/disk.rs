//! Reads from the disk for the library.
//!
//! In: paths with `/`. Out: bytes, or why there are none.
//! Always holds: a file is opened once, and its size is known before it is read.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

use mlc::modules::{LoadError, Loader, MAX_BYTES};

/// The real file system.
pub(super) struct Disk;

impl Loader for Disk {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let mut file = File::open(path).map_err(|error| reason(&error))?;
        let metadata = file.metadata().map_err(|error| reason(&error))?;
        if metadata.is_dir() {
            return Err(LoadError::Directory);
        }
        if metadata.len() > MAX_BYTES {
            return Err(LoadError::TooLarge);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
        file.read_to_end(&mut bytes).map_err(|error| reason(&error))?;
        Ok(bytes)
    }

    fn neighbours(&self, path: &str) -> Vec<String> {
        let folder = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty());
        let Ok(entries) = fs::read_dir(folder.unwrap_or(Path::new("."))) else { return Vec::new() };
        let mut names: Vec<String> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn reason(error: &std::io::Error) -> LoadError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => LoadError::NotFound,
        ErrorKind::IsADirectory => LoadError::Directory,
        _ => LoadError::Other(said(error)),
    }
}

/// What the system said, without its number.
pub(super) fn said(error: &std::io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    words.to_lowercase()
}

/// A path as the library writes it.
pub(super) fn text(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}
