//! What can be typed.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgGroup, Parser, Subcommand, ValueEnum};
use relais::knowledge::FileKind;
use relais::{Channel, Date, Id, Locale, Timestamp};

use crate::exit;

/// Try, check, build and test knowledge bases that answer customers.
///
/// Without a command, a chat starts: on the knowledge base of the current folder, or else on the
/// one that comes with the program.
#[derive(Debug, Parser)]
#[command(name = "relais", version, max_term_width = 100, after_help = after_help(EXAMPLES))]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a small knowledge base to start from
    New(New),
    /// Report every problem of a knowledge base, with its line and what to do
    Check(Check),
    /// Compile a knowledge base into one `.relais` file
    Build(Build),
    /// Make a key pair to sign bundles with
    Keygen(Keygen),
    /// Say whether a bundle is whole and signed with a key that you trust
    Verify(Verify),
    /// Talk with the assistant in the terminal
    Chat(Chat),
    /// Ask one question
    Ask(Ask),
    /// Ask a knowledge base its own questions and play its dialogues
    Test(Test),
    /// Check, compile and play dialogues each time that a file is saved
    Watch(Watch),
    /// Ask the engine a labelled set, or the documents of a FAQ, and say how good the answers are
    Eval(Eval),
    /// Write the JSON schemas of the authored files, with which editors complete and check them
    Schema(Schema),
    /// Make a knowledge base of what another tool has, or add that to one
    Import(Import),
    /// Write a knowledge base for a site's own pages, or as a table
    Export(Export),
    /// Say what would answer the questions that customers asked in vain
    Suggest(Suggest),
    /// Report what conversations came to, by `relais-report` where that is installed
    // Its help, too, is that of the other program.
    #[command(disable_help_flag = true)]
    Report(Report),
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help(NEW_EXAMPLES))]
pub(crate) struct New {
    /// The folder to make; it must be empty or not exist
    pub(crate) folder: PathBuf,
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help(CHECK_EXAMPLES))]
pub(crate) struct Check {
    /// The knowledge base; that of the current folder unless given
    pub(crate) folder: Option<PathBuf>,
    /// Fail on warnings too
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// How problems are shown
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// Mend what can be mended without changing anything else, and tell the rest
    #[arg(long)]
    pub(crate) fix: bool,
    /// The day for which dates are checked, such as 2026-12-24; today unless given
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) on: Option<Date>,
    /// Also ask each wording of an engine that has not seen it, and tell which ones another article
    /// takes; this builds the knowledge base six times
    #[arg(long)]
    pub(crate) held_out: bool,
    /// Show how far the probabilities can be trusted, as measured on its own questions held out
    #[arg(long)]
    pub(crate) confidence: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help(BUILD_EXAMPLES))]
pub(crate) struct Build {
    /// The knowledge base; that of the current folder unless given
    pub(crate) folder: Option<PathBuf>,
    /// The file to write; the folder's name with `.relais` unless given
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Keep this language only; may be given several times
    #[arg(long = "locale", value_name = "LOCALE")]
    pub(crate) locales: Vec<Locale>,
    /// For download: a quarter of the size once compressed, opens some forty milliseconds later
    #[arg(long)]
    pub(crate) compact: bool,
    /// Sign it with this private key: one of `relais keygen`, or of `openssl genpkey -algorithm ed25519`
    #[arg(long, value_name = "KEY")]
    pub(crate) sign: Option<PathBuf>,
    /// For a base that a search engine has (`relais export --elastic`): it cannot be searched by itself
    #[arg(long, conflicts_with = "compact")]
    pub(crate) without_index: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help(KEYGEN_EXAMPLES))]
pub(crate) struct Keygen {
    /// What the files are called: `NAME.key` is secret, `NAME.pub` is for those who check
    #[arg(value_name = "NAME")]
    pub(crate) name: PathBuf,
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help(VERIFY_EXAMPLES))]
pub(crate) struct Verify {
    /// The `.relais` file
    pub(crate) bundle: PathBuf,
    /// A file with a public key, or several; may be given several times, and one of the keys must have signed
    #[arg(long = "key", value_name = "FILE", required = true)]
    pub(crate) keys: Vec<PathBuf>,
}

