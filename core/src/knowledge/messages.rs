use serde::{Deserialize, Serialize};

use super::template::Template;
use crate::id::Id;
use crate::reason::Reason;

/// Every sentence that the assistant says by itself, in one locale.
///
/// The sentences come from `messages.yaml`; the library has standard ones in French and in English,
/// which a knowledge base may replace one by one. Where several variants are written they are used in
/// turn, so that nobody reads the same sentence twice in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Messages {
    /// The variants of each key, in the order of [`MessageKey::ALL`]; none is empty.
    variants: Vec<Vec<Template>>,
}

macro_rules! message_keys {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal [$($slot:literal),*],)+) => {
        /// The name of a sentence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum MessageKey { $($(#[doc = $doc])+ $variant,)+ }

        impl MessageKey {
            /// Every key.
            pub const ALL: &'static [MessageKey] = &[$(MessageKey::$variant,)+];

            /// The name in `messages.yaml`.
            pub fn as_str(self) -> &'static str {
                match self { $(MessageKey::$variant => $name,)+ }
            }

            /// The placeholders that the sentence may use.
            pub fn slots(self) -> &'static [&'static str] {
                match self { $(MessageKey::$variant => &[$($slot),*],)+ }
            }

            /// What the sentence is for, in words for authors: what is said of the key here.
            #[cfg(feature = "schema")]
            pub(crate) fn purpose(self) -> &'static str {
                match self { $(MessageKey::$variant => concat!($($doc),+),)+ }
            }
        }
    };
}

