//! Opening a bundle where it lies on the disk.

use std::path::Path;

use super::Bundle;
use crate::error::{Error, ErrorKind};
use crate::retrieval;

impl Bundle {
    /// Opens the bundle in a file by a memory map: none of it is copied, and what no question needs is
    /// given back to the system. It is for large knowledge bases on machines of your own.
    ///
    /// The file must stay as it is for as long as the bundle is used; a process that reads beyond the end
    /// of a file that was cut is ended by the system. To publish another bundle, write it beside and
    /// rename it to this name, which leaves the old one to those who have it open. No signature is asked
    /// for: what was checked could be another file by the time it is read.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] where the file cannot be read, and those of [`Bundle::from_bytes`].
    pub fn map(path: impl AsRef<Path>) -> Result<Bundle, Error> {
        let path = path.as_ref();
        let mapped = retrieval::mapped(path).map_err(|error| {
            let message = format!("{} cannot be read", path.display());
            Error::new(ErrorKind::Io, message).caused_by(error)
        })?;
        Bundle::open_bytes(&mapped)
    }
}
