//! Relais among its peers: a question is the first one of a conversation.

use std::error::Error;

use relais::knowledge::{Learnable, Questions};
use relais::reply::Decision;
use relais::{Bundle, Engine, Id, KnowledgeBase, Locale, Message, Outcome, Start};
use relais_benches::peer::{Entry, Material, Peer, Said, serve};

struct Relais {
    engine: Engine,
    locale: Locale,
}

fn main() -> Result<(), Box<dyn Error>> {
    serve::<Relais>()
}

impl Peer for Relais {
    /// The compact form is for what runs in a page.
    const VARIANTS: &[&str] = &["default"];
    const VERSION: &str = env!("CARGO_PKG_VERSION");

    fn prepare(material: &Material, variant: &str) -> Result<Vec<u8>, Box<dyn Error>> {
        let articles = material.articles.iter().map(questions);
        let base = KnowledgeBase::from_questions("Peers", material.locale, articles);
        Ok(if variant == "compact" { base.to_compact_bytes()? } else { base.to_bytes()? })
    }

    fn load(data: Vec<u8>, locale: Locale) -> Result<Relais, Box<dyn Error>> {
        Ok(Relais { engine: Engine::new(Bundle::from_bytes(data)?), locale })
    }

    fn ask(&self, question: &str) -> Said {
        let mut session = self.engine.session(Start::new(self.locale));
        let reply = session.reply(Message::text(question));
        let trace = reply.trace();
        let mut best = trace.candidates.iter().filter_map(|one| Some((number(&one.id)?, one)));
        let (best, second) = (best.next(), best.next());
        let mut said = Said { article: best.map(|(number, _)| number), ..Said::default() };
        // A greeting or a wish for a person is answered with no article.
        if !matches!(trace.decision, Decision::Reserved(_) | Decision::Limit(_)) {
            said.score = best.map_or(0.0, |(_, one)| f64::from(one.probability));
            said.second = second.map_or(0.0, |(_, one)| f64::from(one.probability));
        }
        match reply.outcome() {
            Outcome::Answer(answer) => {
                (said.article, said.answers) = (number(&answer.article), true);
            }
            Outcome::Clarify(clarify) => {
                said.offers = clarify.options.iter().filter_map(|one| number(&one.id)).collect();
            }
            _ => {}
        }
        said
    }
}

fn questions(entry: &Entry) -> Questions {
    let Entry { id, title, wordings, answer } = entry;
    let learnable = match title {
        None => Learnable::Nothing,
        Some(title) if wordings.contains(title) => Learnable::Answer,
        Some(_) => Learnable::TitleAndAnswer,
    };
    Questions {
        title: title.as_ref().unwrap_or(id).clone(),
        wordings: wordings.clone(),
        answer: answer.clone().unwrap_or_default(),
        learnable,
    }
}

/// The place of an article, which is in the ids that [`KnowledgeBase::from_questions`] gives.
fn number(id: &Id) -> Option<usize> {
    id.as_str().strip_prefix("questions/")?.parse().ok()
}
