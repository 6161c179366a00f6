//! What is read, and what is told of what cannot be.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Int64Array, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::json::ReaderBuilder;
use datafusion::parquet::arrow::ArrowWriter;
use relais_report::{Figures, Inputs, Options, Place, events};
use serde_json::json;
use tempfile::TempDir;

use crate::{figures, fixture, line};

#[test]
fn the_columns_are_those_of_the_documented_schema() {
    let schema: serde_json::Value =
        serde_json::from_str(&crate::document("docs/schema/event.schema.json")).expect("JSON");
    assert_eq!(schema["properties"]["version"]["const"], events::VERSION);
    compare(events::schema().fields(), &schema, &schema);
}

/// Compares columns with the properties of an object, and both ways.
fn compare(fields: &[Arc<Field>], object: &serde_json::Value, schema: &serde_json::Value) {
    let properties = object["properties"].as_object().expect("an object has properties");
    let names: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
    let documented: Vec<&str> = properties.keys().map(String::as_str).collect();
    let sorted = |mut names: Vec<&str>| -> Vec<String> {
        names.sort_unstable();
        names.into_iter().map(str::to_owned).collect()
    };
    assert_eq!(sorted(names), sorted(documented));
    for field in fields {
        let mut property = &properties[field.name()];
        if let Some(reference) = property["$ref"].as_str() {
            property = schema.pointer(&reference[1..]).expect("a definition");
        }
        let types = match (&property["type"], &property["enum"], &property["const"]) {
            (serde_json::Value::String(name), ..) => vec![name.as_str()],
            (serde_json::Value::Array(names), ..) => {
                names.iter().filter_map(|name| name.as_str()).collect()
            }
            (_, serde_json::Value::Array(values), _) => {
                let has_null = values.contains(&serde_json::Value::Null);
                ["string"].into_iter().chain(has_null.then_some("null")).collect()
            }
            _ => vec!["integer"],
        };
        let required = object["required"].as_array().expect("required fields");
        let may_be_null =
            types.contains(&"null") || !required.iter().any(|name| name == field.name());
        assert_eq!(field.is_nullable(), may_be_null, "{}", field.name());
        let expected = match field.data_type() {
            DataType::Utf8 => "string",
            DataType::Int64 => "integer",
            DataType::Float64 => "number",
            DataType::Boolean => "boolean",
            DataType::Struct(fields) => {
                compare(fields, property, schema);
                "object"
            }
            // A time is text, or a number for some years.
            DataType::Timestamp(..) => "string",
            other => panic!("{}: {other}", field.name()),
        };
        assert!(types.contains(&expected), "{}: {types:?}", field.name());
    }
}

#[test]
fn parquet_says_the_same_as_lines() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("events.parquet");
    write(&file, &batch());
    assert_eq!(figures(&file), figures(&fixture()));
}

#[test]
fn parquet_of_a_host_may_have_other_types_and_columns() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("events.parquet");
    let batch = batch();
    let (mut fields, mut columns): (Vec<Field>, Vec<ArrayRef>) = (Vec::new(), Vec::new());
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        let of = match field.name().as_str() {
            "at" => DataType::Utf8,
            "turn" | "satisfaction" => DataType::Int16,
            "channel" => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
            // Where customers' words are kept elsewhere.
            "message" => continue,
            _ => field.data_type().clone(),
        };
        columns.push(cast(column, &of).expect("a cast"));
        fields.push(Field::new(field.name(), of, true));
    }
    fields.push(Field::new("shop", DataType::Int64, true));
    columns.push(Arc::new(Int64Array::from(vec![7; batch.num_rows()])));
    let columns = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).expect("a batch");
    write(&file, &columns);
    let (found, expected) = (figures(&file), figures(&fixture()));
    assert_eq!(found.notes.missing_columns[0].columns, ["message"]);
    assert_eq!(found.unanswered, []);
    assert_eq!(found.read.unanswered_without_words, 4);
    assert_eq!((found.endings, found.by_hour), (expected.endings, expected.by_hour));
}

#[test]
fn parquet_that_has_no_events_is_refused() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("orders.parquet");
    let batch = batch().project(&[0]).expect("a column");
    write(&file, &batch);
    let message = failure(&file, &Options::default());
    assert!(
        message.contains("orders.parquet: these are no events: there is no column `conversation`"),
        "{message}"
    );
}

/// The fixture, as columns.
fn batch() -> RecordBatch {
    let lines = fs::read(fixture()).expect("the fixture");
    let mut decoder = ReaderBuilder::new(events::columns()).build_decoder().expect("a decoder");
    assert_eq!(decoder.decode(&lines).expect("events"), lines.len());
    decoder.flush().expect("events").expect("some")
}

fn write(file: &Path, batch: &RecordBatch) {
    let created = File::create(file).expect("a file");
    let mut writer = ArrowWriter::try_new(created, batch.schema(), None).expect("a writer");
    writer.write(batch).expect("events are written");
    writer.close().expect("the file is written");
}

#[test]
fn a_torn_last_line_is_told_and_costs_nothing_else() {
    let whole = line(json!({}));
    let file = lines(&format!("{whole}\n{}", &whole[..60]));
    let found = figures(&file.path);
    assert_eq!(found.read.events, 1);
    assert_eq!(found.notes.torn, [Place { file: file.path.clone(), line: 2 }]);
    // A last line without its end that is whole is an event.
    let file = lines(&format!("{whole}\n{whole}"));
    let found = figures(&file.path);
    assert_eq!((found.read.events, found.notes.torn.len()), (2, 0));
}

