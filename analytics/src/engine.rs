use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use datafusion::arrow::datatypes::{DataType, SchemaRef, TimeUnit};
use datafusion::arrow::json::ArrayWriter;
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::datasource::MemTable;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{
    DataFrame, ParquetReadOptions, SessionConfig, SessionContext, cast, col, ident, lit,
};
use serde::de::DeserializeOwned;
use tempfile::TempDir;

use crate::error::Error;
use crate::events;
use crate::input::{Inputs, Notes, ndjson, parquet};
use crate::sql::{Query, VIEWS};

/// How a report is made.
#[derive(Clone, Debug)]
pub struct Options {
    /// The time zone of days and hours, as the database of time zones names it.
    pub time_zone: String,
    /// How many bytes the queries may use. What needs more goes to temporary files.
    pub memory: usize,
    /// Leave out lines that are no events, in the place of failing on the first.
    pub skip_bad_lines: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { time_zone: "UTC".to_owned(), memory: 1 << 30, skip_bad_lines: false }
    }
}

/// DataFusion with the events and the views on them.
pub(crate) struct Engine {
    context: SessionContext,
    /// What was read and made, and what did not fit in memory; gone with the engine.
    _folder: TempDir,
}

impl Engine {
    /// Reads the input, and makes the views once: each is asked by several questions.
    pub(crate) async fn open(inputs: &Inputs, options: &Options) -> Result<(Engine, Notes), Error> {
        // Only its owner can look into it, for there are customers' words in it.
        let folder = tempfile::Builder::new().prefix("relais-report-").tempdir();
        let folder = folder.map_err(|error| Error::file(&std::env::temp_dir(), error))?;
        let context = context(folder.path(), options)?;
        let mut notes = Notes { files: inputs.files(), ..Notes::default() };
        let events = read(&context, inputs, folder.path(), options, &mut notes).await?;
        register(&context, events, options, &mut notes).await?;
        for view in VIEWS {
            // A folder of files, one for each processor; of no events, an empty one.
            let made = folder.path().join(view.name);
            std::fs::create_dir(&made).map_err(|error| Error::file(&made, error))?;
            let made = format!("{}/", as_text(&made));
            let table = context.sql(view.text).await?;
            let schema = table.schema().as_arrow().clone();
            table.write_parquet(&made, DataFrameWriteOptions::new(), None).await?;
            let options = ParquetReadOptions::default().schema(&schema);
            context.register_parquet(view.name, made, options).await?;
        }
        Ok((Engine { context, _folder: folder }, notes))
    }

    /// What a question returns, a value for each row.
    pub(crate) async fn rows<T: DeserializeOwned>(&self, query: Query) -> Result<Vec<T>, Error> {
        rows(self.context.sql(query.text).await?).await
    }
}

/// A path of the folder for temporary files, as DataFusion takes it.
fn as_text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

async fn rows<T: DeserializeOwned>(table: DataFrame) -> Result<Vec<T>, Error> {
    let batches = table.collect().await?;
    let mut writer = ArrayWriter::new(Vec::new());
    let batches: Vec<_> = batches.iter().collect();
    let shape = |error: &dyn std::fmt::Display| Error::new(format!("a query's result: {error}"));
    writer.write_batches(&batches).map_err(|error| shape(&error))?;
    writer.finish().map_err(|error| shape(&error))?;
    serde_json::from_slice(&writer.into_inner()).map_err(|error| shape(&error))
}

fn context(folder: &Path, options: &Options) -> Result<SessionContext, Error> {
    let runtime = RuntimeEnvBuilder::new()
        .with_temp_file_path(folder)
        .with_max_temp_directory_size(u64::MAX)
        // Those that can put something on disk share the memory, so that one of them leaves some to others.
        .with_memory_pool(Arc::new(FairSpillPool::new(options.memory)))
        .build_arc()?;
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let partitions = processors.min(options.memory / PARTITION).max(1);
    let mut config = SessionConfig::new().with_target_partitions(partitions);
    // A group of rows stays in memory while it is written.
    config.options_mut().execution.parquet.max_row_group_size = 1 << 17;
    Ok(SessionContext::new_with_config_rt(config, runtime))
}

/// All events, as they are in the input.
async fn read(
    context: &SessionContext,
    inputs: &Inputs,
    folder: &Path,
    options: &Options,
    notes: &mut Notes,
) -> Result<DataFrame, Error> {
    let mut tables = parquet::read(context, &inputs.parquet, notes).await?;
    if !inputs.ndjson.is_empty() {
        let read = folder.join("events");
        std::fs::create_dir(&read).map_err(|error| Error::file(&read, error))?;
        ndjson::read(&inputs.ndjson, &read, options.skip_bad_lines, notes)?;
        let options = ParquetReadOptions::default();
        tables.push(context.read_parquet(as_text(&read), options).await?);
    }
    let mut tables = tables.into_iter();
    let first = match tables.next() {
        Some(first) => first,
        None => {
            context.read_table(Arc::new(MemTable::try_new(events::columns(), vec![vec![]])?))?
        }
    };
    Ok(tables.try_fold(first, DataFrame::union)?)
}

/// Makes the table `events` of those whose version is known. In it `at` is in the time zone of the
/// report, so that the queries need not know of any.
async fn register(
    context: &SessionContext,
    events: DataFrame,
    options: &Options,
    notes: &mut Notes,
) -> Result<(), Error> {
    let is_known = ident("version").eq(lit(events::VERSION));
    let others = events.clone().filter(is_known.clone().is_not_true())?;
    let counted = datafusion::functions_aggregate::expr_fn::count(lit(1)).alias("events");
    let others = others.aggregate(vec![col("version")], vec![counted])?;
    #[derive(serde::Deserialize)]
    struct Other {
        version: Option<i64>,
        events: u64,
    }
    for Other { version, events } in rows(others).await? {
        *notes.other_versions.entry(version.unwrap_or_default()).or_default() += events;
    }
    let schema: SchemaRef = events::columns();
    let zone = DataType::Timestamp(TimeUnit::Second, Some(options.time_zone.as_str().into()));
    let columns = schema.fields().iter().map(|field| match field.name().as_str() {
        "at" => cast(ident("at"), zone.clone()).alias("at"),
        name => ident(name),
    });
    let known = events.filter(is_known)?.select(columns)?;
    context.register_table("events", known.into_view())?;
    Ok(())
}

/// The memory of each part that is worked on at the same time. With half of it, fifty million events were too many:
/// what is being written cannot be put on disk otherwise.
const PARTITION: usize = 128 << 20;
