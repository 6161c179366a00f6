use std::fmt;
use std::ops::Range;

/// The flat form of a trained classifier, read where it lies.
///
/// A header of little-endian numbers is followed by arrays, in the order of the fields below, none
/// of them padded. Opening checks that every array is there, that offsets never fall and that ids
/// are in range, so that reading cannot go wrong afterwards.
#[derive(Clone, Debug)]
pub(super) struct Table<B> {
    bytes: B,
    pub classes: usize,
    pub features: usize,
    pub words: usize,
    pub wordings: usize,
    /// What a feature that no wording has weighs as much as: the rarest there is.
    pub rarest: f32,
    /// Sorted keys of the features.
    keys: Range<usize>,
    /// How rare each feature is, in 255ths of `rarest`.
    rarity: Range<usize>,
    /// Where the weights of each feature begin, and after the last one, where they end.
    weight_starts: Range<usize>,
    weight_classes: Ids,
    weights: Range<usize>,
    /// What the unit of each class's weights is worth.
    scales: Range<usize>,
    /// The margin from which each class is argued up or down.
    starts: Range<usize>,
    /// Where the groups of letters of each known word begin.
    group_starts: Range<usize>,
    /// Features, as places in `keys`.
    groups: Ids,
    /// Where the wordings of each class begin, and after them, of each class, its text as a whole.
    wording_starts: Range<usize>,
    /// Where the words of each wording begin.
    spelled_starts: Range<usize>,
    spelled: Ids,
    /// The length of each wording's vector of letters.
    lengths: Range<usize>,
}

/// Why bytes are not a classifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Damaged;

/// An array of ids, as wide as the largest needs.
#[derive(Clone, Debug)]
struct Ids {
    range: Range<usize>,
    width: usize,
}

impl Ids {
    /// The bytes of some of the ids.
    fn span(&self, span: &Range<usize>) -> Range<usize> {
        self.range.start + span.start * self.width..self.range.start + span.end * self.width
    }
}

impl<B: AsRef<[u8]>> Table<B> {
    pub(super) fn open(bytes: B) -> Result<Table<B>, Damaged> {
        let mut cursor = Cursor { bytes: bytes.as_ref(), at: 0 };
        if cursor.number()? != VERSION {
            return Err(Damaged);
        }
        let classes = cursor.number()?;
        let features = cursor.number()?;
        let words = cursor.number()?;
        let wordings = cursor.number()?;
        let weights = cursor.number()?;
        let groups = cursor.number()?;
        let spelled = cursor.number()?;
        let rarest = f32::from_bits(cursor.number()? as u32);
        let table = Table {
            classes,
            features,
            words,
            wordings,
            rarest,
            keys: cursor.array(features, 4)?,
            rarity: cursor.array(features, 1)?,
            weight_starts: cursor.starts(features)?,
            weight_classes: cursor.ids(weights, classes)?,
            weights: cursor.array(weights, 1)?,
            scales: cursor.array(classes, 4)?,
            starts: cursor.array(classes, 4)?,
            group_starts: cursor.starts(words)?,
            groups: cursor.ids(groups, features)?,
            wording_starts: cursor.starts(2 * classes)?,
            spelled_starts: cursor.starts(wordings)?,
            spelled: cursor.ids(spelled, words)?,
            lengths: cursor.array(wordings, 4)?,
            bytes,
        };
        let complete = cursor_end(&table) == table.bytes.as_ref().len()
            && table.starts_hold(&table.weight_starts, weights)
            && table.starts_hold(&table.group_starts, groups)
            && table.starts_hold(&table.wording_starts, wordings)
            && table.starts_hold(&table.spelled_starts, spelled)
            && table.ids_hold(&table.weight_classes, classes)
            && table.ids_hold(&table.groups, features)
            && table.ids_hold(&table.spelled, words)
            && table.numbers_hold();
        complete.then_some(table).ok_or(Damaged)
    }

