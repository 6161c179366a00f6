use super::corpus::Corpus;
use super::lesson::{Lesson, Pull, strength};
use super::weights::{LEAN, WANTED_OWN, mean};

/// Finds separators, with the room that this takes.
pub(super) struct Trainer<'a> {
    lesson: &'a Lesson,
    corpus: &'a Corpus,
    /// By text, the square of its vector's length.
    squares: Vec<f32>,
    /// By feature: the texts that have it, with their values.
    holders: Vec<Vec<(u32, f32)>>,
    weights: Vec<f32>,
    /// The weight of the feature that every text has, to the value [`LEAN`].
    lean: f32,
}

impl<'a> Trainer<'a> {
    pub(super) fn new(lesson: &'a Lesson, corpus: &'a Corpus) -> Trainer<'a> {
        let mut holders = vec![Vec::new(); corpus.keys.len()];
        for (at, vector) in corpus.vectors.iter().enumerate() {
            for (feature, value) in vector {
                holders[*feature as usize].push((at as u32, *value));
            }
        }
        let square = |vector: &[(u32, f32)]| vector.iter().map(|(_, value)| value * value).sum();
        Trainer {
            lesson,
            corpus,
            squares: corpus.vectors.iter().map(square).collect(),
            holders,
            weights: vec![0.0; corpus.keys.len()],
            lean: 0.0,
        }
    }

    /// The pulls that tell a class from the others, sorted by text.
    pub(super) fn separate(&mut self, class: u32, members: &[u32]) -> Vec<Pull> {
        self.weights.fill(0.0);
        self.lean = 0.0;
        let chosen = self.rivals(class, members);
        let mut duals = vec![0.0_f32; chosen.len()];
        self.descend(class, &chosen, &mut duals);
        let kept = |(text, dual): &(usize, f32)| self.is_own(*text, class) || *dual >= LEAST_RIVAL;
        let strong = chosen.into_iter().zip(duals).filter(kept);
        let (chosen, mut duals): (Vec<usize>, Vec<f32>) = strong.unzip();
        self.start_from(class, &chosen, &duals);
        self.descend(class, &chosen, &mut duals);
        let levels = self.levels(class, &chosen, &duals);
        let pulls = chosen.into_iter().zip(levels);
        let pulls = pulls.map(|(text, level)| Pull { text: text as u32, level });
        pulls.filter(|pull| pull.level > 0).collect()
    }

    fn descend(&mut self, class: u32, chosen: &[usize], duals: &mut [f32]) {
        let mut shuffle = Shuffle(class);
        // Most texts meet their condition for good after the first pass. They are left out, and
        // looked at again when the others have settled.
        let mut active = Vec::new();
        let mut whole = true;
        for _ in 0..PASSES {
            if whole {
                active = (0..chosen.len()).collect();
            }
            shuffle.apply(&mut active);
            let mut moved = 0.0_f32;
            active.retain(|&at| {
                let moving = self.step(class, chosen[at], &mut duals[at]);
                moved = moved.max(moving.unwrap_or(0.0));
                moving.is_some()
            });
            let settled = moved < SETTLED;
            if settled && whole {
                break;
            }
            whole = settled;
        }
    }

    /// The levels that stand for the duals. What each loses by it, those after it make good: where
    /// each was rounded by itself, twice as many dialogues of the starter base went another way (2026-11).
    fn levels(&mut self, class: u32, chosen: &[usize], duals: &[f32]) -> Vec<u8> {
        let mut levels: Vec<u8> = duals.iter().map(|dual| level(*dual)).collect();
        let rounded: Vec<f32> = levels.iter().map(|level| strength(*level)).collect();
        self.start_from(class, chosen, &rounded);
        let mut order: Vec<usize> = (0..chosen.len()).collect();
        let mut shuffle = Shuffle(class);
        for _ in 0..ROUNDING_PASSES {
            shuffle.apply(&mut order);
            for &at in &order {
                let mut dual = strength(levels[at]);
                self.step(class, chosen[at], &mut dual);
                levels[at] = level(dual);
                let rest = strength(levels[at]) - dual;
                self.pull(class, chosen[at], rest);
            }
        }
        levels
    }

    /// Sets the weights to what some duals make.
    fn start_from(&mut self, class: u32, chosen: &[usize], duals: &[f32]) {
        self.weights.fill(0.0);
        self.lean = 0.0;
        for (text, dual) in chosen.iter().zip(duals) {
            self.pull(class, *text, *dual);
        }
    }

    /// Moves the weights towards a text of the class, or away from one of another.
    fn pull(&mut self, class: u32, text: usize, dual: f32) {
        let step = if self.is_own(text, class) { dual } else { -dual };
        self.lean += step * LEAN;
        for (feature, value) in self.corpus.vectors.row(text) {
            self.weights[*feature as usize] += step * value;
        }
    }

    fn is_own(&self, text: usize, class: u32) -> bool {
        self.lesson.texts[text].class == class
    }

    /// One step of the descent: brings a text's own condition closer to being met. Returns how
    /// far it was from it, or `None` if it was met without any pull of the text's own.
    fn step(&mut self, class: u32, at: usize, dual: &mut f32) -> Option<f32> {
        let text = &self.lesson.texts[at];
        let (sign, wanted, cost) = if text.class == class {
            (1.0, WANTED_OWN, COST * OWN_WEIGHT * text.source.weight())
        } else {
            (-1.0, WANTED_OTHER, COST * text.source.weight())
        };
        let slack = 0.5 / cost;
        let vector = self.corpus.vectors.row(at).iter();
        let product: f32 = vector.map(|(f, value)| self.weights[*f as usize] * value).sum();
        let gradient = sign * (product + self.lean * LEAN) - wanted + slack * *dual;
        if *dual <= 0.0 && gradient >= 0.0 {
            return None;
        }
        let next = (*dual - gradient / (self.squares[at] + LEAN * LEAN + slack)).max(0.0);
        let moved = next - *dual;
        *dual = next;
        self.pull(class, at, moved);
        Some(gradient.abs())
    }

    /// The members of a class and, of the others, those most like them, in the order of the
    /// texts.
    fn rivals(&self, class: u32, members: &[u32]) -> Vec<usize> {
        let texts = &self.lesson.texts;
        let others = texts.len() - members.len();
        let wanted = (members.len() * RIVALS_EACH).max(RIVALS);
        if others <= wanted {
            return (0..texts.len()).collect();
        }
        let mut likeness = vec![0.0_f32; texts.len()];
        for (feature, value) in mean(self.corpus, members) {
            for (at, other) in &self.holders[feature as usize] {
                likeness[*at as usize] += value * other;
            }
        }
        let mut rivals: Vec<usize> =
            (0..texts.len()).filter(|at| texts[*at].class != class).collect();
        rivals.select_nth_unstable_by(wanted, |a, b| {
            likeness[*b].total_cmp(&likeness[*a]).then(a.cmp(b))
        });
        rivals.truncate(wanted);
        rivals.extend(members.iter().map(|at| *at as usize));
        rivals.sort_unstable();
        rivals
    }
}

