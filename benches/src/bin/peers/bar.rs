//! Who answers what at which score.

use std::fmt;

use relais::eval::metrics::{Scored, Verdict};
use relais_benches::peer::Said;

use crate::figures::Ends;
use crate::sets::Asked;

/// What a bar can be set on. The scores of a search grow with the words of a question, so for many the lead of the best
/// article over the next says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// The score as it is.
    Score,
    /// How much of it the best other article lacks, from 0 to 1.
    Lead,
    /// The product of both.
    Both,
}

impl Evidence {
    pub(crate) const ALL: [Evidence; 3] = [Evidence::Score, Evidence::Lead, Evidence::Both];

    /// What a peer said, with this in the place of its score.
    pub(crate) fn of(self, said: &[Said]) -> Vec<Said> {
        let value = |one: &Said| {
            let lead = if one.score > 0.0 { 1.0 - one.second / one.score } else { 0.0 };
            match self {
                Evidence::Score => one.score,
                Evidence::Lead => lead,
                Evidence::Both => one.score * lead,
            }
        };
        said.iter().map(|one| Said { score: value(one), ..one.clone() }).collect()
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Evidence::Score => "score",
            Evidence::Lead => "lead",
            Evidence::Both => "score × lead",
        })
    }
}

/// How questions ended for a peer as it comes, or with a bar for its score.
pub(crate) fn ends(questions: &[Asked], said: &[Said], bar: Option<f64>) -> Ends {
    let mut ends = Ends::default();
    for (asked, said) in questions.iter().zip(said) {
        let article = said.article.filter(|_| match bar {
            None => said.answers,
            Some(bar) => said.score >= bar,
        });
        match article {
            Some(article) if asked.right.contains(&article) => ends.right += 1,
            Some(_) => ends.wrong += 1,
            None if asked.right.is_empty() => ends.refused += 1,
            None => {
                let is_right = |offered| asked.right.contains(offered);
                ends.offered += usize::from(bar.is_none() && said.offers.iter().any(is_right));
            }
        }
    }
    ends
}

/// The share of wrong ones among all answers.
pub(crate) fn risk(ends: Ends) -> Option<f64> {
    relais::eval::metrics::share(ends.wrong, ends.right + ends.wrong)
}

/// The lowest score at which no larger share than `most` of the answers is wrong.
pub(crate) fn bar(questions: &[Asked], said: &[Said], most: f64) -> Option<f64> {
    let with_article = questions.iter().zip(said).filter_map(|(asked, said)| {
        said.article.map(|article| (said.score, asked.right.contains(&article)))
    });
    let mut by_score: Vec<(f64, bool)> = with_article.filter(|(score, _)| *score > 0.0).collect();
    by_score.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut answered, mut wrong, mut lowest) = (0.0, 0.0, None);
    // Questions of one score are answered all or not at all.
    for group in by_score.chunk_by(|one, other| one.0 == other.0) {
        answered += group.len() as f64;
        wrong += group.iter().filter(|(_, is_right)| !is_right).count() as f64;
        if wrong / answered <= most {
            lowest = Some(group[0].0);
        }
    }
    lowest
}

/// The questions as the metrics of the engine's own evaluation want them.
pub(crate) fn scored(questions: &[Asked], said: &[Said]) -> Vec<Scored> {
    let scored = |(asked, said): (&Asked, &Said)| {
        let verdict = match said.article {
            _ if asked.right.is_empty() => Verdict::OutOfScope,
            Some(article) if asked.right.contains(&article) => Verdict::Right,
            _ => Verdict::Wrong,
        };
        Scored { probability: said.score, verdict }
    };
    questions.iter().zip(said).map(scored).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn questions() -> Vec<Asked> {
        let asked = |right: &[usize]| Asked {
            text: String::new(),
            right: right.iter().copied().collect::<BTreeSet<_>>(),
        };
        vec![asked(&[0]), asked(&[1]), asked(&[]), asked(&[1]), asked(&[])]
    }

    fn said() -> Vec<Said> {
        let said = |article, score, answers, offers: &[usize]| Said {
            article,
            score,
            second: 0.0,
            answers,
            offers: offers.to_vec(),
        };
        vec![
            said(Some(0), 9.0, true, &[]),
            said(Some(1), 5.0, true, &[]),
            said(Some(0), 5.0, true, &[]),
            said(Some(0), 2.0, false, &[0, 1]),
            said(None, 0.0, false, &[]),
        ]
    }

    #[test]
    fn an_answer_out_of_scope_is_wrong_and_silence_there_is_not() {
        let plain = ends(&questions(), &said(), None);
        assert_eq!(plain, Ends { right: 2, wrong: 1, refused: 1, offered: 1 });
        assert_eq!(risk(plain), Some(1.0 / 3.0));
        let at_bar = ends(&questions(), &said(), Some(6.0));
        assert_eq!(at_bar, Ends { right: 1, wrong: 0, refused: 2, offered: 0 });
    }

    #[test]
    fn the_lead_is_what_the_best_other_article_lacks() {
        let said = [Said { score: 8.0, second: 2.0, ..Said::default() }, Said::default()];
        let values = |evidence: Evidence| -> Vec<f64> {
            evidence.of(&said).iter().map(|one| one.score).collect()
        };
        assert_eq!(values(Evidence::Score), [8.0, 0.0]);
        assert_eq!(values(Evidence::Lead), [0.75, 0.0]);
        assert_eq!(values(Evidence::Both), [6.0, 0.0]);
    }

    #[test]
    fn the_bar_is_the_lowest_that_keeps_the_risk_and_equal_scores_stand_or_fall_together() {
        assert_eq!(bar(&questions(), &said(), 0.0), Some(9.0));
        assert_eq!(bar(&questions(), &said(), 0.34), Some(5.0));
        assert_eq!(bar(&questions(), &said(), 0.5), Some(2.0));
        assert_eq!(bar(&questions()[2..], &said()[2..], 0.5), None);
    }
}
