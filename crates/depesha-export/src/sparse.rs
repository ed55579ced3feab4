//! JSON without what is not known.

use std::io;

use serde_json::Value;

/// The same without fields and items that are `null` or empty, at every depth.
pub fn sparse(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(sparse).filter(says).collect(),
        Value::Object(fields) => {
            let fields = fields
                .into_iter()
                .map(|(name, value)| (name, sparse(value)));
            fields.filter(|(_, value)| says(value)).collect()
        }
        other => other,
    }
}

fn says(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    }
}

/// Writes `value` without what it does not say, on one line.
pub fn write(value: Value, mut writer: impl io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut writer, &sparse(value))?;
    writer.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_known_is_left_out() {
        let value = json!({"a": null, "b": {"c": []}, "d": [{"e": null}, 1], "f": "", "g": false});
        assert_eq!(sparse(value), json!({"d": [1], "f": "", "g": false}));
    }
}
