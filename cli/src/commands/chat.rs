pub(crate) fn run(_: &crate::args::Chat) -> crate::exit::Outcome { Ok(std::process::ExitCode::SUCCESS) }