#[derive(Debug, Default, clap::Args)]
#[command(after_help = after_help(CHAT_EXAMPLES))]
pub(crate) struct Chat {
    /// A `.relais` file or a folder; the knowledge base at hand unless given
    #[arg(value_name = "BUNDLE|FOLDER")]
    pub(crate) source: Option<PathBuf>,
    /// The language to start in; the first one of the knowledge base unless given
    #[arg(long)]
    pub(crate) locale: Option<Locale>,
    /// Where the conversation is supposed to take place: web, voice, messaging or text
    #[arg(long, value_parser = channel, default_value = "text")]
    pub(crate) channel: Channel,
    /// What is known about the customer: a YAML or JSON file, `customer.vip: true`
    #[arg(long, value_name = "FILE")]
    pub(crate) facts: Option<PathBuf>,
    /// What earlier contacts left: a JSON file, which is written when the conversation ends
    #[arg(long, value_name = "FILE")]
    pub(crate) memo: Option<PathBuf>,
    /// Who is there to take over: `open`, `closed`, or a YAML or JSON file with queues, callbacks,
    /// channels, message; by the opening hours unless given
    #[arg(long, value_name = "open|closed|FILE")]
    pub(crate) availability: Option<PathBuf>,
    /// When the conversation takes place, such as 2026-11-24T18:30+01:00; now unless given
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub(crate) at: Option<Timestamp>,
    /// Add what happens in each turn to this file, one JSON object a line, as a host would
    #[arg(long, value_name = "FILE")]
    pub(crate) events: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(allow_missing_positional = true, after_help = after_help(ASK_EXAMPLES))]
pub(crate) struct Ask {
    /// A `.relais` file or a folder; the knowledge base at hand unless given
    #[arg(value_name = "BUNDLE|FOLDER")]
    pub(crate) source: Option<PathBuf>,
    /// What the customer says
    #[arg(required = true)]
    pub(crate) question: String,
    /// The language of the customer; the first one of the knowledge base unless given
    #[arg(long)]
    pub(crate) locale: Option<Locale>,
    /// Where the conversation is supposed to take place: web, voice, messaging or text
    #[arg(long, value_parser = channel, default_value = "text")]
    pub(crate) channel: Channel,
    /// What is known about the customer: a YAML or JSON file, `customer.vip: true`
    #[arg(long, value_name = "FILE")]
    pub(crate) facts: Option<PathBuf>,
    /// Print the reply as a host receives it, one JSON object
    #[arg(long, conflicts_with = "explain")]
    pub(crate) json: bool,
    /// Explain how the reply was decided, in words and with what to change; `full` shows the figures
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "words")]
    pub(crate) explain: Option<Explain>,
}

/// How a reply is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Explain {
    /// In the language of those who answer customers, or of the question
    Words,
    /// With every figure, for those who tune
    Full,
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help(TEST_EXAMPLES))]
pub(crate) struct Test {
    /// The knowledge base; that of the current folder unless given
    pub(crate) folder: Option<PathBuf>,
    /// Print the report as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// List every article, not only those with something to look at
    #[arg(long, conflicts_with = "json")]
    pub(crate) all: bool,
    /// Write a page for people to read: what is answered, what is not and why, what to work on
    #[arg(long, value_name = "FILE", conflicts_with = "quick")]
    pub(crate) html: Option<PathBuf>,
    /// The language of that page; that of the people who answer, or the first one, unless given
    #[arg(long, value_enum, requires = "html")]
    pub(crate) lang: Option<Lang>,
    /// Ask an earlier bundle the same, and list what broke, what was mended and what changed
    #[arg(long, value_name = "BUNDLE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Do not ask wordings of engines that have not seen them, which takes most of the time
    #[arg(long)]
    pub(crate) quick: bool,
    /// Write the calls of every dialogue and wording, with their replies, for other languages to replay
    #[arg(long, value_name = "FILE")]
    pub(crate) script: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help(WATCH_EXAMPLES))]
