//! `gongkai` turns a township's 政府工作报告 into a public-disclosure website that people can check.
//!
//! # Bird's-eye view
//!
//! A content tree (YAML targets and figures, Markdown narrative) goes in; a static site with charts, progress against 序时进度, open data
//! and a manifest comes out. [`pipeline::run`] is the list of the stages, and each stage is a function whose result is a new type:
//!
//! ```text
//!  disk ─load→ Sources ─parse→ Drafts ─link→ World ─assess→ Assessments ─plan→ Site ─lint→ findings
//!                                                           Site ─orders→ [Order] ─job→ Job ─render→ bytes ─facts→ audit → findings
//!                                                                                                    └──emit→ public/
//! ```
//!
//! | stage | from → to |
//! |---|---|
//! | [`source::load`] | the disk → [`source::Sources`]: sound UTF-8 text, or a fault with its place |
//! | [`syntax::tree`] | sources → [`syntax::Drafts`]: as written, one draft a file, every value with its place |
//! | [`link`](link::link) | drafts → [`report::World`]: as meant, every reference resolved; embargoed figures end here |
//! | [`assess`](assess::assess) | a report → one [`assess::Assessment`] a target, by the table that `method/` publishes |
//! | [`record::compare`](record::compare::compare) | two worlds, a commit's and today's → changes and findings (`check --base`) |
//! | [`site::Site::plan`] | world and assessments → pages with fixed addresses |
//! | [`lint`](lint::lint) | site and sources → findings, one rule a file |
//! | [`output::orders`], [`output::job`] | site → every output file, each with a [`output::Job`] that holds all its bytes depend on |
//! | [`render::render`] | job → bytes; the only caller of templates |
//! | [`audit`](audit::audit) | what the bytes turned out to be → findings |
//! | [`emit`] | bytes → the output folder, in one atomic step |
//!
//! # Rooms
//!
//! The modules below stand in the order in which they may know each other: a module imports only from those above it. `tests/tidy.rs`
//! reads this file and holds the code to it, as it holds third parties to their rooms: `serde_yaml` to [`syntax`], `pulldown_cmark` to
//! [`markup::parse`], `tera` to [`theme`] and [`render`], `plotters` to [`chart`], `qrcodegen` to [`output::address`], `walkdir` to
//! [`source::load`], `quick_xml` and `lopdf` to [`source::attachment`], `zip` to where archives are read (there) and packed ([`render`]),
//! `rust_xlsxwriter` to [`render`], `rayon` to [`syntax`], [`lint`] and [`pipeline`], the file system to [`source::load`], [`emit`] and
//! [`cli`], and the network to [`cli`].
//!
//! # What is absent
//!
//! - **No amount is a binary float.** [`value::decimal::Decimal`] keeps the source's digits; judging uses exact fractions. Floats are pixels.
//! - **No mask reaches a number.** [`report::target::Target::known_goal`] is the only way from a goal to an amount, and a masked goal has
//!   none: nothing is judged by it, scaled by it, or drawn from it.
//! - **No withheld value exists.** A withheld figure has no value in the repository, so there is none to leak.
//! - **No clock in the middle.** The moment that decides which figures are released is an argument of [`link::link`] and stands nowhere in
//!   the output. The same content gives the same bytes.
//! - **No half-built values.** A draft has places and no references; a world has references and no half-sound entries.
//! - **No early exit on a user's mistake.** Mistakes are [`diagnostic::Diagnostic`]s, collected; only [`pipeline`] decides to stop.
//! - **No snapshot made twice.** A dated copy of the site (`build --snapshot`) is the one part of the output that no job of a later build
//!   makes: [`emit`] carries it over by what its manifest says, or publishes nothing.
//! - **No dependency graph.** A job is plain data; its hash, kept in the ledger of [`emit`], is the whole incremental build.
//! - **No child processes**, no hooks and no configuration of the data repository.
//! - **No network** but two doors of [`cli`]: the loopback preview, and `verify` of an address that somebody typed.
//! - **No panic.** The crate denies `unwrap`, `expect` and `panic!` outside tests.
//!
//! # Open sets and closed sets
//!
//! A new rule is a file in [`lint`] and a line in its table; a new kind of output is a file in [`output`] and a line; a new chart kind is a
//! file in [`chart`]. Measures, statuses and page kinds are closed: enums matched without a wildcard, so that the compiler finds every
//! place a new one must be thought about.

pub mod value;

pub mod source;

pub mod diagnostic;

pub mod markup;

pub mod report;

pub mod syntax;

pub mod link;

pub mod assess;

pub mod record;

pub mod site;

pub mod lint;

pub mod chart;

pub mod view;

pub mod output;

pub mod theme;

pub mod render;

pub mod audit;

pub mod emit;

pub mod pipeline;

pub mod cli;
