use ownedbytes::OwnedBytes;

use super::container::Sections;
use super::{compact, decode};
use crate::confidence::Calibration;
use crate::error::{Error, ErrorKind};
use crate::intent::{Classifier, Reserved, ReservedIntents};
use crate::knowledge::{Content, Core, Records};
use crate::locale::Locale;
use crate::retrieval::Retriever;
use crate::rules::LexiconMatcher;
use crate::text::{Analyzer, Lexis, Speller};

/// What a bundle holds for one language, open.
pub(crate) struct Pack {
    pub(crate) locale: Locale,
    pub(crate) content: Content,
    pub(crate) analyzer: Analyzer,
    pub(crate) speller: Speller<OwnedBytes>,
    pub(crate) retriever: Retriever,
    pub(crate) classifier: Classifier<OwnedBytes>,
    pub(crate) calibration: Calibration,
    pub(crate) reserved: ReservedIntents,
    pub(crate) lexicons: LexiconMatcher,
}

impl Pack {
    pub(super) fn open(sections: &Sections, locale: Locale) -> Result<Pack, Error> {
        let name = |part: &str| format!("{locale}/{part}");
        let core: Core = decode(sections, &name("core"))?;
        let lexis: Lexis = decode(sections, &name("lexis"))?;
        let unreadable = |part: &str| {
            Error::new(ErrorKind::Damaged, format!("the section `{locale}/{part}` cannot be read"))
        };
        let content = Content { core, articles: Records::open(sections.get(&name("articles"))?)? };
        let targets = content.articles.len() + content.core.forms.len();
        let (classifier, words, retriever) = match sections.find(&name("compact")) {
            Some(bytes) => {
                let made = compact::open(&bytes).ok_or_else(|| unreadable("compact"))?;
                (made.classifier, made.words, made.retriever)
            }
            None => (
                sections.get(&name("classifier"))?,
                sections.get(&name("words"))?,
                match sections.below(&name("index/")) {
                    files if files.is_empty() => Retriever::absent(targets as u32),
                    files => Retriever::open(files)?,
                },
            ),
        };
        let classifier = Classifier::open(classifier).map_err(|_| unreadable("classifier"))?;
        if retriever.len() != targets || classifier.classes() != targets + Reserved::TRAINED.len() {
            return Err(unreadable("index"));
        }
        if !content.core.messages.is_complete() {
            return Err(unreadable("core"));
        }
        Ok(Pack {
            locale,
            analyzer: Analyzer::new(lexis),
            speller: Speller::open(words, sections.get(&name("letters"))?)
                .ok_or_else(|| unreadable("words"))?,
            retriever,
            classifier,
            calibration: decode(sections, &name("calibration"))?,
            reserved: decode(sections, &name("reserved"))?,
            lexicons: decode(sections, &name("lexicons"))?,
            content,
        })
    }
}

impl std::fmt::Debug for Pack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pack").field("locale", &self.locale).finish_non_exhaustive()
    }
}
