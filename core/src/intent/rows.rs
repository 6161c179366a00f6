use std::ops::Range;

/// Lists of different lengths, in one piece of memory.
#[derive(Clone, Debug)]
pub(super) struct Rows<T> {
    /// Where each list begins, and after the last one, where it ends.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy + Default> Rows<T> {
    /// Puts each item into the list of its number, below `count`. Items of one list keep their order.
    pub(super) fn gathered(count: usize, items: &[(u32, T)]) -> Rows<T> {
        let mut starts = vec![0_u32; count + 1];
        for (row, _) in items {
            starts[*row as usize + 1] += 1;
        }
        for row in 0..count {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let mut placed = vec![T::default(); items.len()];
        for (row, item) in items {
            let next = &mut next[*row as usize];
            placed[*next as usize] = *item;
            *next += 1;
        }
        Rows { starts, items: placed }
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn row(&self, row: usize) -> &[T] {
        &self.items[self.range(row)]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[T]> + Clone {
        (0..self.len()).map(|row| self.row(row))
    }

    /// The items of all lists, list by list.
    pub(super) fn items(&self) -> &[T] {
        &self.items
    }

    fn range(&self, row: usize) -> Range<usize> {
        self.starts[row] as usize..self.starts[row + 1] as usize
    }
}
