use super::corpus::Corpus;
use super::draft::Draft;
use super::rows::Rows;
use super::weights::weights;

/// What a classifier is made of: the texts that stand for each class, and how strongly each of them
/// pulls at which class.
///
/// The pulls are what training finds; all else that a classifier reads follows from them. So a lesson is
/// a small part of the size of its [`table`](Lesson::table), which is the same bytes wherever it is made.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lesson {
    /// Sorted, each once.
    pub words: Vec<LessonWord>,
    /// By class, so that the classes of the texts never fall.
    pub texts: Vec<LessonText>,
    /// By class: the words of what it answers, sorted, repeats included; none where it answers nothing.
    pub answers: Vec<Vec<u32>>,
    /// By class, sorted by text. Empty above [`LARGE`](super::classifier::LARGE) classes, where each is
    /// the mean of its texts.
    pub pulls: Vec<Vec<Pull>>,
}

/// A word of a [`Lesson`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LessonWord {
    pub surface: String,
    pub term: String,
    /// Whether it says nothing of what the text is about.
    pub is_padding: bool,
}

/// A text of a [`Lesson`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LessonText {
    pub class: u32,
    pub source: Source,
    /// In their order, as places among the words of the lesson.
    pub words: Vec<u32>,
}

/// How strongly a text pulls at a class: towards its own, away from another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pull {
    pub text: u32,
    /// The strength, on a scale of its own: see [`strength`].
    pub level: u8,
}

/// Where a text comes from, which decides how much it teaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A question as customers put it.
    Wording,
    /// The title that the author gave.
    Title,
    /// Words that the author attached.
    Keyword,
    /// A wording of a reserved intent: the same in every knowledge base, so it teaches, and says
    /// nothing of how well the knowledge base itself is understood.
    Reserved,
    /// What the article answers. It teaches nothing; its words count only as part of the whole text.
    /// No text of a [`Lesson`] has it.
    #[cfg(feature = "author")]
    Answer,
}

impl Lesson {
    /// The bytes that [`Classifier::open`](super::Classifier::open) reads.
    pub(crate) fn table(&self) -> Vec<u8> {
        self.table_over(&Corpus::new(self))
    }

    /// The same, of its texts as vectors.
    pub(super) fn table_over(&self, corpus: &Corpus) -> Vec<u8> {
        let (weights, scales, starts) = weights(self, corpus);
        let mut lengths = corpus.lengths();
        let mut wording = |words: &[u32]| (words.to_vec(), lengths.of(words));
        let mut wordings = vec![Vec::new(); self.classes()];
        for text in &self.texts {
            wordings[text.class as usize].push(wording(&text.words));
        }
        let whole = |words: &Vec<u32>| Vec::from_iter((!words.is_empty()).then(|| wording(words)));
        let wholes = self.wholes().iter().map(whole).collect();
        Draft {
            rarest: corpus.rarest,
            keys: &corpus.keys,
            rarity: &corpus.rarity,
            weights,
            scales,
            starts,
            words: corpus.groups(),
            wordings,
            wholes,
        }
        .write()
    }

    pub(crate) fn classes(&self) -> usize {
        self.answers.len()
    }

    /// The texts of each class, by number.
    pub(super) fn members(&self) -> Rows<u32> {
        let texts = (0..).zip(&self.texts);
        let of_class = texts.map(|(at, text)| (text.class, at)).collect::<Vec<_>>();
        Rows::gathered(self.classes(), &of_class)
    }

    /// By word, whether a classifier has to know its letters: it is in a text or a whole.
    pub(super) fn spelled_words(&self) -> Vec<bool> {
        let mut spelled = vec![false; self.words.len()];
        let wholes = self.wholes();
        for words in self.texts.iter().map(|text| &text.words).chain(&wholes) {
            words.iter().for_each(|word| spelled[*word as usize] = true);
        }
        spelled
    }

    /// All that is said of each class, its title and what it answers, word by word; nothing where it has
    /// no answer, or more than [`FEW`] wordings. There the wordings say more, and the answer would be read
    /// at every turn for nothing.
    fn wholes(&self) -> Vec<Vec<u32>> {
        let mut wholes = self.answers.clone();
        let mut wordings = vec![0; wholes.len()];
        for text in &self.texts {
            wordings[text.class as usize] += usize::from(text.source == Source::Wording);
        }
        for (whole, wordings) in wholes.iter_mut().zip(wordings) {
            if wordings > FEW {
                whole.clear();
            }
        }
        for title in self.texts.iter().filter(|text| text.source == Source::Title) {
            let whole = &mut wholes[title.class as usize];
            if !whole.is_empty() {
                whole.extend(&title.words);
                whole.sort_unstable();
            }
        }
        wholes
    }
}

impl Source {
    /// How much a text weighs beside a wording.
    #[cfg(feature = "author")]
    pub(super) fn weight(self) -> f32 {
        match self {
            Source::Wording | Source::Title | Source::Reserved => 1.0,
            Source::Keyword | Source::Answer => 0.3,
        }
    }
}

/// How strong the pull of a level is. Equal steps lose less accuracy for the same room than equal ratios
/// (2026-11).
pub(super) fn strength(level: u8) -> f32 {
    f32::from(level) * 0.03
}

/// With so many wordings at most, a class is compared by its answer too.
const FEW: usize = 3;
