use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::card::Card;
use super::memory::{Analyses, BuildMemory, LocaleMemory};
use super::{Bundle, Manifest, compact, container};
use crate::confidence;
use crate::error::{Error, ErrorKind};
use crate::intent::{Reserved, ReservedIntents, Sample, Source};
use crate::knowledge::{
    AuthoredArticle, Core, KnowledgeBase, Learnable, LocaleTexts, encode_records,
};
use crate::locale::Locale;
use crate::parallel::both;
use crate::render;
use crate::retrieval;
use crate::rules::LexiconMatcher;
use crate::text::{
    Analysis, Analyzer, Calendar, Language, LanguageModelBuilder, ReservedWordings, Spoken,
    VocabularyBuilder, Words,
};

impl KnowledgeBase {
    /// Compiles the knowledge base into the bytes of a bundle: the same knowledge base gives the same
    /// bytes, on any machine.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TooLarge`] where a part does not fit the format, or all of it is larger than
    /// [`Bundle::MAX_BYTES`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        self.compile(Form::Flat, &mut BuildMemory::new())
    }

    /// The bytes of [`KnowledgeBase::to_bytes`], sooner: what earlier builds with this memory have made
    /// and what has not changed is not made again.
    ///
    /// # Errors
    ///
    /// Those of [`KnowledgeBase::to_bytes`].
    pub fn rebuild(&self, memory: &mut BuildMemory) -> Result<Vec<u8>, Error> {
        self.compile(Form::Flat, memory)
    }

    /// Compiles the knowledge base into the bytes of a compact bundle, for download: about a quarter of
    /// the size once compressed. It is opened like any other and answers the same. Opening works out
    /// what [`KnowledgeBase::to_bytes`] would have stored: some forty milliseconds for 3,000 wordings, and
    /// as much memory as the other form has bytes.
    ///
    /// # Errors
    ///
    /// Those of [`KnowledgeBase::to_bytes`].
    pub fn to_compact_bytes(&self) -> Result<Vec<u8>, Error> {
        self.compile(Form::Compact, &mut BuildMemory::new())
    }

    /// Compiles the knowledge base into a bundle that has no index, for a base that is searched elsewhere
    /// ([`Engine::searching`](crate::Engine::searching)); [`KnowledgeBase::indexed`] is what is searched
    /// there.
    ///
    /// # Errors
    ///
    /// Those of [`KnowledgeBase::to_bytes`].
    pub fn to_bytes_without_index(&self) -> Result<Vec<u8>, Error> {
        self.compile(Form::WithoutIndex, &mut BuildMemory::new())
    }

    /// What the index of a language is made of: the articles and then the forms. Empty where the knowledge
    /// base does not have the language.
    pub fn indexed(&self, locale: Locale) -> Vec<Indexed> {
        let Some(texts) = self.texts(locale) else { return Vec::new() };
        let compiled = Compiled::new(locale, texts, &mut Analyses::default());
        let articles = texts.articles.iter().map(|authored| &authored.article);
        let articles = articles.map(|article| (article.id.to_string(), article.title.clone()));
        let forms = texts.forms.iter().map(|authored| &authored.form);
        let forms = forms.map(|form| (format!("forms/{}", form.id), form.title.clone()));
        let names = articles.chain(forms);
        names.zip(&compiled.targets).map(|((id, title), t)| t.indexed(id, title)).collect()
    }

    fn compile(&self, form: Form, memory: &mut BuildMemory) -> Result<Vec<u8>, Error> {
        let mut sections = BTreeMap::new();
        let mut all = Vec::new();
        memory.locales.retain(|locale, _| self.locales.contains(locale));
        for locale in &self.locales {
            let Some(texts) = self.texts(*locale) else { continue };
            let memory = memory.locales.entry(*locale).or_default();
            let compiled = Compiled::new(*locale, texts, &mut memory.analyses);
            compiled.write_fixed(*locale, texts, &mut sections)?;
            let from = LearnedFrom::new(*locale, texts, form);
            let known = memory.learned.take().filter(|(before, _)| *before == from);
            let learned = match known {
                Some((_, learned)) => learned,
                None => {
                    let learned = compiled.learn(form, memory)?;
                    memory.pulls.forget_unused();
                    learned
                }
            };
            for (part, bytes) in &learned {
                sections.insert(format!("{locale}/{part}"), bytes.clone());
            }
            memory.learned = Some((from.clone(), learned));
            all.push((compiled, texts, from));
        }
        sections.insert("manifest".to_owned(), encode(&self.manifest())?);
        sections.insert("languages".to_owned(), languages(&all, memory));
        let bytes = container::write(&sections);
        container::within_limit(bytes.len())?;
        Ok(bytes)
    }

    pub(super) fn manifest(&self) -> Manifest {
        let first = self.locales.first().and_then(|locale| self.texts(*locale));
        Manifest {
            name: first.map(|texts| texts.settings.name.clone()).unwrap_or_default(),
            locales: self.locales.clone(),
            built_by: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// Compiles the knowledge base and opens the result.
    ///
    /// # Errors
    ///
    /// Those of [`KnowledgeBase::to_bytes`].
    pub fn build(&self) -> Result<Bundle, Error> {
        Bundle::from_bytes(self.to_bytes()?)
    }
}

/// How the languages are told apart, by all that is said in each.
fn languages(all: &[(Compiled, &LocaleTexts, LearnedFrom)], memory: &mut BuildMemory) -> Vec<u8> {
    let from: Vec<LearnedFrom> = all.iter().map(|(_, _, from)| from.clone()).collect();
    if let Some((_, known)) = memory.languages.as_ref().filter(|(before, _)| *before == from) {
        return known.clone();
    }
    let mut languages = LanguageModelBuilder::default();
    all.iter().for_each(|(compiled, texts, _)| compiled.teach(texts, &mut languages));
    let built = languages.build();
    memory.languages = Some((from, built.clone()));
    built
}

/// Sections of one language, by their names without it.
pub(super) type Sections = Vec<(String, Vec<u8>)>;

/// All that the learned sections of a language are made of. Where two are equal, so are those sections,
/// and what the language model is taught.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LearnedFrom {
    locale: Locale,
    form: Form,
    synonyms: BTreeMap<String, BTreeSet<String>>,
    fillers: BTreeSet<String>,
    lexicons: Vec<Vec<String>>,
    /// The articles, and then the forms.
    targets: Vec<TargetTexts>,
}

