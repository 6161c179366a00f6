use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::reply::Handoff;
use crate::text::one_line;

impl Handoff {
    /// The most octets that [`Handoff::user_to_user`] carries, before they are written in
    /// hexadecimal.
    ///
    /// It is what an ISDN user-user information element holds (ITU-T Q.931, 4.5.30), which [RFC
    /// 7434] maps to the header, and what carriers commonly pass on.
    ///
    /// [RFC 7434]: https://www.rfc-editor.org/rfc/rfc7434
    pub const MAX_UUI_OCTETS: usize = 128;

    /// The most bytes that all lines of [`Handoff::sip_headers`] take, line ends included.
    ///
    /// A request of more than 1,300 bytes must not be sent over UDP where the MTU of the path is
    /// unknown ([RFC 3261, 18.1.1]): a REFER keeps some 500 bytes for its other headers. The limit
    /// of 1,024 characters that Twilio has for [the headers in a SIP URI][twilio] holds too.
    ///
    /// [RFC 3261, 18.1.1]: https://www.rfc-editor.org/rfc/rfc3261#section-18.1.1
    /// [twilio]: https://www.twilio.com/docs/api/errors/21227
    pub const MAX_SIP_BYTES: usize = 800;

    /// The value of a `User-to-User` header ([RFC 7433]) for the call that is transferred: 128
    /// octets do not hold a packet, so they hold the key by which the host looks it up, and what
    /// routes the call.
    ///
    /// The data is ASCII, `relais;k=c1/hand-over/1;r=dispute;p=high;q=billing`, in hexadecimal: the
    /// key, the reason, the priority and the queue. In a key, every byte but letters, digits and
    /// `-_.~/:@` is percent-encoded. Where it is too long, `h=` has the first 128 bits of its
    /// SHA-256, in hexadecimal, in the place of `k=`; where there is no room for the queue, it is
    /// left out.
    ///
    /// The package is that for ISDN, the one that is registered ([RFC 7434]), so the first octet is
    /// the protocol discriminator, 4 for characters of IA5; a receiver takes it away ([Genesys
    /// Cloud does so in any case][genesys]).
    ///
    /// [RFC 7433]: https://www.rfc-editor.org/rfc/rfc7433
    /// [RFC 7434]: https://www.rfc-editor.org/rfc/rfc7434
    /// [genesys]: https://help.mypurecloud.com/?p=147926
    pub fn user_to_user(&self) -> String {
        let rest = format!(";r={};p={}", self.reason.as_str(), self.priority.as_str());
        let queue = format!(";q={}", self.queue);
        let key = format!("relais;k={}", percent_encoded(&self.key, "-_.~/:@"));
        let hash: String =
            Sha256::digest(&self.key).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let hash = format!("relais;h={hash}");
        let data = [(&key, queue.as_str()), (&hash, queue.as_str()), (&hash, "")]
            .map(|(key, queue)| format!("{IA5_CHARACTERS}{key}{rest}{queue}"))
            .into_iter()
            .find(|data| data.len() <= Handoff::MAX_UUI_OCTETS)
            .expect("a hash, a reason and a priority take 75 octets at most");
        let mut value = String::with_capacity(2 * data.len() + UUI_PARAMETERS.len());
        for byte in data.bytes() {
            write!(value, "{byte:02x}").expect("a string takes any text");
        }
        value + UUI_PARAMETERS
    }

    /// The headers for the call that is transferred, names and values: `User-to-User`, and the
    /// hand-over in words that any dial plan can read.
    ///
    /// These are `X-Relais-Reason`, `-Queue`, `-Priority`, `-Promise`, `-Locale`, `-Key` and
    /// `-Summary`, in this order; the values are those of the wire form. A value is one line of
    /// printable ASCII: what else is in it is UTF-8 and percent-encoded (RFC 3986), and so are `%`
    /// and the signs that mean something in a header, so that `decodeURIComponent` gives it back.
    /// No line has more than 255 bytes, and all together no more than
    /// [`Handoff::MAX_SIP_BYTES`]: a value that has no room is left out, and the summary is cut.
    pub fn sip_headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = Headers { room: Handoff::MAX_SIP_BYTES, lines: Vec::new() };
        headers.whole("User-to-User", self.user_to_user(), usize::MAX);
        for (name, value) in [
            ("X-Relais-Reason", self.reason.as_str()),
            ("X-Relais-Queue", self.queue.as_str()),
            ("X-Relais-Priority", self.priority.as_str()),
            ("X-Relais-Promise", self.promise.name()),
            ("X-Relais-Locale", self.packet.locale.as_str()),
            ("X-Relais-Key", &self.key),
        ] {
            headers.whole(name, percent_encoded(value, READABLE), MAX_LINE_BYTES);
        }
        headers.cut("X-Relais-Summary", &one_line(&self.packet.summary));
        headers.lines
    }
}

