//! Why a conversation goes to a person, how urgently, and what becomes of it.

use serde::{Deserialize, Serialize};

/// Why a conversation goes to a person. The set is closed, so that a host can route and report by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The customer asked for a person.
    AskedHuman,
    /// The assistant did not understand, twice.
    NotUnderstood,
    /// The customer refused every choice that was offered.
    ClarificationRefused,
    /// The subject is one that only people should handle.
    Sensitive,
    /// The customer contests something.
    Dispute,
    /// The customer, or someone close, is in distress.
    Distress,
    /// This customer is always answered by a person.
    Vip,
    /// The question needs an expert.
    ExpertAdvice,
    /// Someone must first check who the customer is.
    IdentityNeeded,
    /// Someone must do something that the host cannot do by itself.
    ActionNeeded,
    /// The host tried to do something and failed.
    ActionFailed,
    /// The organisation wants a person here.
    Policy,
    /// The article was recognised, and says that a person answers.
    ArticleSaysHuman,
    /// The article was recognised, but does not hold today, or not for this customer.
    ExpiredArticle,
    /// A defect of the engine.
    EngineFault,
}

/// How urgent a hand-over is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// When there is time.
    Low,
    /// In turn.
    #[default]
    Normal,
    /// Before others.
    High,
    /// At once.
    Urgent,
}

/// What becomes of a hand-over, as the host reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandoffEvent {
    /// A person has taken the conversation, or the callback is in the diary.
    Accepted,
    /// Nobody can take it.
    Failed,
    /// The person has finished.
    Completed,
    /// Nobody came in time.
    Expired,
}

impl HandoffEvent {
    /// Every event.
    pub const ALL: [HandoffEvent; 4] = [
        HandoffEvent::Accepted,
        HandoffEvent::Failed,
        HandoffEvent::Completed,
        HandoffEvent::Expired,
    ];

    /// The name in content and in the wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            HandoffEvent::Accepted => "accepted",
            HandoffEvent::Failed => "failed",
            HandoffEvent::Completed => "completed",
            HandoffEvent::Expired => "expired",
        }
    }
}

impl Reason {
    /// Every reason.
    pub const ALL: [Reason; 15] = [
        Reason::AskedHuman,
        Reason::NotUnderstood,
        Reason::ClarificationRefused,
        Reason::Sensitive,
        Reason::Dispute,
        Reason::Distress,
        Reason::Vip,
        Reason::ExpertAdvice,
        Reason::IdentityNeeded,
        Reason::ActionNeeded,
        Reason::ActionFailed,
        Reason::Policy,
        Reason::ArticleSaysHuman,
        Reason::ExpiredArticle,
        Reason::EngineFault,
    ];

    /// The reasons that content may give; the others are the engine's own findings.
    pub const AUTHORED: [Reason; 9] = [
        Reason::Sensitive,
        Reason::Dispute,
        Reason::Distress,
        Reason::Vip,
        Reason::ExpertAdvice,
        Reason::IdentityNeeded,
        Reason::ActionNeeded,
        Reason::Policy,
        Reason::ArticleSaysHuman,
    ];

    /// The name in content and in the wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::AskedHuman => "asked_human",
            Reason::NotUnderstood => "not_understood",
            Reason::ClarificationRefused => "clarification_refused",
            Reason::Sensitive => "sensitive",
            Reason::Dispute => "dispute",
            Reason::Distress => "distress",
            Reason::Vip => "vip",
            Reason::ExpertAdvice => "expert_advice",
            Reason::IdentityNeeded => "identity_needed",
            Reason::ActionNeeded => "action_needed",
            Reason::ActionFailed => "action_failed",
            Reason::Policy => "policy",
            Reason::ArticleSaysHuman => "article_says_human",
            Reason::ExpiredArticle => "expired_article",
            Reason::EngineFault => "engine_fault",
        }
    }
}

impl Priority {
    /// Every priority, from the lowest.
    pub const ALL: [Priority; 4] =
        [Priority::Low, Priority::Normal, Priority::High, Priority::Urgent];

    /// The name in content and in the wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Priority::Low => "low",
            Priority::Normal => "normal",
            Priority::High => "high",
            Priority::Urgent => "urgent",
        }
    }
}
