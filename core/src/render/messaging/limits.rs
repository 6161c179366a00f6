use crate::knowledge::Messaging;

/// What one message of a service can hold.
///
/// Services publish their limits in characters without saying of which kind; a character counts here
/// as many as UTF-16 needs for it, which is never fewer than any of them counts. Read in 2026-11.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub(super) measure: Measure,
    /// The longest text.
    pub(super) text: usize,
    /// The longest text of a message that has buttons or a list.
    pub(super) text_with_choices: usize,
    pub(super) buttons: ButtonLimits,
    pub(super) list: Option<ListLimits>,
}

/// How a text is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Characters,
    Bytes,
    /// Septets or UTF-16 units in a number of SMS segments, which is the limit.
    Segments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ButtonLimits {
    /// None where there are no buttons.
    pub(super) count: usize,
    pub(super) title: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ListLimits {
    pub(super) rows: usize,
    pub(super) title: usize,
    pub(super) description: usize,
    pub(super) button: usize,
}

impl Limits {
    /// WhatsApp Business: a text of 4,096 characters, or one of 1,024 with 3 reply buttons of 20, or
    /// with a list of 10 rows, each with a title of 24 and a description of 72, behind a button of 20.
    ///
    /// Meta, *WhatsApp Business Platform*: [interactive reply buttons](https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages)
    /// and *Interactive list messages*. The latter says 4,096 for the text above a list too; several
    /// providers pass on 1,024 only, so that is what is kept.
    pub const WHATSAPP: Limits = Limits {
        measure: Measure::Characters,
        text: 4_096,
        text_with_choices: 1_024,
        buttons: ButtonLimits { count: 3, title: 20 },
        list: Some(ListLimits { rows: 10, title: 24, description: 72, button: 20 }),
    };

    /// Messenger: a text of 2,000 characters, 13 quick replies of 20.
    ///
    /// Meta, *Messenger Platform*: [quick replies](https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/quick-replies)
    /// and *Send API*.
    pub const MESSENGER: Limits = Limits {
        measure: Measure::Characters,
        text: 2_000,
        text_with_choices: 2_000,
        buttons: ButtonLimits { count: 13, title: 20 },
        list: None,
    };

    /// RCS for Business: a text of 3,072 bytes of UTF-8, 11 suggestions of 25 characters.
    ///
    /// The providers say 3,072 characters, for instance AWS, [*RCS limits and
    /// restrictions*](https://docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-rcs.html);
    /// bytes are never fewer, and some count them.
    pub const RCS: Limits = Limits {
        measure: Measure::Bytes,
        text: 3_072,
        text_with_choices: 3_072,
        buttons: ButtonLimits { count: 11, title: 25 },
        list: None,
    };

    /// SMS, in parts of three segments.
    pub const SMS: Limits = Limits::sms(3);

    /// SMS, in parts of this many segments, at least one: 160 characters of the GSM alphabet or 70 of
    /// UCS-2 in one, 153 or 67 in each of several.
    ///
    /// 3GPP TS 23.038 (the alphabets) and TS 23.040 § 9.2.3.24.1 (the header of concatenation).
    pub const fn sms(segments: u8) -> Limits {
        let segments = if segments == 0 { 1 } else { segments as usize };
        Limits {
            measure: Measure::Segments,
            text: segments,
            text_with_choices: segments,
            buttons: ButtonLimits { count: 0, title: 0 },
            list: None,
        }
    }

    /// These limits, and not beyond what a knowledge base wants: its longest message, where the
    /// service counts characters, and its greatest number of buttons.
    #[must_use]
    pub fn within(mut self, wanted: &Messaging) -> Limits {
        if self.measure != Measure::Segments {
            let most = usize::from(wanted.max_characters).max(LEAST_TEXT);
            self.text = self.text.min(most);
            self.text_with_choices = self.text_with_choices.min(most);
        }
        self.buttons.count = self.buttons.count.min(wanted.max_options.into());
        self
    }
}

/// A text that no knowledge base makes shorter, so that every character has a place.
const LEAST_TEXT: usize = 40;