#[test]
fn a_bad_line_is_named() {
    let whole = line(json!({}));
    let torn = &whole[..60];
    for (bad, problem) in [
        // What a crash leaves where the host goes on in the same file.
        (format!("{torn}{whole}"), "Encountered unexpected"),
        (format!("{whole}{whole}"), "it is not one event"),
        (torn.to_owned(), "it ends in the middle"),
        (line(json!({"turn": "first"})), "turn"),
        (line(json!({"at": "yesterday"})), "yesterday"),
        (line(json!({"conversation": null})), "conversation"),
        (r#"{"order": 7}"#.to_owned(), "non-nullable"),
        ("hello".to_owned(), "'h'"),
    ] {
        let file = lines(&format!("{whole}\n\n{bad}\n{whole}\n"));
        let message = failure(&file.path, &Options::default());
        let place = format!("{}:3: this line is no event: ", file.path.display());
        assert!(message.starts_with(&place) && message.contains(problem), "{bad}\n{message}");
        let options = Options { skip_bad_lines: true, ..Options::default() };
        let found = Figures::of(&Inputs::find([&file.path]).expect("a file"), &options);
        let found = found.unwrap_or_else(|error| panic!("{bad}\n{error}"));
        assert_eq!((found.read.events, found.notes.skipped), (2, 1), "{bad}");
        assert_eq!(found.notes.skipped_at, [Place { file: file.path.clone(), line: 3 }]);
    }
}

#[test]
fn versions_that_are_not_known_are_counted_and_told() {
    let lines = lines(&format!(
        "{}\n{}\n{}\n",
        line(json!({})),
        line(json!({"version": 2})),
        // A later version may have any shape.
        json!({"version": 3, "turns": []}),
    ));
    let found = figures(&lines.path);
    assert_eq!(found.read.events, 1);
    assert_eq!(found.notes.other_versions.into_iter().collect::<Vec<_>>(), [(2, 1), (3, 1)]);
}

#[test]
fn nothing_is_a_report_too() {
    let file = lines("");
    let found = figures(&file.path);
    assert_eq!((found.read.events, found.whole().conversations()), (0, 0));
    let text = relais_report::text(&found, relais_report::Lang::En, 100);
    assert!(text.contains("There are no events."), "{text}");
}

#[test]
fn one_conversation() {
    let file = lines(&format!("{}\n", line(json!({}))));
    let found = figures(&file.path);
    assert_eq!((found.whole().unknown, found.whole().conversations()), (1, 1));
    assert_eq!(found.hand_overs, []);
}

#[test]
fn a_year_that_rfc_3339_cannot_write_is_a_number() {
    let file = lines(&format!("{}\n", line(json!({"at": 253_402_300_800_u64}))));
    assert_eq!(figures(&file.path).by_hour[0].group, "0");
}

#[test]
fn a_file_that_is_read_in_pieces_is_read_whole() {
    // Lines of four kilobytes, more than the sixteen megabytes that are read at a time.
    let message = "é".repeat(2_000);
    let mut text = String::new();
    for number in 0..4_500 {
        text += &line(json!({"conversation": format!("{number}"), "message": message}));
        text += "\n";
    }
    let file = lines(&text);
    assert_eq!(figures(&file.path).whole().conversations(), 4_500);
    let file = lines(&format!("{text}nonsense\n"));
    let message = failure(&file.path, &Options::default());
    assert!(message.starts_with(&format!("{}:4501:", file.path.display())), "{message}");
}

#[test]
fn files_are_named_by_themselves_by_folders_and_by_patterns() {
    let folder = TempDir::new().expect("a folder");
    let day = |name: &str| folder.path().join(name);
    fs::create_dir(day("november")).expect("a folder");
    for name in ["one.ndjson", "november/two.jsonl", "november/notes.txt"] {
        let text = format!("{}\n", line(json!({"conversation": name})));
        fs::write(day(name), text).expect("a file");
    }
    write(&day("november/three.parquet"), &batch());
    let count = |named: &[PathBuf]| {
        Inputs::find(named).map(|found| found.files()).map_err(|error| error.to_string())
    };
    assert_eq!(count(&[folder.path().to_owned()]), Ok(3));
    assert_eq!(count(&[day("*/t*")]), Ok(2));
    assert_eq!(count(&[day("one.ndjson"), day("*.ndjson")]), Ok(1));
    // What is named is read whatever it is called.
    assert_eq!(count(&[day("november/notes.txt")]), Ok(1));
    let missing = count(&[day("december")]).expect_err("there is no such file");
    assert!(missing.contains("december: there are no events here"), "{missing}");
    fs::write(day("old.ndjson"), [0x1f, 0x8b, 8, 0]).expect("a file");
    let compressed = count(&[day("old.ndjson")]).expect_err("it is compressed");
    assert!(compressed.contains("decompress it first"), "{compressed}");
    let all = Inputs::find([day("one.ndjson"), day("november")]).expect("files");
    let found = Figures::of(&all, &Options::default()).expect("figures");
    assert_eq!((found.notes.files, found.whole().conversations()), (3, 2 + 9));
}

#[test]
fn a_time_zone_that_nobody_knows_is_refused() {
    let options = Options { time_zone: "Europe/Lutetia".to_owned(), ..Options::default() };
    let message = failure(&fixture(), &options);
    assert!(message.contains("Europe/Lutetia"), "{message}");
}

/// A file for as long as it is needed.
struct Lines {
    path: PathBuf,
    _folder: TempDir,
}

fn lines(text: &str) -> Lines {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("events.ndjson");
    fs::write(&path, text).expect("a file");
    Lines { path, _folder: folder }
}

fn failure(file: &Path, options: &Options) -> String {
    let inputs = Inputs::find([file]).expect("a file");
    Figures::of(&inputs, options).expect_err("it fails").to_string()
}
