//! The numbers of the header, by the middle part of their names: `RELAIS_EVENT_REPEAT` is
//! [`event::REPEAT`]. What they mean is said there; a test compares the two.

/// Where a conversation takes place.
pub(crate) mod channel {
    pub(crate) const WEB: i32 = 0;
    pub(crate) const VOICE: i32 = 1;
    pub(crate) const MESSAGING: i32 = 2;
    pub(crate) const TEXT: i32 = 3;
}

/// What sort of value a fact has.
pub(crate) mod fact {
    pub(crate) const TEXT: i32 = 0;
    pub(crate) const NUMBER: i32 = 1;
    pub(crate) const TRUTH: i32 = 2;
    pub(crate) const DATE: i32 = 3;
    pub(crate) const AMOUNT: i32 = 4;
}

/// Something that is no word of the customer.
pub(crate) mod event {
    pub(crate) const NO_INPUT: i32 = 1;
    pub(crate) const NO_MATCH: i32 = 2;
    pub(crate) const RECOGNITION_ERROR: i32 = 3;
    pub(crate) const BARGE_IN: i32 = 4;
    pub(crate) const REPEAT: i32 = 5;
    pub(crate) const MORE: i32 = 6;
    pub(crate) const HANG_UP: i32 = 7;
    pub(crate) const HANDOVER_ACCEPTED: i32 = 8;
    pub(crate) const HANDOVER_FAILED: i32 = 9;
    pub(crate) const HANDOVER_COMPLETED: i32 = 10;
    pub(crate) const HANDOVER_EXPIRED: i32 = 11;
}

/// How a turn ends.
pub(crate) mod outcome {
    pub(crate) const SILENT: i32 = 0;
    pub(crate) const ANSWER: i32 = 1;
    pub(crate) const CLARIFY: i32 = 2;
    pub(crate) const ASK: i32 = 3;
    pub(crate) const ACT: i32 = 4;
    pub(crate) const HAND_TO_HUMAN: i32 = 5;
    pub(crate) const NO_MATCH: i32 = 6;
    pub(crate) const SAY: i32 = 7;
    pub(crate) const CLOSE: i32 = 8;
    pub(crate) const OFFER: i32 = 9;
}

/// What a turn has in words.
pub(crate) mod text {
    pub(crate) const PLAIN: i32 = 1;
    pub(crate) const SPEECH: i32 = 2;
    pub(crate) const SSML: i32 = 3;
    pub(crate) const HTML: i32 = 4;
    pub(crate) const SOURCE: i32 = 5;
    pub(crate) const TARGET: i32 = 6;
    pub(crate) const LOCALE: i32 = 7;
    pub(crate) const ACTION: i32 = 8;
    pub(crate) const VALUES: i32 = 9;
    pub(crate) const KEY: i32 = 10;
    pub(crate) const QUEUE: i32 = 11;
    pub(crate) const REASON: i32 = 12;
    pub(crate) const PROMISE: i32 = 13;
    pub(crate) const SUMMARY: i32 = 14;
    pub(crate) const UUI: i32 = 15;
    pub(crate) const PACKET: i32 = 16;
    pub(crate) const JSON: i32 = 17;
    pub(crate) const EVENT: i32 = 18;
    pub(crate) const LINKS: i32 = 19;
}

/// What a turn has in numbers.
pub(crate) mod number {
    pub(crate) const CHOICES: i32 = 1;
    pub(crate) const BARGE_IN: i32 = 2;
    pub(crate) const NO_INPUT_MS: i32 = 3;
    pub(crate) const HAS_MORE: i32 = 4;
    pub(crate) const PROBABILITY: i32 = 5;
    pub(crate) const KEYS_LEAST: i32 = 6;
    pub(crate) const KEYS_MOST: i32 = 7;
    pub(crate) const IS_WITH_HUMAN: i32 = 8;
    pub(crate) const WAIT_SECONDS: i32 = 9;
    pub(crate) const IS_OVER: i32 = 10;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    const HEADER: &str = include_str!("../include/relais.h");
    const SOURCE: &str = include_str!("constants.rs");

    #[test]
    fn the_header_has_the_same_numbers() {
        let groups = ["CHANNEL", "FACT", "EVENT", "OUTCOME", "TEXT", "NUMBER"];
        let defined = HEADER.lines().filter_map(|line| {
            let (name, rest) = line.strip_prefix("#define RELAIS_")?.split_once(' ')?;
            let (group, name) = name.split_once('_')?;
            let number = rest.split_whitespace().next()?;
            groups.contains(&group).then(|| format!("{group} {name} {number}"))
        });
        let mut group = "";
        let mut declared = BTreeSet::new();
        for line in SOURCE.lines().take_while(|line| !line.contains("cfg(test)")) {
            if let Some(rest) = line.strip_prefix("pub(crate) mod ") {
                group = rest.trim_end_matches(" {");
            }
            let constant = line.trim().strip_prefix("pub(crate) const ");
            if let Some((name, number)) = constant.and_then(|rest| rest.split_once(": i32 = ")) {
                let number = number.trim_end_matches(';');
                declared.insert(format!("{} {name} {number}", group.to_uppercase()));
            }
        }
        let defined: BTreeSet<String> = defined.collect();
        assert!(defined.len() > 50, "{defined:?}");
        assert_eq!(defined, declared);
    }
}