/// What is learned and searched of an article or a form, as it is written.
#[derive(Clone, Debug, PartialEq)]
struct TargetTexts {
    title: Option<String>,
    wordings: Vec<String>,
    keywords: Vec<String>,
    answer: Option<String>,
}

impl LearnedFrom {
    fn new(locale: Locale, texts: &LocaleTexts, form: Form) -> LearnedFrom {
        let articles = texts.articles.iter().map(|authored| TargetTexts {
            title: learnable_title(authored).map(str::to_owned),
            wordings: authored.wordings.to_vec(),
            keywords: authored.keywords.clone(),
            answer: learnable_answer(authored),
        });
        let forms = texts.forms.iter().map(|authored| TargetTexts {
            title: Some(authored.form.title.clone()),
            wordings: authored.wordings.to_vec(),
            keywords: Vec::new(),
            answer: None,
        });
        LearnedFrom {
            locale,
            form,
            synonyms: texts.synonyms.clone(),
            fillers: texts.fillers.clone(),
            lexicons: texts.lexicons.clone(),
            targets: articles.chain(forms).collect(),
        }
    }
}

/// How the largest parts of a bundle are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As they are read: opening takes no longer however much there is.
    Flat,
    /// As what they are made of.
    Compact,
    /// As they are read, and without the index.
    WithoutIndex,
}

/// The texts of one language, analysed.
pub(super) struct Compiled {
    analyzer: Analyzer,
    reserved: ReservedWordings,
    /// Of each article and then of each form.
    pub(super) targets: Vec<AnalysedTarget>,
    lexicons: Vec<Analysis>,
}

/// An article or a form as an index has it: the terms of its texts, each as often as it occurs.
///
/// Terms are what the analysis of the language makes of words: stems, and synonyms by the word that stands
/// for them. A question is searched for by the same terms.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Indexed {
    /// The article's id, or `forms/` and the form's.
    pub id: String,
    /// Its title, as people read it.
    pub name: String,
    /// What people ask.
    pub wordings: Vec<String>,
    /// The title.
    pub title: Vec<String>,
    /// The keywords.
    pub keywords: Vec<String>,
    /// The answer.
    pub answer: Vec<String>,
}

/// What is learned and searched of an article or a form.
#[derive(Clone, Default)]
pub(super) struct AnalysedTarget {
    pub(super) title: Option<Analysis>,
    pub(super) wordings: Vec<Analysis>,
    pub(super) keywords: Vec<Analysis>,
    pub(super) answer: Option<Analysis>,
}

