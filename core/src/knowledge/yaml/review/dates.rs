//! Content that is out of date, or will be soon.

use std::collections::BTreeMap;

use super::Checker;
use crate::id::Id;
use crate::knowledge::{Article, Effect, Remedy};
use crate::time::Date;

/// Tells what has ended, what ends soon, what nobody has looked at for long, and what leads there.
pub(super) fn review(checker: &Checker<'_>, today: Date) {
    let over: BTreeMap<&Id, Date> = checker
        .each_article()
        .filter_map(|article| Some((&article.id, article.valid_until?)))
        .filter(|(_, until)| *until < today)
        .collect();
    for article in checker.each_article() {
        itself(checker, article, today);
        let Some(place) = checker.place("articles/", &article.id) else { continue };
        for (index, next) in article.next.iter().enumerate() {
            let place = place.key("next").index(index);
            if let Some(until) = over.get(next) {
                let fix = place.removal("remove the suggestion");
                let message = format!("`{next}` ended on {until} and is no longer suggested");
                let hint = "give that article another date, or remove the suggestion";
                place.mendable(checker.problems, "leads-to-expired", message, hint, fix);
            }
        }
    }
    let ended = |place: super::Place<'_>, id: &Id| {
        if let Some(until) = over.get(id) {
            let message = format!("`{id}` ended on {until}");
            let hint = "name another article, or give that one another date";
            place.warning(checker.problems, "leads-to-expired", message, hint);
        }
    };
    for rule in checker.each_rule() {
        let Some(place) = checker.place("rules/", &rule.id) else { continue };
        if let Some(Effect::Answer(id)) = &rule.effect {
            ended(place.key("then").key("answer"), id);
        }
    }
    for form in checker.each_form() {
        let Some(place) = checker.place("forms/", &form.id) else { continue };
        for failure in &form.failures {
            if let Remedy::Answer(id) = &failure.remedy {
                ended(place.key("failures").key(failure.code.as_str()).key("answer"), id);
            }
        }
    }
}

fn itself(checker: &Checker<'_>, article: &Article, today: Date) {
    let Some(place) = checker.place("articles/", &article.id) else { return };
    let problems = checker.problems;
    if let Some(until) = article.valid_until {
        let place = place.key("valid_until");
        match until.days_since(today) {
            ..0 => place.warning(
                problems,
                "expired",
                format!("the article ended on {until}"),
                "give it another date, or switch it off with `enabled: false`",
            ),
            days @ 0..SOON => place.warning(
                problems,
                "expires-soon",
                match days {
                    0 => "the article ends today".to_owned(),
                    1 => "the article ends tomorrow".to_owned(),
                    _ => format!("the article ends on {until}, in {days} days"),
                },
                "give it another date, or write the article that comes after it",
            ),
            _ => {}
        }
    }
    if let Some(reviewed) = article.reviewed.filter(|day| today.days_since(*day) > LONG_AGO) {
        place.key("reviewed").warning(
            problems,
            "review-overdue",
            format!("the article was last reviewed on {reviewed}"),
            "have whoever keeps it right read it again, and write the day",
        );
    }
}

/// Days.
const SOON: i32 = 30;
const LONG_AGO: i32 = 365;
