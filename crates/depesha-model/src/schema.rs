use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::Value;

use crate::record::Record;

/// The JSON Schema (2020-12) of [`Record::to_json`].
///
/// ```
/// let schema = depesha_model::schema();
/// assert_eq!(schema["title"], "Record");
/// assert_eq!(schema["properties"]["schema"]["const"], depesha_model::SCHEMA);
/// ```
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with_transform(RecursiveTransform(speak_json));
    settings
        .into_generator()
        .into_root_schema_for::<Record>()
        .to_value()
}

/// The descriptions are doc comments: makes them speak of JSON, not of Rust.
fn speak_json(schema: &mut Schema) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description
            .replace("[`", "`")
            .replace("`]", "`")
            .replace("`None`", "`null`");
    }
}
