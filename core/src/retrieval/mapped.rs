use std::io;
use std::path::Path;

use ownedbytes::OwnedBytes;
use tantivy::Directory;
use tantivy::directory::MmapDirectory;

/// The bytes of a file by a memory map. Tantivy maps it, for that needs code that is unsafe.
pub(crate) fn mapped(path: &Path) -> io::Result<OwnedBytes> {
    let other = |error: &dyn std::fmt::Display| io::Error::other(error.to_string());
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = MmapDirectory::open(folder.unwrap_or(Path::new("."))).map_err(|e| other(&e))?;
    let file = folder.open_read(Path::new(name)).map_err(|error| other(&error))?;
    file.read_bytes()
}