    /// The place of a feature, if any wording has it.
    ///
    /// Keys are evenly spread hashes, so a guess from the key's size lands close by.
    pub(super) fn find(&self, key: u32) -> Option<usize> {
        let keys = &self.bytes.as_ref()[self.keys.clone()];
        let at = |place: usize| word(keys, place);
        let (mut low, mut high) = (0, self.features);
        let guess = ((u64::from(key) * self.features as u64) >> 32) as usize;
        let reach = GUESS_REACH + (self.features >> 9);
        if guess >= reach && at(guess - reach) <= key {
            low = guess - reach;
        }
        if guess + reach < self.features && at(guess + reach) > key {
            high = guess + reach;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            match at(middle).cmp(&key) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// How rare a feature is: its inverse document frequency.
    pub(super) fn rarity(&self, feature: usize) -> f32 {
        f32::from(self.bytes.as_ref()[self.rarity.start + feature]) * (self.rarest / 255.0)
    }

    /// The classes that a feature speaks for or against, in order, each with its weight in units
    /// of the class.
    pub(super) fn each_weight(&self, feature: usize, mut take: impl FnMut(usize, f32)) {
        let span = self.span(&self.weight_starts, feature);
        let mut weights = self.bytes.as_ref()[self.weights.clone()][span.clone()].iter();
        self.each(&self.weight_classes, span, |class| {
            let weight = weights.next().map_or(0, |weight| weight.cast_signed());
            take(class, f32::from(weight));
        });
    }

    /// The weight of one class for a feature. The classes of a feature rise, so half of them are left
    /// out at each step.
    pub(super) fn weight(&self, feature: usize, class: usize) -> Option<f32> {
        let span = self.span(&self.weight_starts, feature);
        let ids = &self.weight_classes;
        let at = match &self.bytes.as_ref()[ids.span(&span)] {
            ids if self.weight_classes.width == 1 => ids.binary_search(&(class as u8)).ok(),
            ids if self.weight_classes.width == 2 => {
                search(ids.as_chunks().0, |id| u16::from_le_bytes(*id) as usize, class)
            }
            ids if self.weight_classes.width == 3 => search(ids.as_chunks().0, three, class),
            ids => search(ids.as_chunks().0, |id| u32::from_le_bytes(*id) as usize, class),
        }?;
        let weights = &self.bytes.as_ref()[self.weights.clone()];
        Some(f32::from(weights[span.start + at].cast_signed()))
    }

    /// Gives the weights for a feature of those of some classes, which rise, that have one: the place of
    /// the class among them, and the weight. Each is looked for only beyond the one before.
    pub(super) fn weights_of(
        &self,
        feature: usize,
        classes: &[u32],
        mut take: impl FnMut(usize, f32),
    ) {
        let span = self.span(&self.weight_starts, feature);
        let weights = &self.bytes.as_ref()[self.weights.clone()][span.clone()];
        let found = |place: usize, at: usize| take(place, f32::from(weights[at].cast_signed()));
        let ids = &self.bytes.as_ref()[self.weight_classes.span(&span)];
        match self.weight_classes.width {
            1 => search_all(ids.as_chunks::<1>().0, |id| u32::from(id[0]), classes, found),
            2 => {
                let id = |id: &[u8; 2]| u32::from(u16::from_le_bytes(*id));
                search_all(ids.as_chunks().0, id, classes, found);
            }
            3 => search_all(ids.as_chunks().0, |id| three(id) as u32, classes, found),
            _ => search_all(ids.as_chunks().0, |id| u32::from_le_bytes(*id), classes, found),
        }
    }

    /// What the unit of a class's weights is worth.
    pub(super) fn scale(&self, class: usize) -> f32 {
        float(&self.bytes.as_ref()[self.scales.clone()], class)
    }

    /// The margin from which a class is argued up or down.
    pub(super) fn start(&self, class: usize) -> f32 {
        float(&self.bytes.as_ref()[self.starts.clone()], class)
    }

    /// The groups of letters that a known word has, as features.
    pub(super) fn each_group(&self, word: usize, take: impl FnMut(usize)) {
        self.each(&self.groups, self.span(&self.group_starts, word), take);
    }

    /// The wordings of a class.
    pub(super) fn wordings(&self, class: usize) -> Range<usize> {
        self.span(&self.wording_starts, class)
    }

    /// The text of a class as a whole, as a wording, if it has any.
    pub(super) fn whole(&self, class: usize) -> Option<usize> {
        self.span(&self.wording_starts, self.classes + class).next()
    }

    /// The words of a wording.
    pub(super) fn each_word(&self, wording: usize, take: impl FnMut(usize)) {
        self.each(&self.spelled, self.span(&self.spelled_starts, wording), take);
    }

    /// The length of a wording's vector of letters.
    pub(super) fn length(&self, wording: usize) -> f32 {
        float(&self.bytes.as_ref()[self.lengths.clone()], wording)
    }

    fn span(&self, starts: &Range<usize>, at: usize) -> Range<usize> {
        let starts = &self.bytes.as_ref()[starts.clone()];
        word(starts, at) as usize..word(starts, at + 1) as usize
    }

    /// Gives some of the ids, in order. A turn reads thousands, so there is a loop for each width.
    fn each(&self, ids: &Ids, span: Range<usize>, mut take: impl FnMut(usize)) {
        let bytes = &self.bytes.as_ref()[ids.span(&span)];
        match ids.width {
            1 => bytes.iter().for_each(|id| take(usize::from(*id))),
            2 => bytes.as_chunks().0.iter().for_each(|id| take(u16::from_le_bytes(*id).into())),
            3 => bytes.as_chunks().0.iter().for_each(|id| take(three(id))),
            _ => {
                bytes.as_chunks().0.iter().for_each(|id| take(u32::from_le_bytes(*id) as usize));
            }
        }
    }

    fn starts_hold(&self, starts: &Range<usize>, end: usize) -> bool {
        let starts = &self.bytes.as_ref()[starts.clone()];
        let count = starts.len() / 4;
        word(starts, 0) == 0
            && word(starts, count - 1) as usize == end
            && (1..count).all(|at| word(starts, at - 1) <= word(starts, at))
    }

    fn ids_hold(&self, ids: &Ids, bound: usize) -> bool {
        let mut hold = true;
        self.each(ids, 0..ids.range.len() / ids.width, |id| hold &= id < bound);
        hold
    }

    /// Keys rise, and every number is one that can be reckoned with.
    fn numbers_hold(&self) -> bool {
        let bytes = self.bytes.as_ref();
        let keys = &bytes[self.keys.clone()];
        self.rarest.is_finite()
            && (1..self.features).all(|at| word(keys, at - 1) < word(keys, at))
            && (0..self.classes).all(|class| (self.scale(class) + self.start(class)).is_finite())
            && (0..self.wordings).all(|wording| self.length(wording).is_finite())
    }
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the trained classifier is damaged")
    }
}

impl std::error::Error for Damaged {}

struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Cursor<'_> {
    fn number(&mut self) -> Result<usize, Damaged> {
        let range = self.array(1, 4)?;
        Ok(word(&self.bytes[range], 0) as usize)
    }

