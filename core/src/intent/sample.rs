use crate::text::Analysis;

/// A text of the knowledge base and the class that it stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample<'a> {
    pub class: u32,
    pub text: &'a Analysis,
    pub source: Source,
}

/// Where a sample comes from, which decides how much it teaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A question as customers put it.
    Wording,
    /// The title that the author gave.
    Title,
    /// Words that the author attached.
    Keyword,
    /// What the article answers. It teaches nothing; its words count only as part of the whole text.
    Answer,
    /// A wording of a reserved intent: the same in every knowledge base, so it teaches, and says
    /// nothing of how well the knowledge base itself is understood.
    Reserved,
}

impl Sample<'_> {
    /// Whether customers ask for something in the knowledge base in words like these.
    pub(crate) fn is_question(&self) -> bool {
        matches!(self.source, Source::Wording | Source::Title)
    }
}

impl Source {
    /// How much a sample weighs beside a wording.
    pub(super) fn weight(self) -> f32 {
        match self {
            Source::Wording | Source::Title | Source::Reserved => 1.0,
            Source::Keyword | Source::Answer => 0.3,
        }
    }
}
