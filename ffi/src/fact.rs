use relais::Value;

use crate::constants::fact;
use crate::status::Failure;

/// A value of a fact, by the type that the header has for it.
pub(crate) fn value_of(kind: i32, text: &str) -> Result<Value, Failure> {
    let invalid = |what: &str| Failure::invalid(format!("`{text}` is not {what}"));
    Ok(match kind {
        fact::TEXT => Value::Text(text.to_owned()),
        fact::NUMBER => {
            let number: f64 = text.parse().map_err(|_| invalid("a number"))?;
            if !number.is_finite() {
                return Err(invalid("a number"));
            }
            Value::Number(number)
        }
        fact::TRUTH => Value::Truth(text.parse().map_err(|_| invalid("`true` or `false`"))?),
        fact::DATE => Value::Date(text.parse().map_err(|_| invalid("a day, such as 2026-11-23"))?),
        fact::AMOUNT => {
            let (number, currency) =
                text.split_once(' ').ok_or_else(|| invalid("an amount, such as 19.90 EUR"))?;
            let number: f64 = number.parse().map_err(|_| invalid("an amount"))?;
            let hundredths = (number * 100.0).round();
            if !hundredths.is_finite() || currency.len() != 3 {
                return Err(invalid("an amount, such as 19.90 EUR"));
            }
            Value::Amount { hundredths: hundredths as i64, currency: currency.to_owned() }
        }
        other => return Err(Failure::invalid(format!("{other} is no type of a fact"))),
    })
}
