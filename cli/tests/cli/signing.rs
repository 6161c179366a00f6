use std::fs;
use std::process::Command;

use crate::relais::Place;

/// A place with a base, a key pair, and the base signed with it.
fn signed(name: &str) -> Place {
    let place = Place::with_base(name);
    place.run(&["keygen", "release"]).succeeds();
    let said = place.run(&["build", "base", "-o", "kb.relais", "--sign", "release.key"]).succeeds();
    let key = place.public_key("release.pub");
    assert!(said.contains(&format!("signed  with {key}")), "{said}");
    place
}

impl Place {
    /// The line between the marks of a key's PEM.
    fn public_key(&self, file: &str) -> String {
        let pem = fs::read_to_string(self.path(file)).expect("a key");
        pem.lines().nth(1).expect("a line").to_owned()
    }

    fn verify(&self, bundle: &str, keys: &[&str]) -> crate::relais::Ran {
        let keys = keys.iter().flat_map(|key| ["--key", key]);
        self.run(&["verify", bundle].into_iter().chain(keys).collect::<Vec<_>>())
    }
}

#[test]
fn a_bundle_is_signed_and_verified() {
    let place = signed("signed");
    let said = place.verify("kb.relais", &["release.pub"]).succeeds();
    assert!(said.contains("whole and signed"), "{said}");
    assert!(said.contains(&place.public_key("release.pub")), "{said}");
    // Who asks for no signature uses it like any other.
    place.run(&["ask", "kb.relais", "where is my parcel?"]).succeeds();
    for form in [&["--compact"][..], &["--compact", "--locale", "en"]] {
        let build = ["build", "base", "-o", "other.relais", "--sign", "release.key"];
        place.run(&[&build, form].concat()).succeeds();
        place.verify("other.relais", &["release.pub"]).succeeds();
    }
}

#[test]
fn the_same_base_and_key_give_the_same_bytes() {
    let place = signed("signed-twice");
    place.run(&["build", "base", "-o", "again.relais", "--sign", "release.key"]).succeeds();
    let bytes = |file| fs::read(place.path(file)).expect("a bundle");
    assert!(bytes("kb.relais") == bytes("again.relais"));
}

#[test]
fn what_is_not_signed_with_a_trusted_key_is_a_failure() {
    let place = signed("not-trusted");
    place.run(&["keygen", "next"]).succeeds();
    let told = place.verify("kb.relais", &["next.pub"]).fails_with(1);
    assert!(told.contains(&place.public_key("release.pub")), "{told}");
    place.verify("kb.relais", &["next.pub", "release.pub"]).succeeds();
    place.run(&["build", "base", "-o", "plain.relais"]).succeeds();
    let told = place.verify("plain.relais", &["release.pub"]).fails_with(1);
    assert!(told.contains("plain.relais: the bundle is not signed"), "{told}");
}

#[test]
fn what_cannot_be_read_is_named_and_so_is_damage() {
    let place = signed("signed-unreadable");
    assert!(
        place.verify("nowhere.relais", &["release.pub"]).fails_with(3).contains("nowhere.relais")
    );
    assert!(place.verify("kb.relais", &["nowhere.pub"]).fails_with(3).contains("nowhere.pub"));
    let told = place.verify("kb.relais", &["release.pub", "release.key"]).fails_with(3);
    assert!(told.contains("release.key: this is a private key"), "{told}");
    let told = place.run(&["build", "base", "--sign", "release.pub"]).fails_with(3);
    assert!(told.contains("release.pub: this is no private key"), "{told}");
    assert!(!place.path("base.relais").exists());
    place.run(&["verify", "kb.relais"]).fails_with(2);

    let mut bytes = fs::read(place.path("kb.relais")).expect("a bundle");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(place.path("damaged.relais"), &bytes).expect("a file");
    let told = place.verify("damaged.relais", &["release.pub"]).fails_with(3);
    assert!(told.contains("is damaged"), "{told}");
    fs::write(place.path("cut.relais"), &bytes[..middle]).expect("a file");
    place.verify("cut.relais", &["release.pub"]).fails_with(3);
}

#[test]
fn a_key_is_secret_and_is_not_overwritten() {
    let place = Place::new("keys");
    place.run(&["keygen", "release"]).succeeds();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |file| fs::metadata(place.path(file)).expect("a file").permissions().mode();
        assert_eq!(mode("release.key") & 0o777, 0o600);
        assert_ne!(mode("release.pub") & 0o444, 0o400);
    }
    let before = fs::read(place.path("release.key")).expect("a key");
    assert!(place.run(&["keygen", "release"]).fails_with(2).contains("release.key"));
    fs::remove_file(place.path("release.key")).expect("it was there");
    assert!(place.run(&["keygen", "release"]).fails_with(2).contains("release.pub"));
    place.run(&["keygen", "other"]).succeeds();
    assert_ne!(fs::read(place.path("other.key")).expect("a key"), before);
    assert!(place.run(&["keygen", "nowhere/release"]).fails_with(3).contains("nowhere"));
}

/// The files are those of everybody's tool: each makes keys for the other, and OpenSSL checks a signature by itself.
#[test]
fn openssl_reads_and_makes_the_keys() {
    let place = signed("openssl");
    let openssl = |arguments: &[&str]| {
        Command::new("openssl").args(arguments).current_dir(place.path("")).output()
    };
    if openssl(&["version"]).is_err() {
        eprintln!("left out: openssl is not here");
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "in CI it must be");
        return;
    }
    let done = |arguments: &[&str]| {
        let ran = openssl(arguments).expect("it was just there");
        assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    };
    done(&["pkey", "-in", "release.key", "-pubout", "-out", "again.pub"]);
    assert_eq!(place.public_key("again.pub"), place.public_key("release.pub"));

    done(&["genpkey", "-algorithm", "ed25519", "-out", "theirs.key"]);
    done(&["pkey", "-in", "theirs.key", "-pubout", "-out", "theirs.pub"]);
    place.run(&["build", "base", "-o", "theirs.relais", "--sign", "theirs.key"]).succeeds();
    place.verify("theirs.relais", &["theirs.pub"]).succeeds();
    place.verify("theirs.relais", &["release.pub"]).fails_with(1);

    // The last 68 bytes are the signature and its balance; what is signed is all before them.
    let bytes = fs::read(place.path("theirs.relais")).expect("a bundle");
    let (message, end) = bytes.split_at(bytes.len() - 68);
    fs::write(place.path("message"), message).expect("a file");
    fs::write(place.path("signature"), &end[..64]).expect("a file");
    done(&[
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "theirs.pub",
        "-rawin",
        "-in",
        "message",
        "-sigfile",
        "signature",
    ]);
    done(&["genpkey", "-algorithm", "ed25519", "-aes256", "-pass", "pass:x", "-out", "locked.key"]);
    let told = place.run(&["build", "base", "--sign", "locked.key"]).fails_with(3);
    assert!(told.contains("locked.key"), "{told}");
    done(&["genpkey", "-algorithm", "x25519", "-out", "x.key"]);
    place.run(&["build", "base", "--sign", "x.key"]).fails_with(3);
}
