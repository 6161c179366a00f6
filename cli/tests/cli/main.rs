//! The tests of the command line: they run the program itself, as its users do.

mod authoring;
mod chat;
mod checking;
mod eval;
mod exchange;
mod explain;
mod failures;
mod relais;
mod reporting;
mod signing;
mod suggesting;
mod testing;
mod watch;
