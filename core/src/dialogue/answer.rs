//! From an article to what is said.

use super::Turn;
use crate::facts::Value;
use crate::id::Id;
use crate::knowledge::{
    Article, Block, Choice, HandOver, Inline, MessageKey, Piece, Prose, Template,
};
use crate::reason::Reason;
use crate::reply::{Answer, Citation, Outcome, Resolution};

impl Turn<'_> {
    /// Answers with an article, unless it says that a person does, does not hold today or is not for
    /// this customer.
    pub(super) fn answer(&mut self, index: u32, probability: f32) -> Outcome {
        let Some(mut article) = self.content.articles.get(index) else {
            return self.hand_over(&HandOver::for_reason(Reason::EngineFault));
        };
        if !self.is_for_this_customer(&article) || !self.holds_today(&article) {
            return self.hand_over(&HandOver::for_reason(Reason::ExpiredArticle));
        }
        let variants = std::mem::take(&mut article.variants);
        let mut numbered = (1..).zip(variants);
        if let Some((number, variant)) = numbered.find(|(_, each)| self.holds(&each.audience)) {
            self.variant = Some(number);
            article.answer = variant.answer;
            article.speech = variant.speech;
            article.summary = variant.summary;
        }
        if let Some(wanted) = &article.hand_over {
            let said = self.prose(&article.answer);
            self.before.push(crate::render::prose(&said));
            return self.hand_over(wanted);
        }
        self.state.counters.answers = self.state.counters.answers.saturating_add(1);
        self.state.resolution = Resolution::Unknown;
        self.state.remember_answer(&article.id);
        let next = article.next.iter().filter_map(|id| self.next(id)).collect();
        self.cite(&article);
        let helped = self.ask_whether_it_helps(&article.id);
        Outcome::Answer(Answer {
            title: article.title,
            body: self.prose(&article.answer),
            speech: article.speech.as_ref().map(|speech| self.spoken(speech)),
            summary: article.summary.as_ref().map(|summary| self.spoken(summary)),
            citation: Citation {
                article: article.id.clone(),
                source: article.source,
                reviewed: article.reviewed,
            },
            article: article.id,
            links: article.links,
            media: article.media,
            next,
            helped,
            content: self.content.articles.hash(index),
            probability,
        })
    }

    /// Says where the answer comes from and when it was checked.
    fn cite(&mut self, article: &Article) {
        let (messages, turn) = (&self.content.core.messages, self.state.counters.turns);
        let mut parts = Vec::new();
        if let Some(source) = &article.source {
            parts.push(messages.filled(MessageKey::Source, turn, &[("source", source)]));
        }
        if let Some(reviewed) = article.reviewed {
            let date = Value::Date(reviewed).said(self.state.locale);
            parts.push(messages.filled(MessageKey::Reviewed, turn, &[("date", &date)]));
        }
        if !parts.is_empty() {
            self.after.push(parts.join(", "));
        }
    }

    fn next(&self, id: &Id) -> Option<Choice> {
        self.content.choice(self.content.find(id.as_str())?)
    }

    fn holds_today(&self, article: &Article) -> bool {
        article.holds_on(self.today())
    }

    fn is_for_this_customer(&self, article: &Article) -> bool {
        article.audience.as_ref().is_none_or(|audience| self.holds(audience))
    }

    fn spoken(&self, template: &Template) -> String {
        template.fill(|name| self.fact(name))
    }

    /// An answer with its placeholders filled.
    fn prose(&self, prose: &Prose) -> Prose {
        let line = |line: &Vec<Inline>| line.iter().map(|inline| self.inline(inline)).collect();
        let block = |block: &Block| match block {
            Block::Paragraph(words) => Block::Paragraph(line(words)),
            Block::List { ordered, items } => {
                Block::List { ordered: *ordered, items: items.iter().map(line).collect() }
            }
        };
        Prose { blocks: prose.blocks.iter().map(block).collect() }
    }

    fn inline(&self, inline: &Inline) -> Inline {
        let piece = match &inline.piece {
            Piece::Fact { name, fallback } => {
                Piece::Text(self.fact(name).unwrap_or_else(|| fallback.clone()))
            }
            other => other.clone(),
        };
        Inline { piece, ..inline.clone() }
    }
}