/// Headers, and how much more of them there may be.
struct Headers {
    room: usize,
    lines: Vec<(&'static str, String)>,
}

impl Headers {
    fn whole(&mut self, name: &'static str, value: String, max_bytes: usize) {
        let bytes = name.len() + SIGNS_OF_A_LINE + value.len();
        if !value.is_empty() && bytes <= max_bytes && bytes <= self.room {
            self.room -= bytes;
            self.lines.push((name, value));
        }
    }

    /// Adds as much of a text as there is room for, in whole words where it has some.
    fn cut(&mut self, name: &'static str, text: &str) {
        let room = self.room.min(MAX_LINE_BYTES).saturating_sub(name.len() + SIGNS_OF_A_LINE);
        let fits = |characters: &usize| {
            let value = percent_encoded(&crate::text::shorten(text, *characters), READABLE);
            (value.len() <= room).then_some(value)
        };
        // A character takes a byte at least.
        let most = text.chars().count().min(room);
        if let Some(value) = (1..=most).rev().find_map(|characters| fits(&characters)) {
            self.whole(name, value, MAX_LINE_BYTES);
        }
    }
}

/// The text in ASCII: all but letters, digits and these signs as the hexadecimal of its bytes. A
/// space at an end would be lost, so it is one of the others there.
fn percent_encoded(text: &str, readable: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for (at, byte) in text.bytes().enumerate() {
        let sign = char::from(byte);
        let is_at_end = byte == b' ' && (at == 0 || at + 1 == text.len());
        if byte.is_ascii_alphanumeric() || (readable.contains(sign) && !is_at_end) {
            encoded.push(sign);
        } else {
            write!(encoded, "%{byte:02X}").expect("a string takes any text");
        }
    }
    encoded
}

/// The protocol discriminator of ITU-T Q.931, table 4-26, for text.
const IA5_CHARACTERS: char = '\u{4}';
const UUI_PARAMETERS: &str = ";encoding=hex;purpose=isdn-uui;content=isdn-uui";

/// What stays as it is in a value: no quotation mark, comma, semicolon, bracket, backslash or
/// percent sign.
const READABLE: &str = " -_.~!*'():/?@+=";

/// With the colon, the space and the line end.
const MAX_LINE_BYTES: usize = 255;
const SIGNS_OF_A_LINE: usize = ": \r\n".len();

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fixture::{handoff, id};
    use super::*;
    use crate::id::Id;

    /// The data of a `User-to-User` value, as a receiver reads it.
    fn data(value: &str) -> String {
        let (hex, parameters) = value.split_once(';').expect("parameters");
        assert_eq!(parameters, "encoding=hex;purpose=isdn-uui;content=isdn-uui");
        assert!(hex.bytes().all(|byte| byte.is_ascii_hexdigit()) && hex.len() % 2 == 0, "{hex}");
        let octets: Vec<u8> = (0..hex.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("an octet"))
            .collect();
        assert!(octets.len() <= Handoff::MAX_UUI_OCTETS, "{}", octets.len());
        let text = String::from_utf8(octets).expect("ASCII");
        text.strip_prefix('\u{4}').expect("the protocol discriminator").to_owned()
    }

