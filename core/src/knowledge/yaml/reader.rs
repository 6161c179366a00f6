//! Reading a knowledge base again when a file of it has changed.

use std::collections::BTreeMap;

use super::context::Context;
use super::document::{Document, Place, Problems};
use super::kind::FileKind;
use crate::diagnostic::Diagnostic;
use crate::id::Id;
use crate::knowledge::{AuthoredArticle, AuthoredForm, Dialogue, KnowledgeBase};
use crate::locale::Locale;
use crate::time::{Date, TimeZone};

/// Reads a knowledge base again and again, and looks anew only into the files that changed. What holds
/// between files is checked each time.
///
/// It gives what [`KnowledgeBase::from_files`] gives.
///
/// ```
/// use relais::KnowledgeBase;
/// use relais::knowledge::Reader;
///
/// let (files, _) = KnowledgeBase::read_files("../knowledge-base");
/// let mut reader = Reader::new();
/// let (base, _) = reader.read(files.clone()).expect("a valid knowledge base");
/// let (again, _) = reader.read(files).expect("a valid knowledge base");
/// assert_eq!(base.dialogues().len(), again.dialogues().len());
/// ```
#[derive(Debug, Default)]
pub struct Reader {
    pub(super) documents: BTreeMap<String, Document>,
    pub(super) parsed: Parsed,
}

/// What files say, where there was nothing to tell about it. What is here is of a document of the
/// reader, read among these surroundings.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    surroundings: Option<Surroundings>,
    pub(super) articles: BTreeMap<String, BTreeMap<Locale, AuthoredArticle>>,
    pub(super) forms: BTreeMap<String, BTreeMap<Locale, AuthoredForm>>,
    pub(super) dialogues: BTreeMap<String, Vec<Dialogue>>,
}

/// All that the meaning of a file depends on beside its text.
#[derive(Debug, PartialEq)]
struct Surroundings {
    locales: Vec<Locale>,
    /// The numbers of the lexicons, which conditions refer to, and whether their file could be read.
    lexicons: BTreeMap<String, u32>,
    unread: bool,
    zone: TimeZone,
}

impl Reader {
    /// A reader that has read nothing.
    pub fn new() -> Reader {
        Reader::default()
    }

    /// Reads a knowledge base as [`KnowledgeBase::from_files`] does.
    ///
    /// # Errors
    ///
    /// Every problem, warnings included, where one of them is an error.
    pub fn read(
        &mut self,
        files: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(KnowledgeBase, Vec<Diagnostic>), Vec<Diagnostic>> {
        self.checked(files.into_iter().collect(), None)
    }

    /// Reads and reviews a knowledge base as [`KnowledgeBase::review`] does.
    ///
    /// # Errors
    ///
    /// Every problem, warnings included, where one of them is an error.
    pub fn review(
        &mut self,
        files: impl IntoIterator<Item = (String, String)>,
        today: Date,
    ) -> Result<(KnowledgeBase, Vec<Diagnostic>), Vec<Diagnostic>> {
        self.checked(files.into_iter().collect(), Some(today))
    }

    /// Reads the files; reviews them where that is wanted.
    pub(super) fn checked(
        &mut self,
        files: BTreeMap<String, String>,
        review: Option<Date>,
    ) -> super::Checked {
        let problems = Problems::default();
        let base = super::read(&problems, files, self, review);
        let failed = problems.has_errors();
        let found = problems.into_sorted();
        match base {
            Some(base) if !failed => Ok((base, found)),
            _ => Err(found),
        }
    }

    /// Forgets the files that these are not, or not with the same text. What is left is as it is now.
    pub(super) fn forget_changed(&mut self, files: &BTreeMap<String, String>) {
        self.documents.retain(|file, document| files.get(file) == Some(&document.text));
        let known = &self.documents;
        self.parsed.articles.retain(|file, _| known.contains_key(file));
        self.parsed.forms.retain(|file, _| known.contains_key(file));
        self.parsed.dialogues.retain(|file, _| known.contains_key(file));
    }
}

impl Parsed {
    /// Forgets everything if the files are now read among other surroundings.
    pub(super) fn among(&mut self, cx: &Context<'_>, zone: &TimeZone) {
        let lexicons = cx.lexicons.borrow();
        let surroundings = Some(Surroundings {
            locales: cx.locales.clone(),
            lexicons: lexicons.by_name.clone(),
            unread: lexicons.unread,
            zone: zone.clone(),
        });
        if self.surroundings != surroundings {
            *self = Parsed { surroundings, ..Parsed::default() };
        }
    }
}

/// What a file says: as it is known, or parsed and then kept, unless there is something to tell, or the
/// file has made word lists, whose numbers are those of this reading.
pub(super) fn known_or<T: Clone>(
    cx: &Context<'_>,
    kept: &mut BTreeMap<String, T>,
    file: &str,
    parse: impl FnOnce() -> T,
) -> T {
    if let Some(known) = kept.get(file) {
        return known.clone();
    }
    let count = || (cx.problems.count(), cx.lexicons.borrow().phrases.len());
    let before = count();
    let parsed = parse();
    if count() == before {
        kept.insert(file.to_owned(), parsed.clone());
    }
    parsed
}

/// Parses each file of a folder with its id, and gathers what they say by locale.
pub(super) fn in_folder<T: Clone>(
    cx: &Context<'_>,
    documents: &BTreeMap<String, Document>,
    kind: FileKind,
    kept: &mut BTreeMap<String, BTreeMap<Locale, T>>,
    parse: impl Fn(&Context<'_>, &Place<'_>, &Id) -> BTreeMap<Locale, T>,
) -> BTreeMap<Locale, Vec<T>> {
    let mut by_locale: BTreeMap<Locale, Vec<T>> = BTreeMap::new();
    for (file, document) in documents {
        let Some(path) = kind.name_of(file) else { continue };
        let all = known_or(cx, kept, file, || match cx.id(&document.root(), path) {
            Some(id) => parse(cx, &document.root(), &id),
            None => BTreeMap::new(),
        });
        for (locale, parsed) in all {
            by_locale.entry(locale).or_default().push(parsed);
        }
    }
    by_locale
}
