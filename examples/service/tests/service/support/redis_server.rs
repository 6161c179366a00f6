//! The real Redis server, with a folder of its own.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::{signal, wait_until};

/// A server that keeps what it is told on disk before it says so.
pub(crate) struct Redis {
    folder: TempDir,
    port: u16,
    options: &'static [&'static str],
    child: Option<Child>,
}

impl Redis {
    pub(crate) fn start() -> Redis {
        Redis::with(&["--appendonly", "yes", "--appendfsync", "always"])
    }

    /// A server with these options about what it keeps.
    pub(crate) fn with(options: &'static [&'static str]) -> Redis {
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let folder = tempfile::tempdir().expect("a folder");
        let mut redis = Redis { folder, port, options, child: None };
        redis.restart();
        redis
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    /// Starts it again, on what it has on disk.
    pub(crate) fn restart(&mut self) {
        let child = Command::new("redis-server")
            .args(["--port", &self.port.to_string(), "--bind", "127.0.0.1", "--save", ""])
            .args(["--dir", &self.folder.path().display().to_string()])
            .args(self.options)
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server is installed: scripts/service does it");
        self.child = Some(child);
        wait_until("Redis answers", || {
            let connection = self.connect();
            connection.is_ok_and(|mut open| redis::cmd("PING").exec(&mut open).is_ok())
        });
    }

    /// Ends it without a word: SIGKILL.
    pub(crate) fn kill(&mut self) {
        let mut child = self.child.take().expect("it runs");
        child.kill().expect("it is killed");
        child.wait().expect("it has ended");
    }

    /// Ends it as an operator does.
    pub(crate) fn stop(&mut self) {
        let mut child = self.child.take().expect("it runs");
        signal(&child, "TERM");
        child.wait().expect("it has ended");
    }

    /// Has it hang, or go on.
    pub(crate) fn signal(&self, name: &str) {
        signal(self.child.as_ref().expect("it runs"), name);
    }

    /// Asks it something.
    pub(crate) fn ask<T: redis::FromRedisValue>(&self, command: &redis::Cmd) -> T {
        let mut connection = self.connect().expect("Redis is there");
        command.query(&mut connection).expect("an answer")
    }

    fn connect(&self) -> redis::RedisResult<redis::Connection> {
        redis::Client::open(self.url())?.get_connection()
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
