use serde::{Deserialize, Serialize};

use crate::id::Id;

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// An article `delivery/track-order`, a form `forms/track-order`, a topic `delivery`, or an option of
    /// a form's value.
    pub id: Id,
    /// What the customer reads.
    pub title: String,
}