message_keys! {
    /// Answers a greeting, and opens a conversation after the disclosure.
    Greeting = "greeting" [],
    /// Answers thanks.
    Thanks = "thanks" [],
    /// Answers "how are you".
    HowAreYou = "how_are_you" [],
    /// Answers "who are you": an automatic assistant.
    WhoAreYou = "who_are_you" [],
    /// Answers goodbye.
    Goodbye = "goodbye" [],
    /// The text message could not be sent.
    TextFailed = "text_failed" [],
    /// Asks at the end how easy it was, from 1 to 5.
    Satisfaction = "satisfaction" [],
    /// Thanks for the score.
    SatisfactionThanks = "satisfaction_thanks" [],
    /// Introduces the menu of topics.
    Menu = "menu" [],
    /// Introduces the articles of one topic.
    TopicMenu = "topic_menu" ["topic"],
    /// Asks to say it again where a message has no words.
    Empty = "empty" [],
    /// Asks for a shorter message.
    TooLong = "too_long" [],
    /// Says that nothing was understood, and introduces the menu.
    NoMatch = "no_match" [],
    /// Answers "repeat" where there is nothing to repeat.
    NothingToRepeat = "nothing_to_repeat" [],
    /// Answers a "yes" or a "no" to which there was no question.
    NothingAsked = "nothing_asked" [],
    /// Introduces a choice between two to four articles.
    Clarify = "clarify" [],
    /// The last option of a choice.
    NoneOfThese = "none_of_these" [],
    /// Says that the answer may have helped or not.
    AnythingElse = "anything_else" [],
    /// Says where an answer comes from.
    Source = "source" ["source"],
    /// Says when an answer was checked.
    Reviewed = "reviewed" ["date"],
    /// Asks for yes or no.
    YesOrNo = "yes_or_no" [],
    /// Says that a form is given up.
    FormCancelled = "form_cancelled" [],
    /// Comes back to a form after something else was answered.
    FormResumed = "form_resumed" [],
    /// Says that the host is at work.
    FormActing = "form_acting" [],
    /// A queue is open: a person takes over.
    HumanNow = "human_now" ["queue"],
    /// A queue is closed, and opens.
    HumanOpens = "human_opens" ["queue", "opening"],
    /// No queue opens soon.
    HumanNever = "human_never" ["queue"],
    /// What was said is passed on, and need not be said again.
    PassedOn = "passed_on" [],
    /// The contact card: by telephone.
    ContactPhone = "contact_phone" ["phone"],
    /// The contact card: by e-mail.
    ContactEmail = "contact_email" ["email"],
    /// The contact card: by the web.
    ContactUrl = "contact_url" ["url"],
    /// The contact card: by post.
    ContactAddress = "contact_address" ["address"],
    /// When a queue opens today.
    OpeningToday = "opening_today" ["time"],
    /// When a queue opens tomorrow.
    OpeningTomorrow = "opening_tomorrow" ["time"],
    /// When a queue opens another day.
    OpeningDay = "opening_day" ["day", "time"],
    /// The seven days from Monday: a list of seven.
    Weekdays = "weekdays" [],
    /// How a time of day is written.
    Time = "time" ["hour", "minute"],
    /// On the telephone: how to take an option.
    PressOrSay = "press_or_say" ["option", "number"],
    /// On the telephone: asks whether to say the rest.
    GoOn = "go_on" [],
    /// In a messaging application: the button that opens a list of options, 20 characters at most.
    OpenList = "open_list" [],
    /// Someone may be in danger: who to call at once.
    Emergency = "emergency" [],
    /// Asks whether an answer helped.
    Helped = "helped" [],
    /// The words of a yes to that.
    HelpedYes = "helped_yes" [],
    /// The words of a no to that.
    HelpedNo = "helped_no" [],
    /// After a yes to that.
    GladToHelp = "glad_to_help" [],
    /// Before the next best answer, after a no to that.
    TryAnother = "try_another" [],
    /// Declines what is offered.
    NoThanks = "no_thanks" [],
    /// A person, as an option.
    APerson = "a_person" [],
    /// After an offer was declined.
    Declined = "declined" [],
    /// Greets a customer who was here before.
    WelcomeBack = "welcome_back" [],
    /// What the customer asked last time.
    LastTime = "last_time" ["question"],
    /// A callback is promised.
    CallbackDue = "callback_due" ["time"],
    /// A message of the customer waits for its answer.
    MessageDue = "message_due" [],
    /// Offers to go on with a form of an earlier contact.
    ResumeForm = "resume_form" ["form"],
    /// Goes on with a form, as an option.
    GoOnWithForm = "go_on_with_form" [],
    /// Asks what is wrong with the values of a form.
    FormChange = "form_change" [],
    /// A value was corrected.
    FormCorrected = "form_corrected" [],
    /// Before a value is asked for the last time.
    FormLastTry = "form_last_try" [],
    /// Asks whether a value has a slip.
    DidYouMean = "did_you_mean" ["value"],
    /// A queue is open, and one waits.
    HumanWait = "human_wait" ["queue", "minutes"],
    /// Nobody can take over now.
    HumanBusy = "human_busy" ["queue"],
    /// Introduces what can be done instead.
    HumanOptions = "human_options" [],
    /// To be called back, as an option.
    OptionCallback = "option_callback" ["time"],
    /// To leave a message, as an option.
    OptionMessage = "option_message" [],
    /// Another channel, as an option.
    OptionChannel = "option_channel" ["channel", "address"],
    /// A time of today.
    SlotToday = "slot_today" ["from", "until"],
    /// A time of tomorrow.
    SlotTomorrow = "slot_tomorrow" ["from", "until"],
    /// A time of another day.
    SlotDay = "slot_day" ["day", "from", "until"],
    /// Asks for the number to call back.
    AskPhone = "ask_phone" [],
    /// Asks for the number to send a text message to.
    AskPhoneForText = "ask_phone_for_text" [],
    /// Asks for a number again.
    AskPhoneAgain = "ask_phone_again" [],
    /// Asks for the address to write to.
    AskEmail = "ask_email" [],
    /// Asks for it again.
    AskEmailAgain = "ask_email_again" [],
    /// Asks for a message to the people of the queue.
    AskMessage = "ask_message" [],
    /// A callback is promised.
    PromiseCallback = "promise_callback" ["time", "phone"],
    /// An answer to a message is promised.
    PromiseMessage = "promise_message" ["email"],
    /// Another channel is taken.
    PromiseChannel = "promise_channel" ["channel", "address"],
    /// The person could not take over.
    HumanFailed = "human_failed" ["queue"],
    /// Nobody came in time.
    HumanExpired = "human_expired" ["queue"],
    /// The person has finished.
    HumanDone = "human_done" [],
    /// The customer says nothing.
    NoInput = "no_input" [],
    /// The customer still says nothing.
    NoInputAgain = "no_input_again" [],
    /// The customer writes nothing.
    StillThere = "still_there" [],
    /// The customer still writes nothing.
    StillThereAgain = "still_there_again" [],
    /// The recogniser made nothing out.
    Unheard = "unheard" [],
    /// The recogniser made nothing out again.
    UnheardAgain = "unheard_again" [],
    /// Offers the links of an answer as a text message.
    OfferText = "offer_text" [],
    /// The text message is on its way.
    TextSent = "text_sent" [],
    /// Asks for satisfaction at the end, from 1 to 5, where satisfaction is what is measured.
    SatisfactionCsat = "satisfaction_csat" [],
    /// Before a hand-over for [`Reason::AskedHuman`].
    ReasonAskedHuman = "reason_asked_human" [],
    /// Before a hand-over for [`Reason::NotUnderstood`].
    ReasonNotUnderstood = "reason_not_understood" [],
    /// Before a hand-over for [`Reason::ClarificationRefused`].
    ReasonClarificationRefused = "reason_clarification_refused" [],
    /// Before a hand-over for [`Reason::Sensitive`].
    ReasonSensitive = "reason_sensitive" [],
    /// Before a hand-over for [`Reason::Dispute`].
    ReasonDispute = "reason_dispute" [],
    /// Before a hand-over for [`Reason::Distress`].
    ReasonDistress = "reason_distress" [],
    /// Before a hand-over for [`Reason::Vip`].
    ReasonVip = "reason_vip" [],
    /// Before a hand-over for [`Reason::ExpertAdvice`].
    ReasonExpertAdvice = "reason_expert_advice" [],
    /// Before a hand-over for [`Reason::IdentityNeeded`].
    ReasonIdentityNeeded = "reason_identity_needed" [],
    /// Before a hand-over for [`Reason::ActionNeeded`].
    ReasonActionNeeded = "reason_action_needed" [],
    /// Before a hand-over for [`Reason::ActionFailed`].
    ReasonActionFailed = "reason_action_failed" [],
    /// Before a hand-over for [`Reason::Policy`].
    ReasonPolicy = "reason_policy" [],
    /// Before a hand-over for [`Reason::ArticleSaysHuman`].
    ReasonArticleSaysHuman = "reason_article_says_human" [],
    /// Before a hand-over for [`Reason::ExpiredArticle`].
    ReasonExpiredArticle = "reason_expired_article" [],
    /// Before a hand-over for [`Reason::EngineFault`].
    ReasonEngineFault = "reason_engine_fault" [],
    /// The summary of a hand-over, for the person who takes over.
    Summary = "summary" ["reason", "details"],
    /// Joins two parts of a summary.
    SummaryJoin = "summary_join" ["before", "after"],
    /// In a summary: what the customer asks.
    SummaryQuestion = "summary_question" ["question"],
    /// In a summary: that the customer has not asked anything.
    SummaryNoQuestion = "summary_no_question" [],
    /// In a summary: the answers that were given.
    SummaryAnswered = "summary_answered" ["titles"],
    /// In a summary: the answers that were refused.
    SummaryRefused = "summary_refused" ["titles"],
    /// In a summary: the title of an answer.
    SummaryTitle = "summary_title" ["title"],
    /// In a summary: a value that was collected.
    SummaryValue = "summary_value" ["name", "value"],
    /// In a summary: that a call back was promised.
    SummaryCallback = "summary_callback" ["year", "month", "day", "hour", "minute", "phone"],
    /// In a summary: that an answer in writing was promised.
    SummaryMessage = "summary_message" [],
    /// In a summary: that another channel was offered and taken.
    SummaryChannel = "summary_channel" ["channel"],
    /// In a summary: when the customer was told that people are back.
    SummaryOpens = "summary_opens" ["year", "month", "day", "hour", "minute"],
    /// In a summary: that the customer was given the contact card.
    SummaryContact = "summary_contact" [],
    /// In a summary: [`Reason::AskedHuman`] in a few words.
    SummaryReasonAskedHuman = "summary_reason_asked_human" [],
    /// In a summary: [`Reason::NotUnderstood`] in a few words.
    SummaryReasonNotUnderstood = "summary_reason_not_understood" [],
    /// In a summary: [`Reason::ClarificationRefused`] in a few words.
    SummaryReasonClarificationRefused = "summary_reason_clarification_refused" [],
    /// In a summary: [`Reason::Sensitive`] in a few words.
    SummaryReasonSensitive = "summary_reason_sensitive" [],
    /// In a summary: [`Reason::Dispute`] in a few words.
    SummaryReasonDispute = "summary_reason_dispute" [],
    /// In a summary: [`Reason::Distress`] in a few words.
    SummaryReasonDistress = "summary_reason_distress" [],
    /// In a summary: [`Reason::Vip`] in a few words.
    SummaryReasonVip = "summary_reason_vip" [],
    /// In a summary: [`Reason::ExpertAdvice`] in a few words.
    SummaryReasonExpertAdvice = "summary_reason_expert_advice" [],
    /// In a summary: [`Reason::IdentityNeeded`] in a few words.
    SummaryReasonIdentityNeeded = "summary_reason_identity_needed" [],
    /// In a summary: [`Reason::ActionNeeded`] in a few words.
    SummaryReasonActionNeeded = "summary_reason_action_needed" [],
    /// In a summary: [`Reason::ActionFailed`] in a few words.
    SummaryReasonActionFailed = "summary_reason_action_failed" [],
    /// In a summary: [`Reason::Policy`] in a few words.
    SummaryReasonPolicy = "summary_reason_policy" [],
    /// In a summary: [`Reason::ArticleSaysHuman`] in a few words.
    SummaryReasonArticleSaysHuman = "summary_reason_article_says_human" [],
    /// In a summary: [`Reason::ExpiredArticle`] in a few words.
    SummaryReasonExpiredArticle = "summary_reason_expired_article" [],
    /// In a summary: [`Reason::EngineFault`] in a few words.
    SummaryReasonEngineFault = "summary_reason_engine_fault" [],
}

