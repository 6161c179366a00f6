use crate::random::Random;

/// Fills a template: each `o` with one of the article's own words, each `s` with one of its
/// subject.
pub(crate) fn fill(
    template: &str,
    (own, subject): (&[String], &[String]),
    random: &mut Random,
) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in template.split(' ') {
        let among = match word {
            "o" => own,
            "s" => subject,
            _ => {
                words.push(word);
                continue;
            }
        };
        // Nobody says the same word twice where there is another.
        let fresh: Vec<&String> =
            among.iter().filter(|one| !words.contains(&one.as_str())).collect();
        words.push(if fresh.is_empty() {
            random.pick(among)
        } else {
            fresh[random.below(fresh.len())]
        });
    }
    words.join(" ")
}

/// How people ask for an article, from two words to a dozen.
pub(crate) const ASKED: [&str; 20] = [
    "how do I o my o",
    "where is the o of my s",
    "o o",
    "o s o",
    "why does my s not o with the o",
    "can you help me o the o please",
    "I cannot o my o since yesterday",
    "what is the o for s and o",
    "hello I would like to o the s of my o",
    "s o not working",
    "is it possible to o a o without s",
    "when will you o the o that I have asked for",
    "the o of the s is wrong what can I do",
    "I have been waiting for a o for three weeks and nobody can tell me why the s is o",
    "do I have to pay for the o if I o my s",
    "o my s",
    "what happens to my o when the s is o",
    "please o the o of my s",
    "who can o a s for me",
    "my o is o again",
];

/// What people say who name a subject and not what they want of it.
pub(crate) const STATED: [&str; 6] = [
    "I have a question about my s",
    "it is about s and s",
    "s",
    "problem with the s",
    "I need help with s s",
    "s s please",
];
