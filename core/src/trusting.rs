//! Reading with what trusts its bytes.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Lets a dependency read what a bundle has: Tantivy its index, fst its words. They trust the bytes, and where
/// these are not what they wrote, though the checksums are right, they may panic. Such a bundle is to be refused,
/// or to find nothing, and no more: `None`. What `read` changed until then must be dropped, or be as good half
/// done.
///
/// In WebAssembly a panic cannot be caught; it ends the module, and whoever runs it hands over.
pub(crate) fn trusting<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}