impl MessageKey {
    /// The sentence said before a hand-over for this reason.
    pub fn of_reason(reason: Reason) -> MessageKey {
        match reason {
            Reason::AskedHuman => MessageKey::ReasonAskedHuman,
            Reason::NotUnderstood => MessageKey::ReasonNotUnderstood,
            Reason::ClarificationRefused => MessageKey::ReasonClarificationRefused,
            Reason::Sensitive => MessageKey::ReasonSensitive,
            Reason::Dispute => MessageKey::ReasonDispute,
            Reason::Distress => MessageKey::ReasonDistress,
            Reason::Vip => MessageKey::ReasonVip,
            Reason::ExpertAdvice => MessageKey::ReasonExpertAdvice,
            Reason::IdentityNeeded => MessageKey::ReasonIdentityNeeded,
            Reason::ActionNeeded => MessageKey::ReasonActionNeeded,
            Reason::ActionFailed => MessageKey::ReasonActionFailed,
            Reason::Policy => MessageKey::ReasonPolicy,
            Reason::ArticleSaysHuman => MessageKey::ReasonArticleSaysHuman,
            Reason::ExpiredArticle => MessageKey::ReasonExpiredArticle,
            Reason::EngineFault => MessageKey::ReasonEngineFault,
        }
    }

    /// The reason in a few words, for the person who takes over.
    pub(crate) fn summary_of_reason(reason: Reason) -> MessageKey {
        match reason {
            Reason::AskedHuman => MessageKey::SummaryReasonAskedHuman,
            Reason::NotUnderstood => MessageKey::SummaryReasonNotUnderstood,
            Reason::ClarificationRefused => MessageKey::SummaryReasonClarificationRefused,
            Reason::Sensitive => MessageKey::SummaryReasonSensitive,
            Reason::Dispute => MessageKey::SummaryReasonDispute,
            Reason::Distress => MessageKey::SummaryReasonDistress,
            Reason::Vip => MessageKey::SummaryReasonVip,
            Reason::ExpertAdvice => MessageKey::SummaryReasonExpertAdvice,
            Reason::IdentityNeeded => MessageKey::SummaryReasonIdentityNeeded,
            Reason::ActionNeeded => MessageKey::SummaryReasonActionNeeded,
            Reason::ActionFailed => MessageKey::SummaryReasonActionFailed,
            Reason::Policy => MessageKey::SummaryReasonPolicy,
            Reason::ArticleSaysHuman => MessageKey::SummaryReasonArticleSaysHuman,
            Reason::ExpiredArticle => MessageKey::SummaryReasonExpiredArticle,
            Reason::EngineFault => MessageKey::SummaryReasonEngineFault,
        }
    }

