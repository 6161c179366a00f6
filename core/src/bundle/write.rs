use std::collections::BTreeMap;

use serde::Serialize;

use super::{Bundle, Manifest, container};
use crate::confidence;
use crate::error::{Error, ErrorKind};
use crate::intent::{Reserved, ReservedIntents, Sample, Source};
use crate::knowledge::{
    AuthoredArticle, Core, KnowledgeBase, Learnable, LocaleTexts, encode_records,
};
use crate::locale::Locale;
use crate::render;
use crate::retrieval;
use crate::rules::LexiconMatcher;
use crate::text::{
    Analysis, Analyzer, Calendar, Language, LanguageModelBuilder, Lexis, ReservedWordings, Spoken,
    VocabularyBuilder,
};

impl KnowledgeBase {
    /// Compiles the knowledge base into the bytes of a bundle: the same knowledge base gives the same
    /// bytes, on any machine.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TooLarge`] where a part does not fit the format.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        let mut sections = BTreeMap::new();
        let mut languages = LanguageModelBuilder::default();
        for locale in &self.locales {
            let Some(texts) = self.texts(*locale) else { continue };
            let compiled = Compiled::new(*locale, texts);
            languages.add_locale(
                compiled.analyzer.lexis(),
                compiled.texts_of_language(texts).iter().map(String::as_str),
            );
            compiled.write(*locale, texts, &mut sections)?;
        }
        let first = self.locales.first().and_then(|locale| self.texts(*locale));
        let manifest = Manifest {
            name: first.map(|texts| texts.settings.name.clone()).unwrap_or_default(),
            locales: self.locales.clone(),
            built_by: env!("CARGO_PKG_VERSION").to_owned(),
        };
        sections.insert("manifest".to_owned(), encode(&manifest)?);
        sections.insert("languages".to_owned(), languages.build());
        Ok(container::write(&sections))
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

/// The texts of one language, analysed.
struct Compiled {
    analyzer: Analyzer,
    reserved: ReservedWordings,
    /// Of each article and then of each form.
    targets: Vec<AnalysedTarget>,
    lexicons: Vec<Analysis>,
}

struct AnalysedTarget {
    title: Option<Analysis>,
    wordings: Vec<Analysis>,
    keywords: Vec<Analysis>,
    answer: Option<Analysis>,
}

impl Compiled {
    fn new(locale: Locale, texts: &LocaleTexts) -> Compiled {
        let language = Language::from_tag(locale.as_str());
        let synonyms = texts
            .synonyms
            .iter()
            .map(|(canonical, others)| (canonical.as_str(), others.iter().map(String::as_str)));
        let lexis = Lexis::built_in(language)
            .with_fillers(texts.fillers.iter().map(String::as_str))
            .with_synonyms(synonyms);
        let analyzer = Analyzer::new(lexis);
        let analyse = |texts: &[String]| -> Vec<Analysis> {
            texts.iter().map(|text| analyzer.analyze(text)).collect()
        };
        let articles = texts.articles.iter().map(|authored| AnalysedTarget {
            title: learnable_title(authored).map(|title| analyzer.analyze(title)),
            wordings: analyse(&authored.wordings),
            keywords: analyse(&authored.keywords),
            answer: learnable_answer(authored).map(|answer| analyzer.analyze(&answer)),
        });
        let forms = texts.forms.iter().map(|authored| AnalysedTarget {
            title: Some(analyzer.analyze(&authored.form.title)),
            wordings: analyse(&authored.wordings),
            keywords: Vec::new(),
            answer: None,
        });
        let targets = articles.chain(forms).collect();
        let lexicons = texts.lexicons.iter().flat_map(|phrases| analyse(phrases)).collect();
        let reserved = language.map(ReservedWordings::built_in).unwrap_or_default();
        Compiled { targets, lexicons, reserved, analyzer }
    }

    fn write(
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
        let articles = texts.articles.iter().map(|authored| &authored.article);
        put("articles", encode_records(articles)?);
        put("lexis", encode(self.analyzer.lexis())?);
        let (words, letters) = self.vocabulary();
        put("words", words);
        put("letters", letters);
        put("reserved", encode(&ReservedIntents::new(&self.reserved, &self.analyzer))?);
        put("lexicons", encode(&LexiconMatcher::new(&texts.lexicons, &self.analyzer))?);
        let reserved = self.reserved_samples();
        let classes = self.targets.len() + Reserved::TRAINED.len();
        let learned = confidence::fit(&self.samples(&reserved), classes);
        put("classifier", learned.classifier);
        put("calibration", encode(&learned.calibration)?);
        let documents: Vec<retrieval::Document<'_>> = self
            .targets
            .iter()
            .map(|target| retrieval::Document {
                wordings: &target.wordings,
                title: target.title.as_slice(),
                keywords: &target.keywords,
                answer: target.answer.as_slice(),
            })
            .collect();
        for (name, bytes) in retrieval::write(&documents)? {
            put(&format!("index/{name}"), bytes);
        }
        Ok(())
    }

    /// The words that the speller corrects to.
    fn vocabulary(&self) -> (Vec<u8>, Vec<u8>) {
        let mut vocabulary = VocabularyBuilder::new(&self.analyzer);
        for target in &self.targets {
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
    fn reserved_samples(&self) -> Vec<(u32, Analysis)> {
        let first = self.targets.len() as u32;
        let mut samples = Vec::new();
        for (class, reserved) in (first..).zip(Reserved::TRAINED) {
            let wordings = self.reserved.iter().find(|(name, _)| *name == reserved.as_str());
            let wordings = wordings.map(|(_, wordings)| wordings).unwrap_or_default();
            samples.extend(wordings.iter().map(|text| (class, self.analyzer.analyze(text))));
        }
        samples
    }

    /// What the classifier learns from.
    fn samples<'s>(&'s self, reserved: &'s [(u32, Analysis)]) -> Vec<Sample<'s>> {
        let mut samples = Vec::new();
        for (class, target) in (0..).zip(&self.targets) {
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

fn learnable_title(authored: &AuthoredArticle) -> Option<&str> {
    let title = authored.article.title.as_str();
    matches!(authored.learnable, Learnable::TitleAndAnswer).then_some(title)
}

fn learnable_answer(authored: &AuthoredArticle) -> Option<String> {
    let is_learnable = !matches!(authored.learnable, Learnable::Nothing);
    is_learnable.then(|| render::prose(&authored.article.answer))
}

fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    postcard::to_allocvec(value).map_err(|error| {
        Error::new(ErrorKind::Internal, "a section cannot be encoded").caused_by(error.to_string())
    })
}