    fn array(&mut self, count: usize, width: usize) -> Result<Range<usize>, Damaged> {
        let start = self.at;
        let end = count.checked_mul(width).and_then(|length| start.checked_add(length));
        self.at = end.filter(|end| *end <= self.bytes.len()).ok_or(Damaged)?;
        Ok(start..self.at)
    }

    fn starts(&mut self, count: usize) -> Result<Range<usize>, Damaged> {
        self.array(count.checked_add(1).ok_or(Damaged)?, 4)
    }

    fn ids(&mut self, count: usize, bound: usize) -> Result<Ids, Damaged> {
        let width = width(bound);
        Ok(Ids { range: self.array(count, width)?, width })
    }
}

/// Where the last array ends.
fn cursor_end<B>(table: &Table<B>) -> usize {
    table.lengths.end
}

/// Finds rising classes among rising ids: the place of the class, and of its id.
fn search_all<const N: usize>(
    ids: &[[u8; N]],
    id: impl Fn(&[u8; N]) -> u32,
    classes: &[u32],
    mut found: impl FnMut(usize, usize),
) {
    let mut from = 0;
    for (place, class) in classes.iter().enumerate() {
        from += ids[from..].partition_point(|known| id(known) < *class);
        match ids.get(from) {
            Some(known) if id(known) == *class => found(place, from),
            Some(_) => {}
            None => return,
        }
    }
}

/// The place of a number among those that ids stand for, which rise.
fn search<const N: usize>(
    ids: &[[u8; N]],
    number: impl Fn(&[u8; N]) -> usize,
    wanted: usize,
) -> Option<usize> {
    ids.binary_search_by_key(&wanted, number).ok()
}

fn three(id: &[u8; 3]) -> usize {
    u32::from_le_bytes([id[0], id[1], id[2], 0]) as usize
}

/// How many bytes an id below `bound` takes.
pub(super) fn width(bound: usize) -> usize {
    match bound {
        0..=0x100 => 1,
        0x101..=0x1_0000 => 2,
        0x1_0001..=0x100_0000 => 3,
        _ => 4,
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    let mut word = [0; 4];
    word.copy_from_slice(&bytes[at * 4..at * 4 + 4]);
    u32::from_le_bytes(word)
}

fn float(bytes: &[u8], at: usize) -> f32 {
    f32::from_bits(word(bytes, at))
}

pub(super) const VERSION: usize = 2;

/// How far from the guess a key is looked for before the whole table is searched, besides a share
/// of the table: among evenly spread keys, a thousand are about thirty places off at most.
const GUESS_REACH: usize = 48;
