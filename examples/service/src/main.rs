//! Relais behind HTTP.
//!
//! Conversations are values: the service reads one from Redis, makes the turn, and writes it back. So any
//! number of processes serve any conversation, and one that ends takes nothing with it. README.md walks
//! through it; [service.rs](service.rs) is the heart.

mod answer;
mod http;
mod input;
mod request;
mod service;
mod settings;
mod store;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::serve::ListenerExt;
use clap::Parser;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;

use crate::service::Service;
use crate::settings::Settings;

#[tokio::main]
async fn main() -> ExitCode {
    match serve(&Settings::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("relais-service: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Serves until the process is told to stop (SIGTERM, or Ctrl-C in a terminal).
async fn serve(settings: &Settings) -> Result<(), String> {
    let service = Arc::new(Service::new(settings)?);
    tokio::spawn(reload(service.clone(), listen_for(SignalKind::hangup())?));
    tokio::spawn(warn_of_loss(service.clone()));

    let listener = TcpListener::bind(settings.listen)
        .await
        .map_err(|error| format!("--listen {}: {error}", settings.listen))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    eprintln!("relais-service: listening on http://{address}");
    // Replies are small and leave at once.
    let listener = listener.tap_io(|connection| {
        let _ = connection.set_nodelay(true);
    });

    // Told to stop, the service takes no new connection, answers the requests that it has, and ends; it does
    // not wait longer than GRACE for a client that never reads its answer.
    let (told, stopping) = oneshot::channel();
    let stop = stop(service.clone(), told, listen_for(SignalKind::terminate())?);
    let serving = axum::serve(listener, http::routes(service)).with_graceful_shutdown(stop);
    let patience = async {
        let _ = stopping.await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = serving => ended.map_err(|error| error.to_string()),
        () = patience => Err("stopped with requests unanswered".to_owned()),
    }
}

/// Returns once the process is told to stop.
async fn stop(service: Arc<Service>, told: oneshot::Sender<()>, mut terminate: Signal) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    eprintln!("relais-service: stopping");
    service.is_stopping.store(true, Ordering::Relaxed);
    let _ = told.send(());
}

/// Reads the bundle again on every SIGHUP.
async fn reload(service: Arc<Service>, mut hangup: Signal) {
    while hangup.recv().await.is_some() {
        let service = service.clone();
        let reloaded = tokio::task::spawn_blocking(move || service.reload()).await;
        match reloaded {
            Ok(Ok(())) => eprintln!("relais-service: the bundle was read again"),
            Ok(Err(problem)) => eprintln!("relais-service: the old bundle stays: {problem}"),
            Err(panicked) => eprintln!("relais-service: the old bundle stays: {panicked}"),
        }
    }
}

/// Says so where Redis would forget conversations when it ends.
async fn warn_of_loss(service: Arc<Service>) {
    if let Ok(Some(false)) = service.store.is_durable().await {
        eprintln!(
            "relais-service: Redis has no append-only file and forgets conversations when it ends; \
             set `appendonly yes` and `appendfsync always`"
        );
    }
}

fn listen_for(kind: SignalKind) -> Result<Signal, String> {
    signal(kind).map_err(|error| error.to_string())
}

/// How long requests may take to be answered once the process is told to stop.
const GRACE: Duration = Duration::from_secs(10);
