//! Parquet files of a host, asked where they are.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, SchemaRef};
use datafusion::common::ScalarValue;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use datafusion::prelude::{DataFrame, Expr, ParquetReadOptions, SessionContext, cast, ident, lit};

use super::{Missing, Notes};
use crate::error::Error;
use crate::events;

/// The events of these files, with the columns of [`events::columns`] and nothing else: one table for
/// each shape of file.
///
/// # Errors
///
/// Where a file cannot be read or lacks a column that every event has.
pub(crate) async fn read(
    context: &SessionContext,
    files: &[PathBuf],
    notes: &mut Notes,
) -> Result<Vec<DataFrame>, Error> {
    let mut shapes: Vec<(SchemaRef, Vec<String>)> = Vec::new();
    for file in files {
        let schema = schema_of(file)?;
        let missing = missing(file, &schema)?;
        if !missing.is_empty() {
            notes.missing_columns.push(Missing { file: file.clone(), columns: missing });
        }
        let name = file.to_string_lossy().into_owned();
        match shapes.iter_mut().find(|(shape, _)| *shape == schema) {
            Some((_, files)) => files.push(name),
            None => shapes.push((schema, vec![name])),
        }
    }
    let mut tables = Vec::new();
    for (schema, files) in shapes {
        let options = ParquetReadOptions::new().schema(&schema).file_extension("");
        let table = context.read_parquet(files, options).await?;
        tables.push(table.select(columns(&schema))?);
    }
    Ok(tables)
}

fn schema_of(file: &Path) -> Result<SchemaRef, Error> {
    let opened = File::open(file).map_err(|error| Error::file(file, error))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(opened);
    let reader = reader.map_err(|error| Error::file(file, error))?;
    // What the file says of itself beside its columns makes no other shape of it.
    Ok(Arc::new(reader.schema().as_ref().clone().with_metadata(Default::default())))
}

/// The columns that a file lacks and may lack.
fn missing(file: &Path, schema: &SchemaRef) -> Result<Vec<String>, Error> {
    let mut missing = Vec::new();
    for wanted in events::columns().fields() {
        if schema.column_with_name(wanted.name()).is_some() {
            continue;
        }
        if !wanted.is_nullable() {
            let problem = format!("these are no events: there is no column `{}`", wanted.name());
            return Err(Error::file(file, problem));
        }
        missing.push(wanted.name().clone());
    }
    Ok(missing)
}

/// The columns of an event, from those that a file of this shape has: hosts keep a time as text, too,
/// and a number in fewer bits.
fn columns(schema: &SchemaRef) -> Vec<Expr> {
    let wanted = events::columns();
    let column = |wanted: &Field| {
        let name = wanted.name();
        match schema.field_with_name(name).map(|field| field.data_type().clone()) {
            // A time without a zone is in UTC; from text or a number, the cast says so itself.
            Ok(DataType::Timestamp(unit, None)) => {
                cast(ident(name), DataType::Timestamp(unit, Some("UTC".into())))
            }
            Ok(_) => ident(name),
            Err(_) => lit(ScalarValue::Null),
        }
    };
    let fields = wanted.fields().iter();
    fields.map(|each| cast(column(each), each.data_type().clone()).alias(each.name())).collect()
}
