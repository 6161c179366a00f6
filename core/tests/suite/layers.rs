//! Which module may use which, and which may name a dependency.
//!
//! Both are read from the source: a path `crate::module` outside of comments, and the name of a
//! dependency's crate. A dependency of a module on one above it is a design decision, so it is
//! written here, with its reason, or it does not happen.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the crate, from the bottom to the top. A module uses only those before it, in its
/// own layer or in a lower one.
const LAYERS: &[(&str, &[&str])] = &[
    (
        "words that everything uses",
        &[
            "channel",
            "diagnostic",
            "error",
            "id",
            "reason",
            "time",
            "availability",
            "locale",
            "parallel",
            "trusting",
            "facts",
            "privacy",
            "seal",
            "signature",
            "text",
        ],
    ),
    ("what is said: content and replies", &["knowledge", "render", "reply", "event", "memo"]),
    ("evidence", &["retrieval", "intent", "confidence", "rules"]),
    ("decisions", &["bundle", "dialogue", "understand"]),
    ("wiring", &["engine"]),
    // It goes through nothing that a host could not: what passes there passes for hosts.
    ("users of the public API", &["eval"]),
    ("what authors learn from customers", &["suggest"]),
];

/// Modules that use one that stands after them, and why that is right.
const UPWARD: &[(&str, &str, &str)] = &[
    ("knowledge", "render", "the checker counts sentences as the telephone cuts them"),
    ("knowledge", "intent", "the checker asks the reserved intents which wordings are theirs"),
    ("knowledge", "reply", "the checker asks which promises there are"),
    ("reply", "memo", "a hand-over has the earlier contacts, which say how each one ended"),
    ("render", "reply", "`Reply::text` renders itself, so each of the two knows the other"),
];

/// Crates that only some places may name, so that they can be replaced there.
const CONFINED: &[(&str, &[&str])] = &[
    ("crc32fast", &["bundle/container.rs"]),
    ("ed25519_dalek", &["signature.rs"]),
    ("fst", &["text/spelling.rs", "text/vocabulary.rs"]),
    ("hmac", &["seal.rs"]),
    ("jiff", &["knowledge/yaml/"]),
    ("js_sys", &["text/unicode.rs"]),
    ("jsonschema", &["event/tests.rs", "memo/tests/"]),
    ("pulldown_cmark", &["knowledge/prose.rs"]),
    ("pulldown_cmark_escape", &["render/markup.rs"]),
    ("rust_stemmers", &["text/"]),
    ("schemars", &["availability.rs", "time.rs", "knowledge/yaml/raw/", "knowledge/yaml/schema/"]),
    ("serde_path_to_error", &["knowledge/yaml/"]),
    ("serde_yaml", &["knowledge/yaml/", "text/builtin.rs"]),
    ("sha2", &["knowledge/content.rs", "reply/packet/sip.rs", "seal.rs"]),
    ("strsim", &["knowledge/yaml/"]),
    ("tantivy", &["retrieval/"]),
    ("unicode_normalization", &["text/fold.rs", "text/unicode.rs"]),
    ("unicode_segmentation", &["render/messaging/", "text/"]),
];