pub(crate) struct Watch {
    /// The knowledge base; that of the current folder unless given
    pub(crate) folder: Option<PathBuf>,
}

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English
    En,
    /// French
    Fr,
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help(EVAL_EXAMPLES))]
#[command(group(ArgGroup::new("set").required(true).args(["train", "faq"])))]
pub(crate) struct Eval {
    /// What to learn from: `{"text": "…", "label": "…"}` a line
    #[arg(long, value_name = "FILE", requires = "test")]
    pub(crate) train: Option<PathBuf>,
    /// What to ask: the same, with a null label for what nothing may answer
    #[arg(long, value_name = "FILE", requires = "train")]
    pub(crate) test: Option<PathBuf>,
    /// Documents that answer: `{"id": "…", "question": "…", "answer": "…"}` a line
    #[arg(long, value_name = "FILE", requires = "queries")]
    pub(crate) faq: Option<PathBuf>,
    /// What to ask: `{"text": "…", "relevant": ["…"]}` a line, with no id for what nothing may answer
    #[arg(long, value_name = "FILE", requires = "faq")]
    pub(crate) queries: Option<PathBuf>,
    /// The language of the set
    #[arg(long, default_value = "en")]
    pub(crate) locale: Locale,
    /// Print the figures as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// Also write what became of each question, one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub(crate) predictions: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help(SCHEMA_EXAMPLES))]
pub(crate) struct Schema {
    /// The sort of file: relais, article, form, rule, messages, synonyms, fillers, lexicons, facts or
    /// dialogues; all of them unless given
    #[arg(value_name = "KIND", value_parser = file_kind)]
    pub(crate) kind: Option<FileKind>,
    /// Write `KIND.schema.json` into this folder instead of printing
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help(IMPORT_EXAMPLES))]
pub(crate) struct Import {
    /// The file or folder that the other tool has exported
    pub(crate) input: PathBuf,
    /// The knowledge base: a new folder, or one that is added to; nothing in it is overwritten
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: PathBuf,
    /// What wrote it: qnabot, azure, rasa, nlpjs, dialogflow, csv or faqpage; told from the input
    /// where that is plain
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<relais_exchange::Format>,
    /// The language of the input, where it does not say
    #[arg(long)]
    pub(crate) locale: Option<Locale>,
    /// Put all articles into this topic
    #[arg(long, value_parser = id)]
    pub(crate) topic: Option<Id>,
    /// What a new knowledge base is called; as its folder unless given
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Write what is lost into a table (CSV) too
    #[arg(long, value_name = "FILE")]
    pub(crate) losses: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help(EXPORT_EXAMPLES))]
pub(crate) struct Export {
    /// The knowledge base; that of the current folder unless given
    pub(crate) folder: Option<PathBuf>,
    /// What to write
    #[arg(long, value_enum, required_unless_present = "elastic")]
    pub(crate) to: Option<Target>,
    /// Write what a search engine has to know into this folder, for Elasticsearch, OpenSearch and Quickwit
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["to", "output", "losses"])]
    pub(crate) elastic: Option<PathBuf>,
    /// The file to write; the output unless given
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// This language only; a page is in the first one unless given, a table and an index in all
    #[arg(long)]
    pub(crate) locale: Option<Locale>,
    /// Write what is lost into a table (CSV) too
    #[arg(long, value_name = "FILE")]
    pub(crate) losses: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help(SUGGEST_EXAMPLES))]
pub(crate) struct Suggest {
    /// The events of your conversations, one JSON object a line; `-` is the input
    #[arg(required = true)]
    pub(crate) events: Vec<PathBuf>,
    /// The knowledge base; that of the current folder unless given
    #[arg(long, value_name = "FOLDER")]
    pub(crate) base: Option<PathBuf>,
    /// Go through the suggestions, and accept or refuse each wording; accepted ones are written
    #[arg(short, long, conflicts_with = "json")]
    pub(crate) interactive: bool,
    /// In how many conversations something must have been asked
    #[arg(long, value_name = "COUNT", default_value_t = 2)]
    pub(crate) at_least: usize,
    /// How many groups of questions, those that most customers asked for
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    pub(crate) groups: usize,
    /// Print one JSON object, and no patch
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Report {
    /// What `relais-report` takes: files of events and options; `relais report --help` lists them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
    pub(crate) arguments: Vec<OsString>,
}

/// What an export is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// schema.org FAQPage in JSON-LD, for the site's own pages
    Faqpage,
    /// A table, which `relais import` reads back
    Csv,
}

/// How problems are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the source line and what to do
    #[default]
    Full,
    /// One line each, `file:line:column: error[code]: …`, for editors
    Short,
    /// One JSON object, with what each problem is, why it matters, what to do, and the change that mends it
    Json,
    /// The lines that make GitHub show each problem at its place in a pull request
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

impl Default for Command {
    fn default() -> Command {
        Command::Chat(Chat { channel: Channel::Text, ..Chat::default() })
    }
}

