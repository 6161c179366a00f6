//! The sorts of files that a knowledge base has.

/// A sort of authored file, by its place in the folder.
///
/// ```
/// use relais::knowledge::FileKind;
///
/// assert_eq!(FileKind::of("articles/delivery/track-order.yaml"), Some(FileKind::Article));
/// assert_eq!(FileKind::of("notes.yaml"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// `relais.yaml`: name, languages, topics, queues, contact card, bars.
    Base,
    /// `articles/<topic>/<id>.yaml`: one answer, with the questions that it answers.
    Article,
    /// `forms/<id>.yaml`: values to collect, and the action of the host.
    Form,
    /// `rules/<id>.yaml`: conditions and effects.
    Rule,
    /// `messages.yaml`: what the assistant says by itself.
    Messages,
    /// `synonyms.yaml`: words that mean the same.
    Synonyms,
    /// `fillers.yaml`: words without meaning.
    Fillers,
    /// `lexicons.yaml`: word lists that rules refer to.
    Lexicons,
    /// `facts.yaml`: what the host may know.
    Facts,
    /// `dialogues/**.yaml`: the tests.
    Dialogues,
}

impl FileKind {
    /// Every sort of file, in the order in which one would write them.
    pub const ALL: [FileKind; 10] = [
        FileKind::Base,
        FileKind::Article,
        FileKind::Form,
        FileKind::Rule,
        FileKind::Messages,
        FileKind::Synonyms,
        FileKind::Fillers,
        FileKind::Lexicons,
        FileKind::Facts,
        FileKind::Dialogues,
    ];

    /// The sort of the file at this path, relative to the folder of its knowledge base; nothing
    /// where such a file is not read.
    pub fn of(path: &str) -> Option<FileKind> {
        FileKind::ALL.into_iter().find(|kind| match kind.place() {
            folder if folder.ends_with('/') => path.starts_with(folder),
            file => path == file,
        })
    }

    /// What the file at this path is called in references, after the folder of its sort and without its
    /// ending: `delivery/track-order`.
    ///
    /// ```
    /// use relais::knowledge::FileKind;
    ///
    /// let name = FileKind::Article.name_of("articles/delivery/track-order.yaml");
    /// assert_eq!(name, Some("delivery/track-order"));
    /// ```
    pub fn name_of(self, path: &str) -> Option<&str> {
        let path = path.strip_prefix(self.place())?;
        Some(path.strip_suffix(".yaml").or_else(|| path.strip_suffix(".yml")).unwrap_or(path))
    }

    /// The name of the sort: `article`; `relais` for the base file.
    pub fn as_str(self) -> &'static str {
        match self {
            FileKind::Base => "relais",
            FileKind::Article => "article",
            FileKind::Form => "form",
            FileKind::Rule => "rule",
            FileKind::Messages => "messages",
            FileKind::Synonyms => "synonyms",
            FileKind::Fillers => "fillers",
            FileKind::Lexicons => "lexicons",
            FileKind::Facts => "facts",
            FileKind::Dialogues => "dialogues",
        }
    }

    /// Where such files are: the name of the only one, or a folder, which ends in `/`.
    pub fn place(self) -> &'static str {
        match self {
            FileKind::Base => "relais.yaml",
            FileKind::Article => "articles/",
            FileKind::Form => "forms/",
            FileKind::Rule => "rules/",
            FileKind::Messages => "messages.yaml",
            FileKind::Synonyms => "synonyms.yaml",
            FileKind::Fillers => "fillers.yaml",
            FileKind::Lexicons => "lexicons.yaml",
            FileKind::Facts => "facts.yaml",
            FileKind::Dialogues => "dialogues/",
        }
    }
}
