use relais::Locale;

use super::article::Topic;

/// The `relais.yaml` of a new knowledge base. What an import cannot know is marked to be changed.
pub(super) fn settings(name: &str, locales: &[Locale], topics: &[Topic]) -> String {
    let quoted = super::write::scalar(name);
    let tags: Vec<String> =
        locales.iter().map(|locale| super::write::scalar(locale.as_str())).collect();
    let by_locale = |text: &dyn Fn(bool) -> String| {
        let of = |locale: &Locale| {
            let text = super::write::scalar(&text(locale.language() == "fr"));
            format!("{}: {text}", super::write::scalar(locale.as_str()))
        };
        format!("{{{}}}", locales.iter().map(of).collect::<Vec<_>>().join(", "))
    };
    let disclosure = by_locale(&|french| match french {
        true => format!("Je suis l'assistant automatique de {name}."),
        false => format!("I am the automatic assistant of {name}."),
    });
    let service =
        by_locale(&|french| if french { "Service client" } else { "Customer service" }.to_owned());
    let zone = match locales.first().map(Locale::language) {
        Some("fr") => "Europe/Paris",
        _ => "Europe/London",
    };
    let topics: String = topics.iter().map(|topic| format!("  - {}\n", topic.as_yaml())).collect();
    format!(
        "\
# Made by `relais import`. Lines with CHANGE are guesses: no other tool knows them.
name: {quoted}                       # CHANGE
locales: [{}]
disclosure: {disclosure}
topics:                           # the menu; each is a folder below articles/
{topics}time_zone: {zone}          # CHANGE
queues:                           # where people answer; the first one is the default
  - id: service
    title: {service}
    hours: {{mon-fri: \"09:00-17:00\"}}   # CHANGE
contact:                          # what is said when nobody can be reached
  email: help@change-me.example   # CHANGE
",
        tags.join(", ")
    )
}
