use ownedbytes::OwnedBytes;

use super::super::container::Sections;
use super::open;
use crate::knowledge::{KnowledgeBase, Learnable, Questions};
use crate::locale::Locale;

fn small() -> KnowledgeBase {
    let questions = |title: &str, answer: &str, wordings: &[&str]| Questions {
        title: title.to_owned(),
        wordings: wordings.iter().map(|wording| (*wording).to_owned()).collect(),
        answer: answer.to_owned(),
        learnable: Learnable::TitleAndAnswer,
    };
    let all = [
        questions("Colis", "Suivez-le, été comme hiver.", &["où est mon colis", "colis perdu"]),
        questions("Facture", "Elle est en ligne. En ligne !", &["ma facture svp", "une facture"]),
        questions("Résilier", "Écrivez-nous.", &["résilier", "je veux résilier", "fin", "stop"]),
    ];
    KnowledgeBase::from_questions("Petite", Locale::FR, all)
}

fn starter() -> KnowledgeBase {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../knowledge-base");
    KnowledgeBase::load(folder).expect("the starter knowledge base is valid").0
}

fn sections(bytes: Vec<u8>) -> Sections {
    Sections::open(&OwnedBytes::new(bytes)).expect("what was built can be opened")
}

fn compact(base: &KnowledgeBase, locale: Locale) -> Vec<u8> {
    let sections = sections(base.to_compact_bytes().expect("built"));
    sections.get(&format!("{locale}/compact")).expect("a compact bundle has it").to_vec()
}

#[test]
fn what_is_made_is_what_the_other_form_stores() {
    for base in [small(), starter()] {
        let flat = sections(base.to_bytes().expect("built"));
        for locale in base.locales() {
            let made = open(&compact(&base, *locale)).expect("what was written can be read");
            let stored = |part: &str| flat.get(&format!("{locale}/{part}")).expect("it is there");
            assert!(*made.classifier == *stored("classifier"), "{locale}: the classifiers differ");
            assert!(*made.words == *stored("words"), "{locale}: the vocabularies differ");
        }
    }
}

#[test]
fn damaged_bytes_are_refused_or_read_safely() {
    let bytes = compact(&small(), Locale::FR);
    for length in (0..bytes.len()).step_by(97) {
        assert!(open(&bytes[..length]).is_none(), "cut at {length}");
    }
    // Most of it is words, where nearly anything is a word; the numbers are in the last bytes.
    let numbers = bytes.len() - 1_000..bytes.len();
    let (mut all, mut refused) = (0, 0);
    for at in (0..bytes.len()).step_by(97).chain(numbers) {
        for flip in [0x01, 0x80, 0xFF] {
            let mut damaged = bytes.clone();
            damaged[at] ^= flip;
            all += 1;
            refused += usize::from(open(&damaged).is_none());
        }
    }
    assert!(refused > all / 10, "{refused} of {all} were refused");
}
