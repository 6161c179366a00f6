//! A bundle is the same every time, and a damaged one is refused.

use relais::{Bundle, Engine, ErrorKind, KnowledgeBase, Locale, Message, Start};

use crate::starter::{BASE, BYTES, ENGINE, MONDAY_MORNING};

/// A knowledge base that is built in milliseconds.
pub(crate) fn small() -> KnowledgeBase {
    let files = [
        (
            "relais.yaml",
            "name: Small\nlocales: [en]\ndisclosure: I am a machine.\ntime_zone: Europe/Paris\n\
             topics: [{id: a, title: A}]\nqueues: [{id: q, title: Q, hours: {mon-fri: '09:00-18:00'}}]\n\
             contact: {phone: '1'}\n",
        ),
        (
            "articles/a/b.yaml",
            "en:\n  title: Open hours\n  questions: [when are you open, opening hours]\n  answer: Nine to six.\n",
        ),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    match KnowledgeBase::from_files(files) {
        Ok((base, _)) => base,
        Err(problems) => panic!("{problems:#?}"),
    }
}

#[test]
fn the_same_knowledge_base_gives_the_same_bytes() {
    let once = small().to_bytes().expect("built");
    let twice = small().to_bytes().expect("built");
    assert!(once == twice, "two builds differ");
}

#[test]
fn a_language_alone_is_a_smaller_bundle() {
    let french = BASE.clone().restricted_to(&[Locale::FR]).to_bytes().expect("built");
    assert!(french.len() < BYTES.len() * 2 / 3, "{} of {}", french.len(), BYTES.len());
    let bundle = Bundle::from_bytes(french).expect("opened");
    assert_eq!(bundle.locales(), [Locale::FR]);
}

#[test]
fn a_compact_bundle_is_smaller_and_replies_the_same() {
    let bytes = BASE.to_compact_bytes().expect("built");
    assert!(bytes.len() < BYTES.len() * 2 / 5, "{} of {}", bytes.len(), BYTES.len());
    let compact = Engine::new(Bundle::from_bytes(bytes).expect("opened"));
    for locale in BASE.locales() {
        let texts = BASE.texts(*locale).expect("a language of the base");
        let wordings = texts.articles.iter().flat_map(|authored| &authored.wordings);
        // With a letter missing, words are corrected; with a word missing, others are near.
        let asked = wordings.step_by(5).flat_map(|wording| {
            let misspelled = wording.char_indices().filter(|(at, _)| *at != 4).map(|(_, c)| c);
            let (_, rest) = wording.split_once(' ').unwrap_or_default();
            [wording.clone(), misspelled.collect(), rest.to_owned()]
        });
        let mut count = 0;
        for text in asked {
            let reply = |engine: &Engine| {
                let mut session = engine.session(Start::new(*locale));
                session.reply(Message::text(text.as_str()).at(MONDAY_MORNING)).to_json()
            };
            assert_eq!(reply(&compact), reply(&ENGINE), "{text}");
            count += 1;
        }
        assert!(count > 300, "{count} questions in {locale}");
    }
}

#[test]
fn any_flipped_bit_of_a_compact_bundle_is_refused() {
    let bytes = small().to_compact_bytes().expect("built");
    assert!(Bundle::from_bytes(bytes.clone()).is_ok());
    for position in (0..bytes.len()).step_by(7) {
        let mut flipped = bytes.clone();
        flipped[position] ^= 1 << (position % 8);
        assert!(Bundle::from_bytes(flipped).is_err(), "byte {position}");
    }
}

#[test]
fn any_flipped_bit_is_refused() {
    let bytes = small().to_bytes().expect("built");
    for position in (0..bytes.len()).step_by(7) {
        let mut flipped = bytes.clone();
        flipped[position] ^= 1 << (position % 8);
        assert!(Bundle::from_bytes(flipped).is_err(), "byte {position}");
    }
}

#[test]
fn any_truncation_is_refused() {
    let bytes = small().to_bytes().expect("built");
    for length in (0..bytes.len()).step_by(13) {
        let kind = Bundle::from_bytes(bytes[..length].to_vec()).expect_err("truncated").kind();
        assert!(matches!(kind, ErrorKind::Damaged | ErrorKind::NotABundle), "{length}: {kind:?}");
    }
}

#[test]
fn what_is_no_bundle_is_named() {
    for bytes in [Vec::new(), vec![0; 1 << 24], b"RELAIS".to_vec(), b"name: YAML".to_vec()] {
        let error = Bundle::from_bytes(bytes).expect_err("not a bundle");
        assert_eq!(error.kind(), ErrorKind::NotABundle, "{error}");
    }
}

#[test]
fn a_version_to_come_is_named() {
    let mut bytes = small().to_bytes().expect("built");
    bytes[8] = 200;
    let error = Bundle::from_bytes(bytes).expect_err("from the future");
    assert_eq!(error.kind(), ErrorKind::UnsupportedVersion, "{error}");
}

#[cfg(feature = "map")]
#[test]
fn a_mapped_bundle_answers_the_same_and_outlives_its_name() {
    use std::fs;

    let folder = std::env::temp_dir().join(format!("relais-map-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("kb.relais");
    fs::write(&path, &*BYTES).expect("a file");
    let mapped = Engine::new(Bundle::map(&path).expect("a bundle"));
    // Another one takes its name, as it does when a new version is published.
    fs::write(folder.join("next"), &BYTES[..BYTES.len() - 1]).expect("a file");
    fs::rename(folder.join("next"), &path).expect("a new name");
    let ask = |engine: &Engine| {
        let mut session = engine.session(Start::new(Locale::FR));
        session.reply(Message::text("où trouver mon code PUK").at(MONDAY_MORNING)).to_json()
    };
    assert_eq!(ask(&mapped), ask(&ENGINE));
    assert_eq!(Bundle::map(&path).expect_err("cut off").kind(), ErrorKind::Damaged);
    fs::remove_dir_all(&folder).expect("the folder");
    assert_eq!(Bundle::map(&path).expect_err("no file").kind(), ErrorKind::Io);
}
