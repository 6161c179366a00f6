//! What must hold between the files of a knowledge base.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Document, Place, Problems, nearest};
use super::words::DeclaredFacts;
use super::{agreement, limits, wordings};
use crate::facts::{Facts, Value, ValueType};
use crate::id::Id;
use crate::knowledge::{
    Article, AuthoredArticle, Block, Condition, Effect, Expectation, Form, HandOver, Inline, Input,
    KnowledgeBase, LocaleTexts, OPEN_FORM, Occasion, Piece, Prose, Remedy, Rule, Subject, Template,
    Test, Variant,
};
use crate::locale::Locale;

/// Checks the references between files.
pub(super) struct Checker<'c> {
    pub(super) problems: &'c Problems,
    pub(super) documents: &'c BTreeMap<String, Document>,
    /// Every article and form, in whatever locale it is.
    pub(super) subjects: BTreeSet<String>,
    pub(super) base: &'c KnowledgeBase,
    pub(super) facts: &'c DeclaredFacts,
}

impl Checker<'_> {
    pub(super) fn check(&self) {
        // Where `relais.yaml` has problems of its own, references to its parts say nothing.
        if self.base.by_locale.len() < self.base.locales.len() {
            return;
        }
        limits::languages(self.base, self.problems);
        // References are the same in every locale that has them.
        self.articles();
        self.forms();
        self.rules();
        self.dialogues();
        for (locale, texts) in &self.base.by_locale {
            self.placeholders(*locale, texts);
            wordings::check(self, *locale, texts);
        }
        agreement::check(self);
    }

    /// The texts of each locale, the default one first.
    fn texts(&self) -> impl Iterator<Item = &LocaleTexts> {
        self.base.locales.iter().filter_map(|locale| self.base.by_locale.get(locale))
    }

    /// Each article, as the first locale that has it says it. What is told of it is the same in all.
    pub(super) fn each_article(&self) -> impl Iterator<Item = &Article> {
        let articles = self.texts().flat_map(|texts| &texts.articles);
        let mut met = BTreeSet::new();
        articles.map(|authored| &authored.article).filter(move |one| met.insert(&one.id))
    }

    /// Each form, likewise.
    pub(super) fn each_form(&self) -> impl Iterator<Item = &Form> {
        let mut met = BTreeSet::new();
        self.forms_everywhere().filter(move |form| met.insert(&form.id))
    }

    /// Each rule, in the order in which they are tried.
    pub(super) fn each_rule(&self) -> &[Rule] {
        self.texts().next().map(|texts| texts.rules.as_slice()).unwrap_or_default()
    }

    fn articles(&self) {
        let ids = &self.subjects;
        let topics = self.texts().next().map(|texts| texts.settings.topics.as_slice());
        let topics: Vec<&str> =
            topics.unwrap_or_default().iter().map(|topic| topic.id.as_str()).collect();
        for article in self.each_article() {
            let Some(place) = self.place("articles/", &article.id) else { continue };
            let topic = article.id.as_str().split('/').next().unwrap_or_default();
            if !topics.contains(&topic) {
                place.error(
                    self.problems,
                    "unknown-topic",
                    format!("the folder `{topic}` is not a topic of relais.yaml"),
                    nearest(topic, &topics),
                );
            }
            for (index, next) in article.next.iter().enumerate() {
                self.known(&place.key("next").index(index), "article or form", next.as_str(), ids);
                if *next == article.id {
                    let at = place.key("next").index(index);
                    at.mendable(
                        self.problems,
                        "points-to-itself",
                        "the article suggests itself",
                        "remove it",
                        at.removal("remove the suggestion"),
                    );
                }
            }
            if let Some(hand_over) = &article.hand_over {
                self.queue(&place.key("hand_to_human"), hand_over);
            }
            if let Some(condition) = &article.audience {
                self.condition(&place.key("audience"), condition);
            }
        }
    }

    fn forms(&self) {
        for form in self.each_form() {
            let Form { id, slots, .. } = form;
            let Some(place) = self.place("forms/", id) else { continue };
            for (index, slot) in slots.iter().enumerate() {
                if let Some(fact) = &slot.fact {
                    self.fact(&place.key("values").index(index).key("fact"), fact);
                }
            }
            for failure in &form.failures {
                let place = place.key("failures").key(failure.code.as_str());
                match &failure.remedy {
                    Remedy::Ask(_) => {}
                    Remedy::Answer(article) => {
                        let ids = &self.subjects;
                        self.known(&place.key("answer"), "article", article.as_str(), ids);
                    }
                    Remedy::HandToHuman(hand_over) => {
                        self.queue(&place.key("hand_to_human"), hand_over);
                    }
                }
            }
        }
    }

    fn rules(&self) {
        let ids = &self.subjects;
        for Rule { id, on, when, effect, .. } in self.each_rule() {
            let Some(place) = self.place("rules/", id) else { continue };
            self.condition(&place.key("when"), when);
            if *on == Occasion::Facts && when.is_of_a_message() {
                place.key("when").error(
                    self.problems,
                    "no-message",
                    "a rule on facts is tried when nothing has been said",
                    "leave out `message` and `intent`, or leave out `on: facts`",
                );
            }
            let then = place.key("then");
            match effect {
                Some(Effect::HandToHuman(hand_over)) => {
                    self.queue(&then.key("hand_to_human"), hand_over);
                }
                Some(Effect::Answer(article)) => {
                    self.known(&then.key("answer"), "article", article.as_str(), ids);
                }
                Some(Effect::Ask(form)) => {
                    self.known(&then.key("ask"), "form", &format!("forms/{form}"), ids);
                }
                Some(Effect::NoMatch) | None => {}
            }
        }
    }

    fn condition(&self, place: &Place<'_>, condition: &Condition) {
        let ids = &self.subjects;
        match condition {
            Condition::All(list) => {
                for (index, condition) in list.iter().enumerate() {
                    self.condition(&place.key("all").index(index), condition);
                }
            }
            Condition::Any(list) => {
                for (index, condition) in list.iter().enumerate() {
                    self.condition(&place.key("any").index(index), condition);
                }
            }
            Condition::Not(condition) => self.condition(&place.key("not"), condition),
            Condition::About { subjects, .. } => {
                for subject in subjects {
                    let place = place.key("intent");
                    match subject {
                        Subject::Article(id) => self.known(&place, "article", id.as_str(), ids),
                        Subject::Form(id) => {
                            self.known(&place, "form", &format!("forms/{id}"), ids);
                        }
                        Subject::Topic(id) => self.topic(&place, id),
                    }
                }
            }
            Condition::Fact(name, test) => {
                self.fact(&place.key("fact"), name);
                self.test(place, name, test);
            }
            Condition::Queue { queue, .. } => {
                self.known_queue(&place.key("clock").key("queue"), queue)
            }
            _ => {}
        }
    }

    /// Checks that a test fits the declared type of its fact.
    fn test(&self, place: &Place<'_>, name: &Id, test: &Test) {
        let Some(declared) = self.facts.types.get(name).copied() else { return };
        let values: Vec<&Value> = match test {
            Test::Is(value) | Test::IsNot(value) => vec![value],
            Test::In(values) => values.iter().collect(),
            _ => Vec::new(),
        };
        let fits = match test {
            Test::Holds => declared == ValueType::Truth,
            Test::Number(..) => matches!(declared, ValueType::Number | ValueType::Amount),
            Test::OlderThanDays(_) | Test::WithinDays(_) => declared == ValueType::Date,
            Test::Known(_) => true,
            _ => values.iter().all(|value| value.value_type() == declared),
        };
        if !fits {
            place.error(
                self.problems,
                "wrong-type",
                format!(
                    "`{name}` is declared as {}, which this test does not fit",
                    declared.as_str()
                ),
                match declared {
                    ValueType::Truth => "write `is: true`, or nothing",
                    ValueType::Number | ValueType::Amount => "use over, under, at_least or at_most",
                    ValueType::Date => "use older_than_days or within_days, or a date",
                    ValueType::Text | ValueType::List => "use is, is_not or in, with texts",
                },
            );
        }
        let Some(allowed) = self.facts.values.get(name) else { return };
        for value in values {
            let text = value.to_string();
            if !allowed.contains(&text) {
                place.error(
                    self.problems,
                    "unknown-value",
                    format!("`{text}` is not a value of `{name}`"),
                    nearest(&text, allowed),
                );
            }
        }
    }

    fn dialogues(&self) {
        let ids = &self.subjects;
        let folder = |file: &&String| file.starts_with("forms/");
        // A form with problems of its own has values and an action that nobody knows yet.
        let forms = self.documents.keys().filter(folder).count();
        let forms_are_known = self.base.by_locale.values().all(|texts| texts.forms.len() == forms);
        let values: BTreeSet<String> = self
            .forms_everywhere()
            .flat_map(|form| form.slots.iter().map(|slot| slot.id.to_string()))
            // What a hand-over asks for.
            .chain(["phone", "email", "message"].map(str::to_owned))
            .collect();
        let rules = self.base.by_locale.values().flat_map(|texts| &texts.rules);
        let mut rules: BTreeSet<String> = rules.map(|rule| rule.id.to_string()).collect();
        rules.insert(OPEN_FORM.to_owned());
        let actions: BTreeSet<String> =
            self.forms_everywhere().map(|form| form.action.clone()).collect();
        let mut index_in_file: BTreeMap<&str, usize> = BTreeMap::new();
        for dialogue in &self.base.dialogues {
            let file = dialogue.span.file.as_str();
            let Some(document) = self.documents.get(file) else { continue };
            let whole = document.tree.as_sequence().map_or(0, Vec::len)
                == self.base.dialogues.iter().filter(|other| other.span.file == file).count();
            let index = index_in_file.entry(file).or_default();
            // The dialogues of a file are in its order, but those with problems are left out.
            while !whole && document.root().index(*index).span() < dialogue.span {
                *index += 1;
            }
            let place = document.root().index(*index);
            *index += 1;
            self.given(&place.key("facts"), &dialogue.facts);
            let turns = place.key("turns");
            for (index, turn) in dialogue.turns.iter().enumerate() {
                let place = turns.index(index);
                match &turn.input {
                    Input::Learns(facts) => self.given(&place.key("facts"), facts),
                    Input::Acted(facts) => self.given(&place.key("acted"), facts),
                    _ => {}
                }
                match &turn.expected {
                    Expectation::Answer(id) => {
                        self.known(&place.key("answer"), "article", id.as_str(), ids);
                    }
                    Expectation::Offers(id) => {
                        self.known(&place.key("offers"), "article or form", id.as_str(), ids);
                    }
                    Expectation::Clarify(options) => {
                        for option in options {
                            let place = place.key("clarify");
                            self.known(&place, "article or form", option.as_str(), ids);
                        }
                    }
                    Expectation::Offer(rule) => {
                        self.known(&place.key("offer"), "rule", rule.as_str(), &rules);
                    }
                    Expectation::Human { queue: Some(queue), .. } => {
                        self.known_queue(&place.key("queue"), queue);
                    }
                    Expectation::Ask(value) if forms_are_known => {
                        self.known(&place.key("ask"), "value of a form", value.as_str(), &values);
                    }
                    Expectation::Act(action) if forms_are_known => {
                        self.known(&place.key("act"), "action of a form", action, &actions);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Checks that the facts of a dialogue are declared, with the types that they have.
    fn given(&self, place: &Place<'_>, facts: &Facts) {
        for (name, fact) in facts.iter() {
            self.fact(&place.name_of(name.as_str()), name);
            let declared = self.facts.types.get(name).copied();
            let given = fact.value.value_type();
            if let Some(declared) = declared.filter(|declared| *declared != given) {
                place.key(name.as_str()).error(
                    self.problems,
                    "wrong-type",
                    format!(
                        "`{name}` is declared as {}, and this is {}",
                        declared.as_str(),
                        given.as_str()
                    ),
                    "write a value of that type, or declare another one in facts.yaml",
                );
            }
        }
    }

    /// Checks that every fact in a text is declared.
    fn placeholders(&self, locale: Locale, texts: &LocaleTexts) {
        let tag = locale.as_str();
        for AuthoredArticle { article, .. } in &texts.articles {
            let Some(place) = self.place("articles/", &article.id) else { continue };
            let place = place.key(tag);
            self.said(&place, &article.answer, article.speech.as_ref(), article.summary.as_ref());
            for (index, variant) in article.variants.iter().enumerate() {
                let place = place.key("variants").index(index);
                self.condition(&place.key("audience"), &variant.audience);
                let Variant { answer, speech, summary, .. } = variant;
                self.said(&place, answer, speech.as_ref(), summary.as_ref());
            }
        }
        for authored in &texts.forms {
            let Some(place) = self.place("forms/", &authored.form.id) else { continue };
            self.template(&place.key("confirm"), authored.form.confirm.as_ref());
            self.template(&place.key("done"), Some(&authored.form.done));
            self.template(&place.key("failed"), Some(&authored.form.failed));
            for failure in &authored.form.failures {
                let place = place.key("failures").key(failure.code.as_str());
                self.template(&place.key("say"), Some(&failure.say));
            }
        }
        for rule in &texts.rules {
            let Some(place) = self.place("rules/", &rule.id) else { continue };
            self.template(&place.key("then").key("say"), rule.say.as_ref());
        }
    }

    /// The texts of an article or of a variant.
    fn said(
        &self,
        place: &Place<'_>,
        answer: &Prose,
        speech: Option<&Template>,
        summary: Option<&Template>,
    ) {
        for block in &answer.blocks {
            let lines: Vec<&Vec<Inline>> = match block {
                Block::Paragraph(line) => vec![line],
                Block::List { items, .. } => items.iter().collect(),
            };
            for inline in lines.into_iter().flatten() {
                self.piece(&place.key("answer"), &inline.piece);
            }
        }
        self.template(&place.key("speech"), speech);
        self.template(&place.key("summary"), summary);
    }

    fn template(&self, place: &Place<'_>, template: Option<&Template>) {
        for piece in template.map(Template::pieces).unwrap_or_default() {
            self.piece(place, piece);
        }
    }

    fn piece(&self, place: &Place<'_>, piece: &Piece) {
        if let Piece::Fact { name, .. } = piece {
            self.fact(&place.words(&format!("fact.{name}")), name);
        }
    }

    fn fact(&self, place: &Place<'_>, name: &Id) {
        let DeclaredFacts { types, unclear, unread, .. } = self.facts;
        if !types.contains_key(name) && !unclear.contains(name) && !unread {
            let known: Vec<&str> = self.facts.types.keys().map(Id::as_str).collect();
            place.error(
                self.problems,
                "undeclared-fact",
                format!("the fact `{name}` is not declared"),
                match nearest(name.as_str(), &known) {
                    hint if hint.starts_with("did you mean") => {
                        format!("{hint} If not, add `{name}: {{type: …}}` to facts.yaml")
                    }
                    _ => format!("add `{name}: {{type: …}}` to facts.yaml"),
                },
            );
        }
    }

    fn queue(&self, place: &Place<'_>, hand_over: &HandOver) {
        if let Some(queue) = &hand_over.queue {
            self.known_queue(&place.key("queue"), queue);
        }
    }

    fn known_queue(&self, place: &Place<'_>, queue: &Id) {
        let queues = self.base.by_locale.values().flat_map(|texts| &texts.settings.queues);
        let ids: BTreeSet<String> = queues.map(|queue| queue.id.to_string()).collect();
        self.known(place, "queue", queue.as_str(), &ids);
    }

    fn topic(&self, place: &Place<'_>, topic: &Id) {
        let topics = self.base.by_locale.values().flat_map(|texts| &texts.settings.topics);
        let ids: BTreeSet<String> = topics.map(|topic| topic.id.to_string()).collect();
        self.known(place, "topic", topic.as_str(), &ids);
    }

    fn known(&self, place: &Place<'_>, what: &str, id: &str, known: &BTreeSet<String>) {
        if !known.contains(id) {
            let names: Vec<&String> = known.iter().collect();
            place.error(
                self.problems,
                "unknown-reference",
                format!("there is no {what} `{id}`"),
                nearest(id, &names),
            );
        }
    }

    fn forms_everywhere(&self) -> impl Iterator<Item = &Form> {
        self.texts().flat_map(|texts| &texts.forms).map(|authored| &authored.form)
    }

    /// The file of an article, or of a form, which has `forms/` before its id.
    pub(super) fn subject(&self, name: &str) -> Option<Place<'_>> {
        match name.starts_with("forms/") {
            true => self.file(name),
            false => self.file(&format!("articles/{name}")),
        }
    }

    pub(super) fn place(&self, folder: &str, id: &Id) -> Option<Place<'_>> {
        self.file(&format!("{folder}{id}"))
    }

    fn file(&self, stem: &str) -> Option<Place<'_>> {
        let files = ["yaml", "yml"].map(|ending| format!("{stem}.{ending}"));
        files.iter().find_map(|file| self.documents.get(file)).map(Document::root)
    }
}
