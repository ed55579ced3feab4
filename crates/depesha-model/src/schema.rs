use schemars::generate::SchemaSettings;
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
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings
        .into_generator()
        .into_root_schema_for::<Record>()
        .to_value()
}
