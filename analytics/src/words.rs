use crate::share::Share;

/// A language of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English
    En,
    /// French
    Fr,
}

impl Lang {
    /// The language of a locale such as `fr_FR.UTF-8`, as systems name it; English for any other.
    pub fn of_locale(locale: &str) -> Lang {
        match locale.split(['_', '.', '-', '@']).next() {
            Some("fr") => Lang::Fr,
            _ => Lang::En,
        }
    }

    /// The language, as HTML names it.
    pub(crate) fn tag(self) -> &'static str {
        self.say("en", "fr")
    }

    /// The one of two texts that is in the language of the report.
    pub(crate) fn say<'t>(self, en: &'t str, fr: &'t str) -> &'t str {
        match self {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }

    /// A number, with its digits in groups of three from five digits on.
    pub(crate) fn number(self, number: u64) -> String {
        let digits = number.to_string();
        if digits.len() < 5 {
            return digits;
        }
        let separator = self.say(",", NARROW);
        let mut grouped = String::new();
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push_str(separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A number with one of two nouns. One takes the singular, and nothing does in French.
    pub(crate) fn count(self, number: u64, en: [&str; 2], fr: [&str; 2]) -> String {
        let noun = match self {
            Lang::En => en[usize::from(number != 1)],
            Lang::Fr => fr[usize::from(number > 1)],
        };
        format!("{} {noun}", self.number(number))
    }

    /// A share in percent; a dash where there is no whole.
    pub(crate) fn share(self, share: Share) -> String {
        share.value().map_or("–".to_owned(), |value| self.percent(value))
    }

    /// Where the share of all such conversations is likely to be, in percent. Out of many that would be the
    /// same number as the share.
    pub(crate) fn interval(self, share: Share) -> Option<String> {
        let [low, high] = share.interval().filter(|_| share.whole < MANY)?;
        Some(format!("({:.0}–{:.0})", 100.0 * low, 100.0 * high))
    }

    /// A part of one in percent.
    pub(crate) fn percent(self, share: f64) -> String {
        let space = self.say("", NO_BREAK);
        if share > 0.0 && share < 0.005 {
            return format!("<{NO_BREAK}1{space}%");
        }
        if share < 1.0 && share > 0.995 {
            return format!(">{NO_BREAK}99{space}%");
        }
        format!("{:.0}{space}%", share * 100.0)
    }

    /// A mean of scores, with one decimal.
    pub(crate) fn mean(self, mean: Option<f64>) -> String {
        match mean {
            Some(mean) => format!("{mean:.1}").replace('.', self.say(".", ",")),
            None => "–".to_owned(),
        }
    }

    /// How long something took.
    pub(crate) fn milliseconds(self, milliseconds: u64) -> String {
        format!("{}{NO_BREAK}ms", self.number(milliseconds))
    }

    /// Why a person took over.
    pub(crate) fn reason(self, name: Option<&str>) -> &str {
        let (en, fr) = match name {
            Some("asked_human") => {
                ("The customer asked for a person", "Le client a demandé une personne")
            }
            Some("not_understood") => {
                ("The question was not understood", "La question n’a pas été comprise")
            }
            Some("clarification_refused") => {
                ("None of the choices was right", "Aucun des choix ne convenait")
            }
            Some("sensitive") => ("A sensitive subject", "Un sujet sensible"),
            Some("dispute") => ("A dispute", "Un litige"),
            Some("distress") => ("Anger or distress", "Colère ou détresse"),
            Some("vip") => ("A customer with a person of their own", "Un client prioritaire"),
            Some("expert_advice") => ("Advice of an expert", "Un conseil d’expert"),
            Some("identity_needed") => {
                ("The customer had to be identified", "Le client devait être identifié")
            }
            Some("action_needed") => {
                ("Only a person could do it", "Seule une personne pouvait le faire")
            }
            Some("action_failed") => ("An act failed", "Une action a échoué"),
            Some("policy") => ("A rule of the house", "Une règle de la maison"),
            Some("article_says_human") => {
                ("The article says that a person answers", "L’article renvoie à une personne")
            }
            Some("expired_article") => {
                ("The article no longer held", "L’article n’était plus valable")
            }
            Some("engine_fault") => ("A fault of the engine", "Une panne du moteur"),
            // A reason that came after this program was written has its name.
            Some(other) => return other,
            None => ("No reason given", "Aucune raison donnée"),
        };
        match self {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }

    /// Where conversations took place.
    pub(crate) fn channel(self, name: &str) -> &str {
        match name {
            "web" => self.say("web page", "page web"),
            "voice" => self.say("telephone", "téléphone"),
            "messaging" => self.say("messaging", "messagerie"),
            "text" => self.say("text", "texte"),
            other => other,
        }
    }
}

/// From so many on, an interval of 95 % is three points wide on either side at most.
const MANY: u64 = 1_000;

pub(crate) const NO_BREAK: &str = "\u{a0}";
/// What separates thousands in French.
const NARROW: &str = "\u{202f}";
