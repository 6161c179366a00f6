//! The compiled form of a knowledge base: one file, opened where it lies.
//!
//! `container` is the outer form; `card` what pages show where no engine can run; `pack` is what a bundle
//! holds for each language, opened; `write` makes a bundle of a
//! [`KnowledgeBase`](crate::KnowledgeBase). `compact` is what a bundle for download has in the place of
//! its largest parts, which are made when it is opened. `signed` is who made it, and `map` opens it where
//! it lies on the disk. `folds` makes bundles that lack a part of the wordings, to be asked what they have
//! not seen. `memory` keeps what the next build need not make again.

#[cfg(feature = "author")]
mod card;
mod compact;
mod container;
#[cfg(feature = "author")]
mod folds;
#[cfg(feature = "map")]
mod map;
#[cfg(feature = "author")]
mod memory;
mod pack;
#[cfg(feature = "verify")]
mod signed;
#[cfg(feature = "author")]
mod write;

use std::sync::Arc;

use ownedbytes::OwnedBytes;
use serde::{Deserialize, Serialize};

use self::container::Sections;
#[cfg(feature = "author")]
pub use self::folds::{Folds, Unseen};
#[cfg(feature = "author")]
pub use self::memory::BuildMemory;
pub(crate) use self::pack::Pack;
#[cfg(feature = "author")]
pub use self::write::Indexed;
use crate::confidence::Reliability;
use crate::error::{Error, ErrorKind};
use crate::id::Id;
use crate::knowledge::{Opening, Queue};
use crate::locale::Locale;
#[cfg(feature = "verify")]
use crate::signature::{PublicKey, TrustedKeys};
use crate::text::LanguageModel;
use crate::time::Timestamp;

/// A compiled knowledge base, checked and open.
///
/// Opening costs a pass over the bytes for the checksums and no parsing of content; a compact bundle
/// is worked out too, which takes time with the number of wordings. A bundle is shared freely: clones
/// refer to the same bytes.
#[derive(Clone, Debug)]
pub struct Bundle {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    manifest: Manifest,
    packs: Vec<Pack>,
    languages: LanguageModel<OwnedBytes>,
    sizes: Vec<(String, usize)>,
    /// The trusted key by which it is signed, where that was asked for.
    #[cfg(feature = "verify")]
    signer: Option<PublicKey>,
}

/// What a bundle says about itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) name: String,
    /// The default one first.
    pub(crate) locales: Vec<Locale>,
    /// The version of the library that built it.
    pub(crate) built_by: String,
}

impl Bundle {
    /// The largest bundle that is written or opened, in bytes: what lies in it is found by numbers of 32
    /// bits.
    pub const MAX_BYTES: u64 = u32::MAX as u64;

