//! Each question, on `events.ndjson`: ten conversations whose names say what they are, and one event of none.
//!
//! The figures here were counted by hand.

use relais_report::figures::{
    Answered, ArticleScore, Durations, Ending, Group, HandOver, Unanswered, Whole,
};

use crate::{figures, figures_in, fixture};

#[test]
fn read() {
    let read = figures(&fixture()).read;
    assert_eq!((read.events, read.unnamed), (27, 1));
    assert_eq!(read.first_at.as_deref(), Some("2026-10-25T00:30:00Z"));
    assert_eq!(read.last_at.as_deref(), Some("2026-11-02T12:00:00Z"));
    // "not-understood" twice, "summer-time", which was noise, and "winter-time".
    assert_eq!((read.unanswered, read.unanswered_without_words), (4, 1));
}

#[test]
fn endings() {
    let figures = figures(&fixture());
    let ending = |ending: &str, conversations| Ending { ending: ending.to_owned(), conversations };
    let expected = [
        // "left-at-a-choice": the "no" before it is not how it ended.
        ending("abandoned", 1),
        // "not-understood", and "answered-after-hand-over", which an answer does not undo.
        ending("handed_over", 2),
        // "said-no"
        ending("not_resolved", 1),
        // "only-opened"
        ending("nothing_said", 1),
        // "helped", and "act-done", whose act and its result are two events of one turn.
        ending("resolved", 2),
        // "second-answer", about whose second answer nobody said anything, and the two that nothing answered.
        ending("unknown", 3),
    ];
    assert_eq!(figures.endings, expected);
    assert_eq!(figures.whole(), Whole { resolved: 2, handed_over: 2, unresolved: 2, unknown: 3 });
    let [least, most] = figures.whole().contained();
    assert_eq!((least.part, most.part, most.whole), (2, 5, 9));
}

#[test]
fn hand_overs() {
    let reason = |reason: &str, conversations, at_once| HandOver {
        reason: Some(reason.to_owned()),
        conversations,
        at_once,
    };
    // The first was told to the host twice, with two promises.
    let expected = [reason("clarification_refused", 1, 0), reason("not_understood", 1, 1)];
    assert_eq!(figures(&fixture()).hand_overs, expected);
}

#[test]
fn answered_then_no() {
    let article = |article: &str, [answers, said_no, said_yes, said_nothing]: [u64; 4]| Answered {
        article: article.to_owned(),
        answers,
        said_no,
        said_yes,
        said_nothing,
    };
    let expected = [
        // "No" in "left-at-a-choice", "answered-after-hand-over" and "said-no"; in "second-answer" it came after
        // a "no" to the other article, which is not a "no" to this one.
        article("billing/refund", [4, 3, 0, 1]),
        article("box/return", [3, 1, 1, 1]),
    ];
    assert_eq!(figures(&fixture()).answered_then_no, expected);
}

#[test]
fn unanswered() {
    let expected = [Unanswered {
        question: "OU EST MA COMMANDE…".to_owned(),
        locale: "fr".to_owned(),
        // In three spellings, one of them with a no-break space before its question mark.
        times: 3,
        handed_over: 1,
    }];
    assert_eq!(figures(&fixture()).unanswered, expected);
}

#[test]
fn satisfaction_by_article() {
    let score = |article: &str, conversations, mean, satisfied, dissatisfied| ArticleScore {
        article: article.to_owned(),
        conversations,
        scored: 1,
        mean_score: Some(mean),
        satisfied,
        dissatisfied,
    };
    let expected = [score("billing/refund", 4, 2.0, 0, 1), score("box/return", 3, 5.0, 1, 0)];
    assert_eq!(figures(&fixture()).satisfaction_by_article, expected);
}

#[test]
fn by_channel() {
    let channel = |name: &str, [resolved, handed_over, unresolved, unknown]: [u64; 4]| Group {
        group: name.to_owned(),
        conversations: resolved + handed_over + unresolved + unknown,
        resolved,
        handed_over,
        unresolved,
        unknown,
        scored: 0,
        mean_score: None,
        satisfied: 0,
        dissatisfied: 0,
    };
    let web = channel("web", [2, 0, 1, 1]);
    let expected = [
        channel("messaging", [0, 0, 1, 0]),
        channel("text", [0, 1, 0, 0]),
        channel("voice", [0, 1, 0, 2]),
        Group { scored: 2, mean_score: Some(3.5), satisfied: 1, dissatisfied: 1, ..web },
    ];
    assert_eq!(figures(&fixture()).by_channel, expected);
}

#[test]
fn by_hour_and_day_of_the_time_zone() {
    let counts = |groups: Vec<Group>| -> Vec<(String, u64)> {
        groups.into_iter().map(|group| (group.group, group.conversations)).collect()
    };
    let expected = |counts: &[(&str, u64)]| -> Vec<(String, u64)> {
        counts.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    };
    let utc = figures(&fixture());
    let hours = [("0", 1), ("1", 1), ("8", 1), ("9", 1), ("10", 2), ("11", 2), ("23", 1)];
    assert_eq!(counts(utc.by_hour), expected(&hours));
    let days = [("2026-10-25", 2), ("2026-11-01", 2), ("2026-11-02", 5)];
    assert_eq!(counts(utc.by_day), expected(&days));
    // "second-answer" started at half past eleven at night in UTC, and after midnight in Paris. The hour from
    // two to three came twice on 25 October.
    let paris = figures_in("Europe/Paris", &fixture());
    let hours = [("0", 1), ("2", 2), ("9", 1), ("10", 1), ("11", 2), ("12", 2)];
    assert_eq!(counts(paris.by_hour), expected(&hours));
    let days = [("2026-10-25", 2), ("2026-11-01", 1), ("2026-11-02", 6)];
    assert_eq!(counts(paris.by_day), expected(&days));
}

#[test]
fn durations() {
    let durations = |channel: &str, [median, percentile_95, longest]: [u64; 3]| Durations {
        channel: channel.to_owned(),
        measured: 4,
        median,
        percentile_95,
        percentile_99: longest,
        longest,
    };
    let expected = [durations("voice", [20, 40, 40]), durations("web", [2, 4, 4])];
    assert_eq!(figures(&fixture()).durations, expected);
}

#[test]
fn an_interval_is_that_of_wilson() {
    // From the table of Newcombe, "Two-sided confidence intervals for the single proportion" (1998).
    let share = relais_report::Share { part: 81, whole: 263 };
    let [low, high] = share.interval().expect("there is a whole");
    assert!((low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5, "{low} {high}");
    let none = relais_report::Share { part: 0, whole: 20 };
    let [low, high] = none.interval().expect("there is a whole");
    assert!(low == 0.0 && (high - 0.1611).abs() < 5e-5, "{low} {high}");
    assert_eq!(relais_report::Share { part: 0, whole: 0 }.interval(), None);
}
