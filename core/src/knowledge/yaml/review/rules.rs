//! Rules that never do anything.

use super::Checker;
use crate::facts::Value;
use crate::knowledge::{Comparison, Condition, Effect, Occasion, Rule, Subject, Test};
use crate::time::Date;

/// Tells rules whose condition can never hold, and those before which another one always decides.
pub(super) fn review(checker: &Checker<'_>, today: Date) {
    let rules = checker.each_rule();
    for (at, rule) in rules.iter().enumerate() {
        let Some(place) = checker.place("rules/", &rule.id) else { continue };
        if let Some(reason) = never(&rule.when, today) {
            place.name_of("when").warning(
                checker.problems,
                "never-fires",
                format!("the rule never fires: {reason}"),
                "change its condition, or remove the rule",
            );
        } else if let Some(other) = rules[..at].iter().find(|other| hides(other, rule, today)) {
            let (id, priority) = (&other.id, other.priority);
            place.name_of("when").warning(
                checker.problems,
                "hidden-rule",
                format!("`{id}`, of priority {priority}, decides whenever this rule could"),
                "give this rule a higher priority, or make the condition of the other one narrower",
            );
        }
    }
}

/// Whether the first rule, which is tried first, always decides where the second one could.
fn hides(first: &Rule, second: &Rule, today: Date) -> bool {
    // An answer is not given where it does not hold, and what is offered is offered once. What a rule notes
    // and adds to a hand-over counts even where another one decides.
    let decides = !matches!(first.effect, None | Some(Effect::Answer(_)));
    decides
        && first.on == Occasion::Message
        && second.on == Occasion::Message
        && second.effect.is_some()
        && second.set.is_empty()
        && second.packet.is_empty()
        && never(&first.when, today).is_none()
        && implies(&second.when, &first.when)
}

/// Why a condition never holds.
fn never(condition: &Condition, today: Date) -> Option<String> {
    match condition {
        Condition::All(list) => {
            let parts = conjuncts(condition);
            let impossible = list.iter().find_map(|one| never(one, today));
            impossible.or_else(|| {
                let pairs = parts.iter().enumerate();
                pairs
                    .flat_map(|(at, one)| parts[at + 1..].iter().map(move |other| (*one, *other)))
                    .find_map(|(one, other)| {
                        contradict(one, other).or_else(|| contradict(other, one))
                    })
            })
        }
        Condition::Any(list) if list.is_empty() => Some("`any` has nothing in it".to_owned()),
        Condition::Any(list) => {
            let reasons: Option<Vec<String>> = list.iter().map(|one| never(one, today)).collect();
            reasons?.into_iter().next()
        }
        Condition::Not(inner) => match inner.as_ref() {
            Condition::All(list) if list.is_empty() => {
                Some("it asks that nothing not hold".to_owned())
            }
            _ => None,
        },
        Condition::Dates { until: Some(until), .. } if *until < today => {
            Some(format!("its last day was {until}"))
        }
        _ => None,
    }
}

/// Everything that must hold for a condition to hold.
fn conjuncts(condition: &Condition) -> Vec<&Condition> {
    match condition {
        Condition::All(list) => list.iter().flat_map(conjuncts).collect(),
        other => vec![other],
    }
}

/// Why two conditions cannot both hold.
fn contradict(one: &Condition, other: &Condition) -> Option<String> {
    match (one, other) {
        (Condition::Not(inner), other) if implies(other, inner) => {
            Some("it asks for something and for its contrary".to_owned())
        }
        (one, Condition::Any(cases)) if !cases.is_empty() => {
            let contradicts = |case| contradict(one, case).or_else(|| contradict(case, one));
            let reasons: Option<Vec<String>> = cases.iter().map(contradicts).collect();
            reasons?.into_iter().next()
        }
        (Condition::Fact(name, test), Condition::Fact(of, other)) if name == of => {
            exclude(test, other).then(|| format!("no value of `{name}` passes both its tests"))
        }
        (Condition::Counter(counter, test), Condition::Counter(of, other)) if counter == of => {
            let name = counter.as_str();
            exclude(test, other).then(|| format!("no value of `{name}` passes both its tests"))
        }
        (Condition::Channel(list), Condition::Channel(others)) => {
            let apart = list.iter().all(|channel| !others.contains(channel));
            apart.then(|| "a conversation has one channel".to_owned())
        }
        (Condition::Locale(list), Condition::Locale(others)) => {
            let apart = list.iter().all(|locale| !others.contains(locale));
            apart.then(|| "a conversation has one language".to_owned())
        }
        (Condition::Queue { queue, open }, Condition::Queue { queue: of, open: other })
            if queue == of && open != other =>
        {
            Some(format!("`{queue}` cannot be open and closed at once"))
        }
        _ => None,
    }
}