impl AnalysedTarget {
    fn indexed(&self, id: String, name: String) -> Indexed {
        fn terms<'a>(texts: impl IntoIterator<Item = &'a Analysis>) -> Vec<String> {
            let words = texts.into_iter().flat_map(|text| &text.words);
            words.map(|word| word.term.clone()).collect()
        }
        Indexed {
            id,
            name,
            wordings: terms(&self.wordings),
            title: terms(&self.title),
            keywords: terms(&self.keywords),
            answer: terms(&self.answer),
        }
    }
}

impl Compiled {
    pub(super) fn new(locale: Locale, texts: &LocaleTexts, analyses: &mut Analyses) -> Compiled {
        let language = Language::from_tag(locale.as_str());
        let analyzer = Analyzer::new(texts.lexis());
        let synonyms = texts.synonyms.iter();
        let synonyms =
            synonyms.map(|(one, others)| (one.clone(), others.iter().cloned().collect()));
        analyses.start((texts.fillers.iter().cloned().collect(), synonyms.collect()));
        let mut one = |text: &str| analyses.of(text, &analyzer);
        let mut targets = Vec::with_capacity(texts.articles.len() + texts.forms.len());
        for authored in &texts.articles {
            targets.push(AnalysedTarget {
                title: learnable_title(authored).map(&mut one),
                wordings: authored.wordings.iter().map(|text| one(text)).collect(),
                keywords: authored.keywords.iter().map(|text| one(text)).collect(),
                answer: learnable_answer(authored).map(|answer| one(&answer)),
            });
        }
        for authored in &texts.forms {
            targets.push(AnalysedTarget {
                title: Some(one(&authored.form.title)),
                wordings: authored.wordings.iter().map(|text| one(text)).collect(),
                keywords: Vec::new(),
                answer: None,
            });
        }
        let lexicons = texts.lexicons.iter().flatten().map(|text| one(text)).collect();
        let reserved = language.map(ReservedWordings::built_in).unwrap_or_default();
        Compiled { targets, lexicons, reserved, analyzer }
    }

    /// Makes the sections that are learned from how people ask and from what is said.
    fn learn(&self, form: Form, memory: &LocaleMemory) -> Result<Sections, Error> {
        let mut sections = Vec::new();
        let mut put = |part: &str, bytes: Vec<u8>| sections.push((part.to_owned(), bytes));
        let reserved = self.reserved_samples();
        let classes = self.targets.len() + Reserved::TRAINED.len();
        let read = || {
            let files = (form == Form::Flat).then(|| index(&self.targets)).transpose();
            (self.vocabulary(&self.targets), files)
        };
        let (((words, letters), files), learned) = both(read, || {
            confidence::fit(&samples(&self.targets, &reserved), classes, &memory.pulls)
        });
        put("letters", letters);
        put("calibration", encode(&learned.calibration)?);
        if form == Form::Compact {
            put("compact", compact::write(&learned.lesson, &words)?);
        } else {
            put("classifier", learned.lesson.table());
            put("words", words.map());
        }
        for (name, bytes) in files?.unwrap_or_default() {
            put(&format!("index/{name}"), bytes);
        }
        Ok(sections)
    }

    /// Writes the sections that do not depend on how people ask: what is said, and how words are read.
    pub(super) fn write_fixed(
        &self,
        locale: Locale,
        texts: &LocaleTexts,
        sections: &mut BTreeMap<String, Vec<u8>>,
    ) -> Result<(), Error> {
        let mut put = |part: &str, bytes: Vec<u8>| {
            sections.insert(format!("{locale}/{part}"), bytes);
        };
        let language = Language::from_tag(locale.as_str());
        let core = Core {
            settings: texts.settings.clone(),
            messages: texts.messages.clone(),
            forms: texts.forms.iter().map(|authored| authored.form.clone()).collect(),
            rules: texts.rules.clone(),
            calendar: language.map(Calendar::built_in).unwrap_or_default(),
            spoken: language.map(Spoken::built_in).unwrap_or_default(),
        };
        put("core", encode(&core)?);
        put("card", serde_json::to_vec(&Card::new(texts)).map_err(unwritable)?);
        let articles = texts.articles.iter().map(|authored| &authored.article);
        put("articles", encode_records(articles)?);
        put("lexis", encode(self.analyzer.lexis())?);
        put("reserved", encode(&ReservedIntents::new(&self.reserved, &self.analyzer))?);
        put("lexicons", encode(&LexiconMatcher::new(&texts.lexicons, &self.analyzer))?);
        Ok(())
    }

