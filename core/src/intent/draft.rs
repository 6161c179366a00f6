use super::rows::Rows;
use super::table::{VERSION, width};

/// What a [`Table`](super::table::Table) is written from.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub rarest: f32,
    /// The keys of the features, sorted, and how rare each is.
    pub keys: &'a [u32],
    pub rarity: &'a [u8],
    /// By feature, sorted by class.
    pub weights: Rows<(u32, i8)>,
    /// By class.
    pub scales: Vec<f32>,
    pub starts: Vec<f32>,
    /// By word: its groups of letters, as features, sorted.
    pub words: Rows<u32>,
    /// By class, then by wording: the words, and the length of the vector of letters.
    pub wordings: Vec<Vec<(Vec<u32>, f32)>>,
    /// By class: the same for its text as a whole, once or not at all.
    pub wholes: Vec<Vec<(Vec<u32>, f32)>>,
}

impl Draft<'_> {
    pub(super) fn write(&self) -> Vec<u8> {
        let classes = self.wordings.iter().chain(&self.wholes);
        let wordings: Vec<_> = classes.clone().flatten().collect();
        let weights = self.weights.items();
        let spelled: Vec<_> = wordings.iter().flat_map(|w| &w.0).copied().collect();
        let mut out = Output::default();
        let counts = [self.scales.len(), self.keys.len(), self.words.len(), wordings.len()];
        let lists = [weights.len(), self.words.items().len(), spelled.len()];
        out.number(VERSION);
        counts.iter().chain(&lists).for_each(|count| out.number(*count));
        out.number(self.rarest.to_bits() as usize);
        self.keys.iter().for_each(|key| out.number(*key as usize));
        out.bytes.extend(self.rarity);
        out.starts(self.weights.iter().map(<[_]>::len));
        out.ids(weights.iter().map(|w| w.0), self.scales.len());
        out.bytes.extend(weights.iter().map(|w| w.1.cast_unsigned()));
        let floats = self.scales.iter().chain(&self.starts);
        floats.for_each(|float| out.number(float.to_bits() as usize));
        out.starts(self.words.iter().map(<[_]>::len));
        out.ids(self.words.items().iter().copied(), self.keys.len());
        out.starts(classes.map(Vec::len));
        out.starts(wordings.iter().map(|w| w.0.len()));
        out.ids(spelled, self.words.len());
        wordings.iter().for_each(|w| out.number(w.1.to_bits() as usize));
        out.bytes
    }
}

#[derive(Default)]
struct Output {
    bytes: Vec<u8>,
}

impl Output {
    /// Writes a number of four bytes. A bundle is read where addresses have four bytes too.
    fn number(&mut self, number: usize) {
        let number = u32::try_from(number).expect("a classifier has fewer than 2^32 of anything");
        self.bytes.extend(number.to_le_bytes());
    }

    fn starts(&mut self, lengths: impl Iterator<Item = usize>) {
        let mut start = 0;
        self.number(start);
        for length in lengths {
            start += length;
            self.number(start);
        }
    }

    fn ids(&mut self, ids: impl IntoIterator<Item = u32>, bound: usize) {
        let width = width(bound);
        ids.into_iter().for_each(|id| self.bytes.extend(&id.to_le_bytes()[..width]));
    }
}
