//! Files as they are to be on the disk.
//!
//! In: paths and texts. Out: files.
//! Always holds: all files are written or none; a file is whole or as it was; one that would not change is not touched.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use mlc::diag::Diagnostic;

use super::disk::said;
use super::errors;

/// A file to be.
#[derive(Debug)]
pub(super) struct Output {
    /// Where.
    pub(super) path: String,
    /// What.
    pub(super) text: String,
    /// The pipeline in it.
    pub(super) pipeline: String,
    /// Whether it holds objects of a cluster.
    pub(super) manifest: bool,
}

/// How a file on the disk compares with what it is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Same,
    Different,
    Absent,
}

impl Output {
    /// Compares with the disk; what can't be read is different.
    pub(super) fn state(&self) -> State {
        match fs::metadata(&self.path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => State::Absent,
            Ok(metadata) if metadata.len() == self.text.len() as u64 => match fs::read(&self.path) {
                Ok(bytes) if bytes == self.text.as_bytes() => State::Same,
                _ => State::Different,
            },
            _ => State::Different,
        }
    }
}

/// A file written beside its place, waiting to be moved there.
struct Waiting {
    temporary: PathBuf,
    place: PathBuf,
}

/// Writes the outputs that differ from what is on the disk; tells of each whether it did.
pub(super) fn write(outputs: &[Output]) -> Result<Vec<bool>, Diagnostic> {
    let mut waiting = Vec::new();
    let mut written = Vec::new();
    for output in outputs {
        let change = output.state() != State::Same;
        written.push(change);
        if change {
            match prepare(output) {
                Ok(Some(file)) => waiting.push(file),
                Ok(None) => {}
                Err(fault) => {
                    remove(&waiting);
                    return Err(fault);
                }
            }
        }
    }
    for (index, file) in waiting.iter().enumerate() {
        if let Err(error) = fs::rename(&file.temporary, &file.place) {
            remove(waiting.get(index..).unwrap_or(&[]));
            return Err(errors::unwritable(&file.place.to_string_lossy(), &said(&error)));
        }
    }
    Ok(written)
}

fn remove(files: &[Waiting]) {
    for file in files {
        // It is of no use any more; that it stays is no further fault.
        let _ = fs::remove_file(&file.temporary);
    }
}

/// Writes beside the place; straight to it where it is no ordinary file, `/dev/null` say.
fn prepare(output: &Output) -> Result<Option<Waiting>, Diagnostic> {
    let fault = |error: &std::io::Error| errors::unwritable(&output.path, &said(error));
    // A link stays one: what it points to is replaced.
    let place = fs::canonicalize(&output.path).unwrap_or_else(|_| PathBuf::from(&output.path));
    let old = fs::metadata(&place).ok();
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(errors::unwritable(&output.path, "there is a folder of that name"));
    }
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        fs::write(&place, &output.text).map_err(|error| fault(&error))?;
        return Ok(None);
    }
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| fault(&error))?;
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let made = fs::File::create(&temporary).and_then(|mut file| {
        file.write_all(output.text.as_bytes())?;
        match &old {
            Some(old) if old.permissions().readonly() => Err(std::io::ErrorKind::PermissionDenied.into()),
            Some(old) => file.set_permissions(old.permissions()),
            None => Ok(()),
        }
    });
    let waiting = Waiting { temporary, place };
    match made {
        Ok(()) => Ok(Some(waiting)),
        Err(error) => {
            remove(&[waiting]);
            Err(fault(&error))
        }
    }
}
