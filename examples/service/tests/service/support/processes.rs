//! Processes of the service.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use super::{Place, signal, wait_until};

/// A process of the service, and what it has written so far.
pub(crate) struct Service {
    /// Where it listens: an address and a port.
    pub(crate) address: String,
    options: Vec<String>,
    child: Child,
    said: Lines,
    events: Lines,
}

type Lines = Arc<Mutex<Vec<String>>>;

impl Service {
    pub(crate) fn start(place: &Place, options: &[&str]) -> Service {
        let paths = [&place.bundle, &place.keys].map(|path| path.display().to_string());
        let mut all = vec!["--bundle".to_owned(), paths[0].clone()];
        all.extend(["--seal-keys".to_owned(), paths[1].clone()]);
        all.extend(["--redis".to_owned(), place.redis.url()]);
        all.extend(options.iter().map(|option| (*option).to_owned()));
        Service::with(all, "127.0.0.1:0")
    }

    /// Starts it again, where it listened before.
    pub(crate) fn restart(&mut self) {
        *self = Service::with(self.options.clone(), &self.address);
    }

    fn with(options: Vec<String>, listen: &str) -> Service {
        let mut child = Command::new(env!("CARGO_BIN_EXE_relais-service"))
            .args(&options)
            .args(["--listen", listen])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the service starts");
        let said = collect(child.stderr.take().expect("it is piped"));
        let events = collect(child.stdout.take().expect("it is piped"));
        let mut service = Service { address: String::new(), options, child, said, events };
        let mut address = None;
        wait_until("the service listens", || {
            address = service.said().iter().find_map(|line| {
                line.split_once("listening on http://").map(|(_, address)| address.to_owned())
            });
            address.is_some()
        });
        service.address = address.expect("it was waited for");
        service
    }

    /// The lines of standard error.
    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().expect("no reader panics").clone()
    }

    /// The lines of standard output: an event for each turn.
    pub(crate) fn events(&self) -> Vec<String> {
        self.events.lock().expect("no reader panics").clone()
    }

    pub(crate) fn signal(&self, name: &str) {
        signal(&self.child, name);
    }

    /// Has it read its bundle again, and waits until it says this about it.
    pub(crate) fn reload(&self, says: &str) {
        let before = self.said().len();
        self.signal("HUP");
        wait_until(says, || self.said()[before..].iter().any(|line| line.contains(says)));
    }

    /// Ends it without a word: SIGKILL.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it has ended");
    }

    /// Waits until it ends by itself; whether all was well.
    pub(crate) fn ended(&mut self) -> bool {
        self.child.wait().expect("it has ended").success()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The lines that a process writes, as they come.
fn collect(pipe: impl Read + Send + 'static) -> Lines {
    let lines = Lines::default();
    let collected = lines.clone();
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            collected.lock().expect("no reader panics").push(line);
        }
    });
    lines
}
