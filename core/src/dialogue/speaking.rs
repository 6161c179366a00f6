//! Saying on the telephone what is too long to be said at once, and sending what cannot be said.

use super::reach::hand_over;
use super::state::Want;
use super::{Pending, Turn, Understood};
use crate::channel::Channel;
use crate::facts::Value;
use crate::id::Id;
use crate::knowledge::MessageKey;
use crate::render::Speech;
use crate::reply::{Act, Outcome, Reply, Said};

impl Turn<'_> {
    /// On the telephone: what is too long for one breath waits until the caller wants to hear it, and
    /// links are offered as a text message.
    pub(super) fn wait_while_speaking(&mut self, reply: &mut Reply) {
        if self.state.channel != Channel::Voice {
            return;
        }
        let article = match (&reply.outcome, &self.state.pending) {
            (Outcome::Answer(answer), _) => answer.article.clone(),
            (Outcome::Say(said), Some(Pending::Helped { article }))
                if said.message == MessageKey::GoOn =>
            {
                article.clone()
            }
            _ => return,
        };
        let Speech { rest, links, .. } = reply.speech();
        if !rest.is_empty() {
            self.ask_after(reply, None);
            self.wait_for(Pending::GoOn { rest, article });
            return;
        }
        // A form that waits has a question of its own, and one at a time is enough.
        let is_free =
            self.state.suspended.is_none() && !matches!(self.state.pending, Some(Pending::Form(_)));
        let can_send = is_free && self.content.core.settings.voice.text_action.is_some();
        if !links.is_empty() && can_send {
            let question = self.sentence(MessageKey::OfferText);
            self.ask_after(reply, Some(question));
            self.wait_for(Pending::Text { article });
            return;
        }
        if matches!(reply.outcome, Outcome::Say(_)) {
            let question = self.sentence(MessageKey::Helped);
            self.ask_after(reply, Some(question));
        }
    }

    /// Asks this after what is said, and not whether it helped.
    fn ask_after(&mut self, reply: &mut Reply, question: Option<String>) {
        if let Outcome::Answer(answer) = &mut reply.outcome {
            answer.helped = None;
        }
        reply.asks = question;
    }

    /// Goes on with what is left to say, where the caller wants to hear it.
    pub(super) fn go_on_speaking(
        &mut self,
        rest: Vec<String>,
        article: &Id,
        understood: &Understood,
    ) -> Option<Outcome> {
        self.state.pending = None;
        if !understood.leading_verdict()? {
            return Some(self.anything_else());
        }
        let said = Said { message: MessageKey::GoOn, text: rest.join("\n"), options: Vec::new() };
        // Whether it helped is asked when all is said.
        self.state.pending = Some(Pending::Helped { article: article.clone() });
        Some(Outcome::Say(said))
    }

    /// Has the links of an article sent as a text message, where the caller wants them.
    pub(super) fn text_wanted(&mut self, article: &Id, understood: &Understood) -> Option<Outcome> {
        self.state.pending = None;
        if !understood.leading_verdict()? {
            return Some(self.anything_else());
        }
        Some(self.promise_or_ask(Want::Links(article.clone())))
    }

    /// Has the host send the links of an article to a number.
    pub(super) fn send_links(&mut self, article: &Id, phone: String) -> Outcome {
        let action = self.content.core.settings.voice.text_action.clone();
        let found = self.content.articles.position(article.as_str());
        let found = found.and_then(|index| self.content.articles.get(index));
        let (Some(action), Some(article)) = (action, found) else {
            return self.say(MessageKey::AnythingElse);
        };
        let links = article.links.iter().map(|link| format!("{}: {}", link.title, link.url));
        let films = article.media.iter().map(|film| format!("{}: {}", film.title, film.url));
        let text = links.chain(films).collect::<Vec<_>>().join("\n");
        self.state.counters.forms = self.state.counters.forms.saturating_add(1);
        let number = self.state.counters.forms;
        let name = |name: &str| Id::parse(name).expect("an id");
        self.state.pending = Some(Pending::Sending);
        Outcome::Act(Act {
            form: hand_over(),
            action: action.clone(),
            values: [(name("phone"), Value::Text(phone)), (name("text"), Value::Text(text))].into(),
            key: format!("{}/{action}/{number}", self.state.id),
            text: self.sentence(MessageKey::FormActing),
        })
    }

    /// What became of the text message.
    pub(super) fn links_sent(&mut self, is_sent: bool) -> Outcome {
        self.state.pending = None;
        self.say(if is_sent { MessageKey::TextSent } else { MessageKey::TextFailed })
    }
}