    /// What a receiver of a percent-encoded value reads.
    fn decoded(value: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = value.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            if *first == b'%' {
                let (digits, after) = rest.split_at(2);
                let digits = std::str::from_utf8(digits).expect("ASCII");
                bytes.push(u8::from_str_radix(digits, 16).expect("an octet"));
                rest = after;
            } else {
                bytes.push(*first);
            }
        }
        String::from_utf8(bytes).expect("UTF-8")
    }

    fn value_of<'h>(headers: &'h [(&'static str, String)], name: &str) -> Option<&'h str> {
        headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn the_call_carries_the_key_and_what_routes_it() {
        let value = handoff().user_to_user();
        assert!(value.starts_with("0472656c6169733b6b3d"), "{value}");
        assert_eq!(data(&value), "relais;k=c1/hand-over/1;r=dispute;p=high;q=billing");
    }

    #[test]
    fn a_key_that_is_too_long_is_hashed_and_a_queue_that_is_is_left_out() {
        let mut large = handoff();
        large.key = "abc".repeat(100);
        assert_eq!(
            data(&large.user_to_user()),
            "relais;h=d9f5aeb06abebb3be3f38adec9a2e3b9;r=dispute;p=high;q=billing"
        );
        large.queue = id(&"q".repeat(Id::MAX_LENGTH));
        assert!(data(&large.user_to_user()).ends_with(";r=dispute;p=high"));
    }

    #[test]
    fn a_key_cannot_add_a_field() {
        let mut hostile = handoff();
        hostile.key = "a;q=vip\r\nX: é".to_owned();
        let data = data(&hostile.user_to_user());
        assert_eq!(data, "relais;k=a%3Bq%3Dvip%0D%0AX:%20%C3%A9;r=dispute;p=high;q=billing");
    }

    #[test]
    fn headers_are_readable_and_come_back() {
        let headers = handoff().sip_headers();
        assert_eq!(value_of(&headers, "X-Relais-Queue"), Some("billing"));
        assert_eq!(value_of(&headers, "X-Relais-Promise"), Some("now"));
        assert_eq!(value_of(&headers, "X-Relais-Locale"), Some("fr"));
        let summary = value_of(&headers, "X-Relais-Summary").expect("a summary");
        assert_eq!(decoded(summary), handoff().packet.summary);
    }

    #[test]
    fn no_text_ends_a_line_or_opens_a_quotation() {
        let mut hostile = handoff();
        hostile.packet.summary =
            "a\r\nVia: evil\n\n\"b\" <sip:x@y>, 100% 👩\u{200d}👧;tag=\u{0}\u{7f}".to_owned();
        hostile.key = "k\r\nContact: <sip:evil@example>".to_owned();
        let headers = hostile.sip_headers();
        let key = value_of(&headers, "X-Relais-Key").expect("a key");
        assert_eq!(key, "k%0D%0AContact: %3Csip:evil@example%3E");
        let summary = value_of(&headers, "X-Relais-Summary").expect("a summary");
        assert!(!summary.contains(['"', ',', ';', '<', '>', '\\']), "{summary}");
        assert_eq!(decoded(summary), "a Via: evil \"b\" <sip:x@y>, 100% 👩\u{200d}👧;tag=");
    }

    #[test]
    fn a_long_summary_is_cut_within_its_line() {
        let mut large = handoff();
        large.packet.summary = "déjà réglé ".repeat(30);
        let headers = large.sip_headers();
        let summary = decoded(value_of(&headers, "X-Relais-Summary").expect("a summary"));
        assert!(summary.ends_with("é…") || summary.ends_with("à…"), "{summary}");
        assert!(summary.chars().count() > 50, "{summary}");
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None, ..ProptestConfig::default()
        })]

        #[test]
        fn any_text_makes_lines_of_printable_ascii(
            key in any::<String>(),
            summary in prop_oneof![any::<String>(), "[\r\n\"é💳 %]{0,400}"],
            queue in "[a-z0-9_-]{1,120}",
        ) {
            let mut any = handoff();
            any.key = key;
            any.packet.summary = summary;
            any.queue = id(&queue);
            let headers = any.sip_headers();
            let mut total = 0;
            for (name, value) in &headers {
                let line = format!("{name}: {value}\r\n");
                total += line.len();
                prop_assert!(value.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{}", value);
                prop_assert!(value.trim() == value && !value.is_empty());
                prop_assert!(line.len() <= 255 || *name == "User-to-User", "{}", line);
            }
            prop_assert!(total <= Handoff::MAX_SIP_BYTES, "{}", total);
            data(value_of(&headers, "User-to-User").expect("always there"));
            prop_assert_eq!(value_of(&headers, "X-Relais-Queue"), Some(queue.as_str()));
        }
    }
}
