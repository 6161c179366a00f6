use serde::{Serialize, Serializer};

/// Writes a figure in ten-thousandths: more than any set can tell apart.
pub(super) fn rounded<'v, S, V>(value: &'v V, serializer: S) -> Result<S::Ok, S::Error>
where
    S: Serializer,
    V: Copy + Into<Option<f64>> + 'v,
{
    let value: Option<f64> = (*value).into();
    value.map(|value| (value * 1e4).round() / 1e4).serialize(serializer)
}
