use relais::eval::Figures;

/// One number of a set's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    Accuracy,
    Auroc,
    CoverageAt10,
    WrongShare,
    Ece,
    RAt1,
    RAt3,
    Mrr,
}

impl Figure {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Figure::Accuracy => "in-scope accuracy",
            Figure::Auroc => "AUROC",
            Figure::CoverageAt10 => "coverage at 10 % risk",
            Figure::WrongShare => "wrong among answered",
            Figure::Ece => "ECE",
            Figure::RAt1 => "R@1",
            Figure::RAt3 => "R@3",
            Figure::Mrr => "MRR@10",
        }
    }

    pub(crate) fn of(self, figures: &Figures) -> Option<f64> {
        match self {
            Figure::Accuracy => figures.in_scope_accuracy,
            Figure::Auroc => figures.auroc,
            Figure::CoverageAt10 => figures.coverage_at_risk.ten,
            Figure::WrongShare => figures.at_default_bar.wrong_share,
            Figure::Ece => figures.ece,
            Figure::RAt1 => figures.ranks?.r_at_1,
            Figure::RAt3 => figures.ranks?.r_at_3,
            Figure::Mrr => figures.ranks?.mrr_at_10,
        }
    }

    /// Whether `one` is as good as `other` or better.
    pub(crate) fn reaches(self, one: f64, other: f64) -> bool {
        match self {
            Figure::WrongShare | Figure::Ece => one <= other,
            _ => one >= other,
        }
    }
}
