use crate::knowledge::{Core, MessageKey, Messages, Template, Voice};

/// What the channels need from the knowledge base beside the reply itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Phrases {
    /// How to take an option on the telephone: the slots `option` and `number`.
    press_or_say: Option<Template>,
    /// Asks whether to say the rest; may be empty.
    pub(super) go_on: String,
    /// The button that opens a list; may be empty.
    pub(super) open_list: String,
    pub(super) voice: Voice,
}

impl Phrases {
    /// The phrases of a knowledge base in one language; `turn` chooses among the variants.
    pub(crate) fn of(core: &Core, turn: u32) -> Phrases {
        Phrases::new(&core.messages, core.settings.voice.clone(), turn)
    }

    pub(super) fn new(messages: &Messages, voice: Voice, turn: u32) -> Phrases {
        Phrases {
            press_or_say: Some(messages.sentence(MessageKey::PressOrSay, turn).clone()),
            go_on: messages.plain(MessageKey::GoOn, turn),
            open_list: messages.plain(MessageKey::OpenList, turn),
            voice,
        }
    }

    /// How the option of this title is taken by the key of this number.
    pub(super) fn press_or_say(&self, option: &str, number: &str) -> String {
        let Some(template) = &self.press_or_say else { return format!("{number}: {option}.") };
        template.fill(|slot| match slot.as_str() {
            "option" => Some(option.to_owned()),
            "number" => Some(number.to_owned()),
            _ => None,
        })
    }
}

#[cfg(all(test, feature = "author"))]
impl Phrases {
    pub(super) fn with(press_or_say: Template, go_on: &str, open_list: &str) -> Phrases {
        Phrases {
            press_or_say: Some(press_or_say),
            go_on: go_on.into(),
            open_list: open_list.into(),
            voice: Voice::default(),
        }
    }
}
