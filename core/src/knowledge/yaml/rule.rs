//! `rules/<id>.yaml`.

use std::collections::BTreeMap;

use super::condition::{self, value};
use super::context::Context;
use super::document::{Place, nearest};
use super::raw;
use crate::facts::Value;
use crate::id::Id;
use crate::knowledge::{Effect, Occasion, Rule};
use crate::locale::Locale;

/// Parses a rule into its form in each locale.
pub(super) fn parse(cx: &Context<'_>, place: &Place<'_>, id: &Id) -> BTreeMap<Locale, Rule> {
    let raw: raw::Rule = place.read(cx.problems);
    let why = cx.required(place, "why", raw.why);
    let priority = raw.priority.unwrap_or(50);
    if priority > 100 {
        place.key("priority").error(
            cx.problems,
            "invalid-priority",
            format!("the priority {priority} is above 100"),
            "write a number from 0 to 100",
        );
    }
    let when = cx
        .required(place, "when", raw.when.as_ref())
        .and_then(|raw| condition::parse(cx, &place.key("when"), raw));
    let on = raw.on.as_ref().and_then(|name| occasion(cx, &place.key("on"), name));
    let on = on.unwrap_or_default();
    let then = place.key("then");
    let effect = effect(cx, &then, &raw.then);
    let say = raw
        .then
        .say
        .as_ref()
        .map(|say| cx.templates(&then.key("say"), say, &[]))
        .unwrap_or_default();
    let set = notes(cx, &then.key("set"), &raw.then.set);
    let packet = notes(cx, &then.key("packet"), &raw.then.packet);
    let authored = ["hand_to_human", "answer", "ask", "no_match", "say", "set", "packet"];
    if !authored.iter().any(|key| then.has(key, cx.problems)) {
        place.name_of("then").error(
            cx.problems,
            "no-effect",
            "the rule has no effect",
            "add `then:` with hand_to_human, answer, ask, no_match, say, set or packet",
        );
    }
    let offers = effect.as_ref().is_some_and(|effect| *effect != Effect::NoMatch);
    if on == Occasion::Facts && (!offers || raw.then.say.is_none()) {
        place.name_of("then").error(
            cx.problems,
            "incomplete-offer",
            "a rule on facts says what it has seen and offers something",
            "add `say:` with the reason in plain words, and answer, ask or hand_to_human",
        );
    }
    let (Some(why), Some(when)) = (why, when) else { return BTreeMap::new() };
    let rule = |locale: &Locale| Rule {
        id: id.clone(),
        why: why.clone(),
        priority,
        on,
        when: when.clone(),
        effect: effect.clone(),
        say: say.get(locale).cloned(),
        set: set.clone(),
        packet: packet.clone(),
    };
    cx.locales.iter().map(|locale| (*locale, rule(locale))).collect()
}

fn occasion(cx: &Context<'_>, place: &Place<'_>, name: &str) -> Option<Occasion> {
    match name {
        "message" => Some(Occasion::Message),
        "facts" => Some(Occasion::Facts),
        other => {
            place.error(
                cx.problems,
                "unknown-occasion",
                format!("`{other}` is not an occasion at which rules are tried"),
                nearest(other, &["message", "facts"]),
            );
            None
        }
    }
}

fn effect(cx: &Context<'_>, place: &Place<'_>, raw: &raw::Effects) -> Option<Effect> {
    let deciding = [
        ("hand_to_human", raw.hand_to_human.is_some()),
        ("answer", raw.answer.is_some()),
        ("ask", raw.ask.is_some()),
        ("no_match", raw.no_match == Some(true)),
    ];
    let given: Vec<&str> =
        deciding.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect();
    if given.len() > 1 {
        place.error(
            cx.problems,
            "several-effects",
            format!("a turn has one outcome, and this rule gives several: {}", given.join(", ")),
            "keep one; say, set and packet may go with it",
        );
        return None;
    }
    if let Some(raw) = &raw.hand_to_human {
        return cx.hand_over(&place.key("hand_to_human"), raw).map(Effect::HandToHuman);
    }
    if let Some(article) = &raw.answer {
        return cx.id(&place.key("answer"), article).map(Effect::Answer);
    }
    if raw.no_match == Some(true) {
        return Some(Effect::NoMatch);
    }
    let form = raw.ask.as_ref()?;
    let form = form.strip_prefix("forms/").unwrap_or(form);
    cx.id(&place.key("ask"), form).map(Effect::Ask)
}

fn notes(
    cx: &Context<'_>,
    place: &Place<'_>,
    raw: &BTreeMap<String, raw::Scalar>,
) -> Vec<(Id, Value)> {
    raw.iter()
        .filter_map(|(name, scalar)| {
            cx.id(&place.name_of(name), name).map(|id| (id, value(scalar)))
        })
        .collect()
}
