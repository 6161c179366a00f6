use std::collections::BTreeMap;

use super::asked::{Asked, Question};
use super::{Confusion, Missed, Recall, Recalled, Taken, TakenBy};
use crate::eval::wordings::{Verdict, subjects};
use crate::id::Id;
use crate::knowledge::KnowledgeBase;
use crate::locale::Locale;

/// What became of the wordings of each article and form.
pub(super) fn recall(base: &KnowledgeBase, asked: &[(&Question<'_>, &Asked)]) -> Vec<Recall> {
    let mut titles: BTreeMap<(Locale, String), &str> = BTreeMap::new();
    for locale in base.locales() {
        let all = base.texts(*locale).into_iter().flat_map(subjects);
        titles.extend(all.map(|subject| ((*locale, subject.id), subject.title)));
    }
    let title = |locale: Locale, id: &str| {
        titles.get(&(locale, id.to_owned())).map_or_else(|| id.to_owned(), |t| (*t).to_owned())
    };
    let mut found: BTreeMap<(Locale, &str), Recall> = BTreeMap::new();
    for (question, asked) in asked {
        let (locale, id) = (question.locale, question.subject.id.as_str());
        let one = found.entry((locale, id)).or_insert_with(|| Recall {
            id: id.to_owned(),
            title: question.subject.title.to_owned(),
            locale,
            asked: Recalled::default(),
            taken_by: Vec::new(),
            missed: Vec::new(),
        });
        one.asked.count(asked.verdict);
        if matches!(asked.verdict, Verdict::Right | Verdict::ByRule) {
            continue;
        }
        if let Some(taken) = &asked.taken_for {
            match one.taken_by.iter_mut().find(|known| known.id == *taken) {
                Some(known) => known.wordings += 1,
                None => one.taken_by.push(TakenBy {
                    id: taken.clone(),
                    title: title(locale, taken.as_str()),
                    wordings: 1,
                }),
            }
        }
        one.missed.push(Missed {
            wording: question.wording.to_owned(),
            came: asked.came.clone(),
            taken_for: asked.taken_for.clone(),
            offered: asked.verdict == Verdict::Offered,
            answered: asked.verdict == Verdict::Wrong,
        });
    }
    let order = |a: &TakenBy, b: &TakenBy| b.wordings.cmp(&a.wordings).then(a.id.cmp(&b.id));
    let mut recall: Vec<Recall> = found.into_values().collect();
    recall.iter_mut().for_each(|one| one.taken_by.sort_by(order));
    recall
}

/// The articles that are taken for each other.
pub(super) fn confusions(recall: &[Recall]) -> Vec<Confusion> {
    let mut found: BTreeMap<(Locale, [&str; 2]), Confusion> = BTreeMap::new();
    for one in recall {
        for taken in &one.taken_by {
            let other = taken.id.as_str();
            let swap = other < one.id.as_str();
            let ordered = |own: &str, other: &str| match swap {
                true => [other.to_owned(), own.to_owned()],
                false => [own.to_owned(), other.to_owned()],
            };
            let key = if swap { [other, &*one.id] } else { [&*one.id, other] };
            let pair = found.entry((one.locale, key)).or_insert_with(|| Confusion {
                locale: one.locale,
                ids: ordered(&one.id, other),
                titles: ordered(&one.title, &taken.title),
                wordings: [0, 0],
                examples: Vec::new(),
            });
            pair.wordings[usize::from(swap)] += taken.wordings;
            let wordings = one
                .missed
                .iter()
                .filter(|m| m.taken_for.as_ref().is_some_and(|id: &Id| *id == taken.id));
            let examples = wordings.take(EXAMPLES_EACH);
            pair.examples.extend(
                examples
                    .map(|missed| Taken { wording: missed.wording.clone(), of: one.id.clone() }),
            );
        }
    }
    let mut pairs: Vec<Confusion> = found.into_values().collect();
    // The sort is stable, so equal pairs keep the order of their ids.
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.wordings[0] + pair.wordings[1]));
    pairs
}

const EXAMPLES_EACH: usize = 2;
