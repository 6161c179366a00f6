//! Words that say what the number behind them is.

/// What was said so far in a sentence, so that the next number can be understood.
#[derive(Default)]
pub(super) struct Cues {
    /// For how many more words each holds.
    birth: u8,
    reference: u8,
    security_code: u8,
    postcode: u8,
    is_behind_ne: bool,
}

impl Cues {
    /// Takes note of a word, folded, and of the sign behind it.
    pub(super) fn word(&mut self, folded: &str, sign: Option<char>) {
        for cue in
            [&mut self.birth, &mut self.reference, &mut self.security_code, &mut self.postcode]
        {
            *cue = cue.saturating_sub(1);
        }
        match folded {
            "naissance" | "birth" | "birthday" | "birthdate" | "dob" | "ddn" | "born" | "nee" => {
                self.birth = WORDS_TO_BIRTH;
            }
            // Without its accent, "né" is the half of a negation, unless "le" follows.
            "le" if self.is_behind_ne => self.birth = 1,
            "numero" | "numeros" | "num" | "number" | "nr" | "nº" | "ref" | "reference"
            | "references" | "dossier" | "commande" | "order" | "contrat" | "contract"
            | "client" | "customer" | "facture" | "invoice" | "compte" | "account" | "ticket"
            | "suivi" | "tracking" | "colis" | "parcel" | "abonne" | "identifiant" => {
                self.reference = WORDS_TO_NUMBER;
            }
            // "Send the number to 33700".
            "au" | "aux" | "to" | "vers" => self.reference = 0,
            "n" if sign == Some('°') => self.reference = WORDS_TO_NUMBER,
            "cvv" | "cvv2" | "cvc" | "cryptogramme" => self.security_code = WORDS_TO_NUMBER,
            "postal" | "postcode" | "zip" | "cp" => self.postcode = WORDS_TO_POSTCODE,
            _ => {}
        }
        self.is_behind_ne = folded == "ne";
    }

    /// Takes note of "né", which only its accent makes a word for a birth.
    pub(super) fn born(&mut self) {
        self.birth = WORDS_TO_BIRTH;
        self.is_behind_ne = false;
    }

    /// Takes note of a sign between words.
    pub(super) fn sign(&mut self, sign: char) {
        match sign {
            '\n' | '!' | '?' | ';' => self.forget(),
            '.' => self.birth = 0,
            '#' => self.reference = 1,
            _ => {}
        }
    }

    /// Forgets all, behind a number that was understood.
    pub(super) fn forget(&mut self) {
        *self = Cues::default();
    }

    pub(super) fn birth(&self) -> bool {
        self.birth > 0
    }

    pub(super) fn reference(&self) -> bool {
        self.reference > 0
    }

    pub(super) fn security_code(&self) -> bool {
        self.security_code > 0
    }

    pub(super) fn postcode(&self) -> bool {
        self.postcode > 0
    }
}

/// "né à Clermont-Ferrand le 12 mars 1985".
const WORDS_TO_BIRTH: u8 = 6;
/// "my order number is 482913", "commande numéro 482913".
const WORDS_TO_NUMBER: u8 = 4;
const WORDS_TO_POSTCODE: u8 = 3;
