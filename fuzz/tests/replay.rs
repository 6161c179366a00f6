//! Every property on its seeds, and on all that was ever found against it.

use std::fs;
use std::path::Path;

use relais_fuzz::{ALL, holds, seeds};

#[test]
fn every_property_holds_on_good_input() {
    for (name, _) in ALL {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name} has no seeds");
        for seed in seeds {
            holds(name, &seed);
            // And on the start of it, which is what a file that was torn is.
            for part in 1..4 {
                holds(name, &seed[..seed.len() * part / 4]);
            }
        }
    }
}

#[test]
fn what_was_found_is_mended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions");
    for property in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        let name = property.file_name().to_string_lossy().into_owned();
        if !property.path().is_dir() {
            continue;
        }
        for file in fs::read_dir(property.path()).expect("a folder") {
            let bytes = fs::read(file.expect("a file").path()).expect("a file");
            holds(&name, &bytes);
        }
    }
}

/// A target of libFuzzer for each property, and no other.
#[test]
fn every_property_is_searched() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("targets/targets");
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|file| {
            file.expect("a file").path().file_stem().expect("a name").to_string_lossy().into()
        })
        .collect();
    names.sort();
    assert_eq!(names, ALL.map(|(name, _)| name));
}