/// The level whose strength is nearest.
fn level(dual: f32) -> u8 {
    (dual / strength(1)).round().min(255.0) as u8
}

/// A fixed sequence of orders, the same on every machine.
struct Shuffle(u32);

impl Shuffle {
    fn apply(&mut self, order: &mut [usize]) {
        for last in (1..order.len()).rev() {
            self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            order.swap(last, (self.0 >> 8) as usize % (last + 1));
        }
    }
}

/// How badly breaking a condition counts against short weights.
const COST: f32 = 1.5;

/// How much more a class's own wordings weigh than those of others, of which there are many more.
const OWN_WEIGHT: f32 = 3.0;

/// What the product of weights and text must not exceed, with the sign turned, for wordings of other
/// classes: a little likeness is allowed, which keeps the weights sparse.
const WANTED_OTHER: f32 = -0.2;

/// Texts of other classes that pull less are left out, and the others brought to rest again without
/// them. They are three in ten of those that pull, and with the steps of [`strength`] cost .0014 of the
/// accuracy and no AUROC (2026-11).
const LEAST_RIVAL: f32 = 0.03;

const ROUNDING_PASSES: usize = 3;

const PASSES: usize = 20;

/// A pass in which no condition was further off than this is the last.
const SETTLED: f32 = 0.02;

/// How many wordings of other classes a class is told from at least, those most like its own.
const RIVALS: usize = 1000;

/// The same for each wording of its own.
const RIVALS_EACH: usize = 40;