fn channel(name: &str) -> Result<Channel, String> {
    let found = Channel::ALL.into_iter().find(|channel| channel.as_str() == name);
    found.ok_or_else(|| "it is one of: web, voice, messaging, text".to_owned())
}

fn file_kind(name: &str) -> Result<FileKind, String> {
    let found = FileKind::ALL.into_iter().find(|kind| kind.as_str() == name);
    let names = FileKind::ALL.map(FileKind::as_str);
    found.ok_or_else(|| format!("it is one of: {}", names.join(", ")))
}

fn id(text: &str) -> Result<Id, String> {
    let topic = Id::parse(text).filter(|id| !id.as_str().contains(['/', '.']));
    topic.ok_or_else(|| "it has lower-case letters, digits and hyphens".to_owned())
}

fn day(text: &str) -> Result<Date, String> {
    text.parse()
}

fn instant(text: &str) -> Result<Timestamp, String> {
    text.parse()
}

fn after_help(examples: &str) -> String {
    format!("Examples:\n  {}\n{}", examples.trim_start(), exit::HELP)
}

const EXAMPLES: &str = "\
  relais                                    chat on the knowledge base at hand
  relais new my-base && relais test my-base
  relais build my-base -o my-base.relais
  relais ask my-base.relais \"where is my parcel?\" --explain
";

const NEW_EXAMPLES: &str = "\
  relais new my-base
";

const CHECK_EXAMPLES: &str = "\
  relais check knowledge-base
  relais check knowledge-base --fix
  relais check knowledge-base --deny-warnings --format short
  relais check knowledge-base --format sarif > problems.sarif
  relais check knowledge-base --on 2027-01-01 --held-out
  relais check knowledge-base --confidence
";

const BUILD_EXAMPLES: &str = "\
  relais build knowledge-base -o kb.relais
  relais build knowledge-base -o kb-fr.relais --locale fr --compact
  relais build knowledge-base -o kb.relais --sign release.key
";

const KEYGEN_EXAMPLES: &str = "\
  relais keygen release
";

const VERIFY_EXAMPLES: &str = "\
  relais verify kb.relais --key release.pub
  relais verify kb.relais --key release.pub --key next.pub
";

const CHAT_EXAMPLES: &str = "\
  relais chat
  relais chat kb.relais --locale en --channel voice
  relais chat knowledge-base --facts customer.yaml --memo memo.json --availability closed
  relais chat --channel voice --memo memo.json --at 2026-11-25T09:00+01:00
  printf 'hello\\nwhere is my parcel?\\n' | relais chat --locale en
";

const ASK_EXAMPLES: &str = "\
  relais ask \"où est ma commande ?\"
  relais ask kb.relais \"where is my parcel?\" --locale en --explain
  relais ask knowledge-base \"je veux parler à quelqu'un\" --json
";

const TEST_EXAMPLES: &str = "\
  relais test knowledge-base
  relais test knowledge-base --json > report.json
  relais test knowledge-base --html report.html --lang en
  relais test knowledge-base --baseline released.relais
";

const EVAL_EXAMPLES: &str = "\
  relais eval --train train.jsonl --test test.jsonl
  relais eval --train train.jsonl --test test.jsonl --locale fr --predictions predictions.jsonl
  relais eval --faq faq.jsonl --queries queries.jsonl --json > figures.json
";

const SCHEMA_EXAMPLES: &str = "\
  relais schema article > article.schema.json
  relais schema --out .schema
";

const IMPORT_EXAMPLES: &str = "\
  relais import export.json -o my-base
  relais import faq.csv -o my-base --locale fr --topic billing
  relais import saved-page.html -o my-base --losses lost.csv
  relais import --from rasa my-rasa-project -o my-base
";

const EXPORT_EXAMPLES: &str = "\
  relais export my-base --to csv -o my-base.csv
  relais export my-base --to faqpage --locale fr -o faq.json
  relais export my-base --elastic index
";

const SUGGEST_EXAMPLES: &str = "\
  relais suggest events.ndjson --base my-base --interactive
  relais suggest events-*.ndjson --base my-base > learn.patch && patch -p1 -d my-base < learn.patch
  zcat events.gz | relais suggest - --base my-base --json --groups 100
";

const WATCH_EXAMPLES: &str = "\
  relais watch my-base
";