/// Whether no value passes both tests.
fn exclude(one: &Test, other: &Test) -> bool {
    let truth = |test: &Test| match test {
        Test::Holds => Some(true),
        Test::Is(Value::Truth(truth)) => Some(*truth),
        _ => None,
    };
    match (one, other) {
        (Test::Known(known), Test::Known(of)) => known != of,
        (Test::Known(false), _) | (_, Test::Known(false)) => true,
        (Test::Is(value), Test::Is(of)) => value != of,
        (Test::Is(value), Test::IsNot(of)) | (Test::IsNot(value), Test::Is(of)) => value == of,
        (Test::Is(value), Test::In(values)) | (Test::In(values), Test::Is(value)) => {
            !values.contains(value)
        }
        (Test::In(values), Test::In(others)) => values.iter().all(|value| !others.contains(value)),
        (Test::Number(comparison, bound), Test::Number(of, other)) => {
            let (below, above) = (range(*comparison, *bound), range(*of, *other));
            let lowest = if below.0.0 >= above.0.0 { below.0 } else { above.0 };
            let highest = if below.1.0 <= above.1.0 { below.1 } else { above.1 };
            lowest.0 > highest.0 || lowest.0 == highest.0 && !(lowest.1 && highest.1)
        }
        _ => truth(one).zip(truth(other)).is_some_and(|(one, other)| one != other),
    }
}

/// The least and the greatest value, each with whether it is one itself.
type Range = ((f64, bool), (f64, bool));

fn range(comparison: Comparison, bound: f64) -> Range {
    let (least, greatest) = ((f64::NEG_INFINITY, false), (f64::INFINITY, false));
    match comparison {
        Comparison::Over => ((bound, false), greatest),
        Comparison::AtLeast => ((bound, true), greatest),
        Comparison::Under => (least, (bound, false)),
        Comparison::AtMost => (least, (bound, true)),
    }
}

/// Whether the second condition holds wherever the first one does, as far as can be told from how
/// they are written.
fn implies(one: &Condition, other: &Condition) -> bool {
    match (one, other) {
        _ if one == other => true,
        (_, Condition::All(parts)) => parts.iter().all(|part| implies(one, part)),
        (Condition::Any(cases), _) if !cases.is_empty() => {
            cases.iter().all(|case| implies(case, other))
        }
        (Condition::All(parts), _) if parts.iter().any(|part| implies(part, other)) => true,
        (_, Condition::Any(cases)) => cases.iter().any(|case| implies(one, case)),
        (Condition::Not(one), Condition::Not(other)) => implies(other, one),
        (
            Condition::About { subjects, at_least },
            Condition::About { subjects: others, at_least: of },
        ) => at_least == of && subjects.iter().all(|one| others.iter().any(|of| is_of(one, of))),
        (Condition::Channel(list), Condition::Channel(others)) => {
            list.iter().all(|channel| others.contains(channel))
        }
        (Condition::Locale(list), Condition::Locale(others)) => {
            list.iter().all(|locale| others.contains(locale))
        }
        (Condition::Fact(name, test), Condition::Fact(of, other)) => {
            name == of && entails(test, other)
        }
        (Condition::Counter(counter, test), Condition::Counter(of, other)) => {
            counter == of && entails(test, other)
        }
        _ => false,
    }
}

/// Whether a value that passes the first test passes the second.
fn entails(one: &Test, other: &Test) -> bool {
    match (one, other) {
        _ if one == other => true,
        (Test::Known(false), _) => false,
        (_, Test::Known(true)) => true,
        (Test::Is(value), Test::In(values)) => values.contains(value),
        (Test::In(values), Test::In(others)) => values.iter().all(|value| others.contains(value)),
        (Test::Number(comparison, bound), Test::Number(of, other)) => {
            let ((low, has_low), (high, has_high)) = range(*comparison, *bound);
            let ((least, with_least), (most, with_most)) = range(*of, *other);
            (low > least || low == least && (with_least || !has_low))
                && (high < most || high == most && (with_most || !has_high))
        }
        _ => false,
    }
}

fn is_of(one: &Subject, other: &Subject) -> bool {
    match (one, other) {
        (Subject::Article(article), Subject::Topic(topic)) => {
            article.as_str().split('/').next() == Some(topic.as_str())
        }
        _ => one == other,
    }
}