    /// Opens a bundle from its bytes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotABundle`], [`ErrorKind::UnsupportedVersion`], [`ErrorKind::TooLarge`] beyond
    /// [`Bundle::MAX_BYTES`], or [`ErrorKind::Damaged`] where a byte is missing, changed or too many.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Bundle, Error> {
        Bundle::open_bytes(&OwnedBytes::new(bytes))
    }

    /// Opens a bundle that is part of the program: `include_bytes!("kb.relais")`.
    ///
    /// # Errors
    ///
    /// Those of [`Bundle::from_bytes`].
    pub fn from_static(bytes: &'static [u8]) -> Result<Bundle, Error> {
        Bundle::open_bytes(&OwnedBytes::new(bytes))
    }

    /// Opens a bundle from its bytes where it is signed with one of these keys. Nothing of it is read before that is
    /// known, and no byte of it is left out of the signature.
    ///
    /// A signature says who made a bundle, and not when: an earlier one of the same key passes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Untrusted`] where it is not signed, signed with another key, or changed or cut off since;
    /// and those of [`Bundle::from_bytes`] where it is none, or what was signed cannot be opened.
    #[cfg(feature = "verify")]
    pub fn verify(bytes: Vec<u8>, trusted: &TrustedKeys) -> Result<Bundle, Error> {
        let signer = signed::signer(&bytes, trusted)?.clone();
        let inner = Inner { signer: Some(signer), ..Inner::open(&OwnedBytes::new(bytes))? };
        Ok(Bundle { inner: Arc::new(inner) })
    }

    /// The bytes of a bundle with the signature of a key, 108 bytes and a line of the table more. The same bundle and
    /// the same key give the same bytes; a signature that it had is replaced.
    ///
    /// # Errors
    ///
    /// Those of [`Bundle::from_bytes`] where the bytes are no whole bundle.
    #[cfg(feature = "author")]
    pub fn sign(bytes: &[u8], key: &crate::signature::SigningKey) -> Result<Vec<u8>, Error> {
        signed::sign(bytes, key)
    }

    /// The key by which it is signed, where it was opened by [`Bundle::verify`].
    #[cfg(feature = "verify")]
    pub fn signer(&self) -> Option<&PublicKey> {
        self.inner.signer.as_ref()
    }

    /// The name of the organisation.
    pub fn name(&self) -> &str {
        &self.inner.manifest.name
    }

    /// The languages, the default one first.
    pub fn locales(&self) -> &[Locale] {
        &self.inner.manifest.locales
    }

    /// The version of the library that built it.
    pub fn built_by(&self) -> &str {
        &self.inner.manifest.built_by
    }

    /// How many articles it has in a language.
    pub fn articles(&self, locale: Locale) -> usize {
        self.pack(locale).map_or(0, |pack| pack.content.articles.len())
    }

    /// How the probabilities of a language fared on questions of the knowledge base that were held out
    /// when the bundle was built, by rising probability. Empty where there was too little to hold out,
    /// as where articles have one wording: the probabilities are built-in ones then.
    pub fn reliability(&self, locale: Locale) -> &[Reliability] {
        self.pack(locale).map_or(&[], |pack| &pack.calibration.reliability)
    }

    /// Where people answer, in a language; the first one is the default.
    pub fn queues(&self, locale: Locale) -> &[Queue] {
        self.pack(locale).map_or(&[], |pack| &pack.content.core.settings.queues)
    }

    /// Whether a queue is open at an instant, or when it opens next, by its published hours. A queue that
    /// the bundle does not have never opens.
    pub fn opening(&self, queue: &Id, at: impl Into<Timestamp>) -> Opening {
        let settings = &self.packs()[0].content.core.settings;
        let found = settings.queues.iter().find(|known| known.id == *queue);
        found.map_or(Opening::Never, |found| found.hours.opening(&settings.zone, at.into()))
    }

    /// The parts of the bundle with their sizes in bytes, for those who watch its weight.
    pub fn sizes(&self) -> &[(String, usize)] {
        &self.inner.sizes
    }

    /// What it holds for a language: the locale itself, or else one of the same language.
    pub(crate) fn pack(&self, locale: Locale) -> Option<&Pack> {
        let packs = &self.inner.packs;
        let same_language = |pack: &&Pack| pack.locale.language() == locale.language();
        packs.iter().find(|pack| pack.locale == locale).or_else(|| packs.iter().find(same_language))
    }

    pub(crate) fn packs(&self) -> &[Pack] {
        &self.inner.packs
    }

    pub(crate) fn languages(&self) -> &LanguageModel<OwnedBytes> {
        &self.inner.languages
    }

    fn open_bytes(bytes: &OwnedBytes) -> Result<Bundle, Error> {
        Ok(Bundle { inner: Arc::new(Inner::open(bytes)?) })
    }
}

impl Inner {
    fn open(bytes: &OwnedBytes) -> Result<Inner, Error> {
        let sections = Sections::open(bytes)?;
        let manifest: Manifest = decode(&sections, "manifest")?;
        if manifest.locales.is_empty() {
            return Err(Error::new(ErrorKind::Damaged, "the bundle has no language"));
        }
        let packs = manifest
            .locales
            .iter()
            .map(|locale| Pack::open(&sections, *locale))
            .collect::<Result<_, _>>()?;
        let languages = LanguageModel::open(sections.get("languages")?).ok_or_else(|| {
            Error::new(ErrorKind::Damaged, "the language model of the bundle cannot be read")
        })?;
        let sizes = sections.lengths().map(|(name, length)| (name.to_owned(), length)).collect();
        Ok(Inner {
            manifest,
            packs,
            languages,
            sizes,
            #[cfg(feature = "verify")]
            signer: None,
        })
    }
}

/// Decodes a small section.
fn decode<T: serde::de::DeserializeOwned>(sections: &Sections, name: &str) -> Result<T, Error> {
    postcard::from_bytes(&sections.get(name)?).map_err(|error| {
        Error::new(ErrorKind::Damaged, format!("the section `{name}` cannot be read"))
            .caused_by(error.to_string())
    })
}