    /// Teaches a language model what the language looks like.
    pub(super) fn teach(&self, texts: &LocaleTexts, languages: &mut LanguageModelBuilder) {
        let all = self.texts_of_language(texts);
        languages.add_locale(self.analyzer.lexis(), all.iter().map(String::as_str));
    }

    /// The words that the speller corrects to.
    pub(super) fn vocabulary(&self, targets: &[AnalysedTarget]) -> (Words, Vec<u8>) {
        let mut vocabulary = VocabularyBuilder::new(&self.analyzer);
        for target in targets {
            let texts = target.wordings.iter().chain(&target.keywords).chain(&target.answer);
            target.title.iter().chain(texts).for_each(|text| vocabulary.add(text));
        }
        self.lexicons.iter().for_each(|phrase| vocabulary.add(phrase));
        for (_, wordings) in self.reserved.iter() {
            wordings.iter().for_each(|wording| vocabulary.add(&self.analyzer.analyze(wording)));
        }
        vocabulary.build()
    }

    /// The wordings of the reserved intents that the classifier learns, with their classes, which
    /// come after those of the articles and forms.
    pub(super) fn reserved_samples(&self) -> Vec<(u32, Analysis)> {
        let first = self.targets.len() as u32;
        let mut samples = Vec::new();
        for (class, reserved) in (first..).zip(Reserved::TRAINED) {
            let wordings = self.reserved.iter().find(|(name, _)| *name == reserved.as_str());
            let wordings = wordings.map(|(_, wordings)| wordings).unwrap_or_default();
            samples.extend(wordings.iter().map(|text| (class, self.analyzer.analyze(text))));
        }
        samples
    }

    /// What the language model learns from: what people and the knowledge base say.
    fn texts_of_language(&self, texts: &LocaleTexts) -> Vec<String> {
        let mut all = Vec::new();
        for authored in &texts.articles {
            all.extend(learnable_title(authored).map(str::to_owned));
            all.extend(authored.wordings.iter().cloned());
            all.extend(learnable_answer(authored));
        }
        for authored in &texts.forms {
            all.extend(authored.wordings.iter().cloned());
        }
        all.extend(self.reserved.iter().flat_map(|(_, wordings)| wordings.iter().cloned()));
        all
    }
}

/// The files of an index.
pub(super) fn index(targets: &[AnalysedTarget]) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let documents = targets.iter().map(|target| retrieval::Document {
        wordings: &target.wordings,
        title: target.title.as_slice(),
        keywords: &target.keywords,
        answer: target.answer.as_slice(),
    });
    retrieval::write(&documents.collect::<Vec<_>>())
}

/// What a classifier learns from; the reserved intents have their classes already.
pub(super) fn samples<'s>(
    targets: &'s [AnalysedTarget],
    reserved: &'s [(u32, Analysis)],
) -> Vec<Sample<'s>> {
    let mut samples = Vec::new();
    for (class, target) in (0..).zip(targets) {
        let wordings = target.wordings.iter().map(|text| (text, Source::Wording));
        let keywords = target.keywords.iter().map(|text| (text, Source::Keyword));
        let title = target.title.iter().map(|text| (text, Source::Title));
        let answer = target.answer.iter().map(|text| (text, Source::Answer));
        let texts = wordings.chain(title).chain(keywords).chain(answer);
        samples.extend(texts.map(|(text, source)| Sample { class, text, source }));
    }
    let reserved = reserved.iter();
    samples.extend(reserved.map(|(class, text)| Sample {
        class: *class,
        text,
        source: Source::Reserved,
    }));
    samples
}

fn learnable_title(authored: &AuthoredArticle) -> Option<&str> {
    let title = authored.article.title.as_str();
    matches!(authored.learnable, Learnable::TitleAndAnswer).then_some(title)
}

fn learnable_answer(authored: &AuthoredArticle) -> Option<String> {
    let is_learnable = !matches!(authored.learnable, Learnable::Nothing);
    is_learnable.then(|| render::prose(&authored.article.answer))
}

pub(super) fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    postcard::to_allocvec(value).map_err(unwritable)
}

fn unwritable(error: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Internal, "a section cannot be encoded").caused_by(error.to_string())
}