#[test]
fn a_module_uses_those_below_it_only() {
    let order: Vec<&str> = LAYERS.iter().flat_map(|(_, modules)| modules.iter().copied()).collect();
    let place = |module: &str| order.iter().position(|each| *each == module);
    let sources = sources();
    let root = sources.iter().find(|source| source.module == "lib").expect("the root");
    let mut upward: BTreeSet<&(&str, &str, &str)> = BTreeSet::new();
    let mut wrong = Vec::new();
    for source in &sources {
        let Some(user) = place(&source.module) else {
            assert_eq!(source.module, "lib", "the table of layers has no `{}`", source.module);
            continue;
        };
        for used in source.used_modules() {
            if used == source.module {
                continue;
            }
            let allowed = match place(&used) {
                // Threads are no way into the engine.
                _ if source.module == "eval" => root.exports(&used) || used == "parallel",
                Some(used) if used < user => true,
                Some(_) => {
                    let is_it =
                        |(from, to, _): &&(&str, &str, &str)| *from == source.module && *to == used;
                    let edge = UPWARD.iter().find(is_it);
                    upward.extend(edge);
                    edge.is_some()
                }
                // Something exported at the root: its module says where it stands.
                None => false,
            };
            if !allowed {
                wrong.push(format!("{} uses crate::{used}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "against the layers:\n  {}", wrong.join("\n  "));
    let unused: Vec<_> = UPWARD.iter().filter(|edge| !upward.contains(edge)).collect();
    assert!(unused.is_empty(), "no longer needed, take it away: {unused:?}");
}

#[test]
fn dependencies_are_named_where_they_belong() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (dependency, places) in CONFINED {
            let belongs = places.iter().any(|place| source.path.starts_with(place));
            if !belongs && source.names(dependency) {
                wrong.push(format!("{} names {dependency}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "out of place:\n  {}", wrong.join("\n  "));
}

/// A file of `core/src`.
struct Source {
    /// Relative to `core/src`, with `/` between folders.
    path: String,
    /// The top-level module that it belongs to.
    module: String,
    /// Its lines without comments.
    code: String,
}

impl Source {
    fn read(root: &Path, file: &Path) -> Source {
        let relative = file.strip_prefix(root).expect("a file below the root");
        let path = relative.to_str().expect("names are ASCII").replace('\\', "/");
        let module = path.split(['/', '.']).next().unwrap_or_default().to_owned();
        let text = fs::read_to_string(file).expect("a readable file");
        let code = text.lines().map(without_comment).collect::<Vec<_>>().join("\n");
        Source { path, module, code }
    }

    /// What stands after `crate::`: modules, and what is exported at the root.
    fn used_modules(&self) -> BTreeSet<String> {
        let mut used = BTreeSet::new();
        for (at, _) in self.code.match_indices("crate::") {
            if self.code[..at].ends_with(is_of_a_name) {
                continue;
            }
            let rest = &self.code[at + "crate::".len()..];
            match rest.strip_prefix('{') {
                Some(group) => used.extend(first_names_of_group(group)),
                None => used.extend(first_name(rest)),
            }
        }
        used
    }

    /// Whether a crate is named: as the start of a path, or alone in a `use`.
    fn names(&self, dependency: &str) -> bool {
        self.code.match_indices(dependency).any(|(at, _)| {
            let (before, after) = (&self.code[..at], &self.code[at + dependency.len()..]);
            let alone = !before.ends_with(is_of_a_name) && !after.starts_with(is_of_a_name);
            alone && (after.starts_with("::") || before.ends_with("use "))
        })
    }

    /// Whether the root of the crate, which this is, makes a module or something of it public.
    fn exports(&self, name: &str) -> bool {
        let mut lines = self.code.lines().map(str::trim_start);
        lines.any(|line| {
            let public = line.strip_prefix("pub use ").or_else(|| line.strip_prefix("pub mod "));
            public.and_then(first_name).is_some_and(|exported| exported == name)
        })
    }
}

/// The first names of `a::b, c::{d, e}, F}` : a, c, F.
fn first_names_of_group(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = Vec::new();
    let mut starts = true;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => starts = true,
            _ if starts && is_of_a_name(c) => {
                names.extend(first_name(&group[at..]));
                starts = false;
            }
            _ => {}
        }
    }
    names
}

fn first_name(path: &str) -> Option<String> {
    let end = path.find(|c| !is_of_a_name(c)).unwrap_or(path.len());
    (end > 0).then(|| path[..end].to_owned())
}

fn is_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A line up to its `//`. One inside a string cuts too much, which is harmless: paths stand before.
fn without_comment(line: &str) -> &str {
    line.find("//").map_or(line, |at| &line[..at])
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    assert!(files.len() > 20, "the sources are where this test looks for them");
    files.iter().map(|file| Source::read(&root, file)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn groups_of_imports_are_read() {
    let names = first_names_of_group("a::b, c::{d, e::{f}},\n    G, h as i};\nuse crate::z;");
    assert_eq!(names, ["a", "c", "G", "h"]);
}
