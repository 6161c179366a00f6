//! What came of asking a set, as a table.

use std::io::{self, Write};

use relais::eval::Figures;

use super::styles::{DIM, NAME, STRONG};

pub(crate) fn write(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    let size = &figures.size;
    let mut line = |name: &str, value: String, meaning: &str| {
        writeln!(
            out,
            "{NAME}{name:<26}{NAME:#} {STRONG}{value:>9}{STRONG:#}  {DIM}{meaning}{DIM:#}"
        )
    };
    line("questions", size.n.to_string(), "")?;
    line("in scope", size.in_scope.to_string(), "")?;
    line("out of scope", size.out_of_scope.to_string(), "")?;
    line("in-scope accuracy", percent(figures.in_scope_accuracy), "")
}

fn percent(share: Option<f64>) -> String {
    share.map_or("–".to_owned(), |share| format!("{:.1} %", share * 100.0))
}