    /// Whether the sentence is for people who answer, not for customers.
    #[cfg(feature = "author")]
    pub(crate) fn is_for_agents(self) -> bool {
        self.as_str().starts_with("summary")
    }

    #[cfg(feature = "author")]
    pub(crate) fn parse(name: &str) -> Option<MessageKey> {
        MessageKey::ALL.iter().copied().find(|key| key.as_str() == name)
    }
}

impl Messages {
    /// The messages made of these variants, one list for each key in the order of
    /// [`MessageKey::ALL`]; `None` where a list is missing or empty.
    pub(crate) fn from_variants(variants: Vec<Vec<Template>>) -> Option<Messages> {
        let complete = variants.len() == MessageKey::ALL.len()
            && variants.iter().all(|variants| !variants.is_empty());
        complete.then_some(Messages { variants })
    }

    /// The sentence of this key; `turn` chooses among the variants.
    pub(crate) fn sentence(&self, key: MessageKey, turn: u32) -> &Template {
        let variants = &self.variants[key as usize];
        &variants[turn as usize % variants.len()]
    }

    /// The sentence of this key without placeholders filled by anything.
    pub(crate) fn plain(&self, key: MessageKey, turn: u32) -> String {
        self.sentence(key, turn).fill(|_| None)
    }

    /// The sentence of this key with these placeholders.
    pub(crate) fn filled(&self, key: MessageKey, turn: u32, values: &[(&str, &str)]) -> String {
        self.sentence(key, turn).fill(|name: &Id| {
            values.iter().find(|(slot, _)| name == slot).map(|(_, value)| (*value).to_owned())
        })
    }

    /// Whether each key has a variant; a bundle that lacks one is damaged.
    pub(crate) fn is_complete(&self) -> bool {
        Messages::from_variants(self.variants.clone()).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_a_sentence_of_its_name() {
        for reason in Reason::ALL {
            let key = MessageKey::of_reason(reason);
            assert_eq!(key.as_str(), format!("reason_{}", reason.as_str()));
            let key = MessageKey::summary_of_reason(reason);
            assert_eq!(key.as_str(), format!("summary_reason_{}", reason.as_str()));
        }
    }
}
