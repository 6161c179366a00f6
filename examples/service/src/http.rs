//! What the service says in HTTP.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use relais::Locale;
use serde_json::json;
use uuid::Uuid;

use crate::answer::Standing;
use crate::input::{self, Input};
use crate::request::{Refusal, Request};
use crate::service::Service;

/// The routes of the service.
pub(crate) fn routes(service: Arc<Service>) -> Router {
    Router::new()
        .route("/conversations", post(begin))
        .route("/conversations/{id}", get(standing))
        .route("/conversations/{id}/messages", post(message))
        .route("/conversations/{id}/events", post(event))
        .route("/conversations/{id}/end", post(end))
        .route("/conversations/{id}/memo", get(memo))
        .route("/health", get(health))
        .route("/ready", get(ready))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(service)
}

type Body = Result<Bytes, BytesRejection>;

/// `POST /conversations`: begins one.
async fn begin(State(service): State<Arc<Service>>, headers: HeaderMap, body: Body) -> Response {
    let begun = async {
        let start = input::start(&read(body)?, &service.keys).map_err(Refusal::Invalid)?;
        service.begin(start).await
    };
    let begun = begun.await;
    answered(&service, &headers, StatusCode::CREATED, begun)
}

/// `POST /conversations/{id}/messages`: what the customer says.
async fn message(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let turned = turn(&service, &id, "messages", &headers, body, Input::message).await;
    answered(&service, &headers, StatusCode::OK, turned)
}

/// `POST /conversations/{id}/events`: what the host reports.
async fn event(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let turned = turn(&service, &id, "events", &headers, body, Input::event).await;
    answered(&service, &headers, StatusCode::OK, turned)
}

/// `POST /conversations/{id}/end`: the customer has gone.
async fn end(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let turned = turn(&service, &id, "end", &headers, body, |_| Ok(Input::END)).await;
    answered(&service, &headers, StatusCode::OK, turned)
}

/// `GET /conversations/{id}`: whether a person has it, and how it went so far.
async fn standing(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let id = name(&id)?;
        let (session, _) = service.look_up(&id).await?;
        Ok(serde_json::to_vec(&Standing::of(&id, &session)).expect("a standing is plain JSON"))
    };
    let found = found.await;
    answered(&service, &headers, StatusCode::OK, found)
}

/// `GET /conversations/{id}/memo`: what the next contact should know, sealed.
async fn memo(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let (_, memo) = service.look_up(&name(&id)?).await?;
        Ok(json!({ "memo": String::from_utf8_lossy(&memo) }).to_string().into_bytes())
    };
    let found = found.await;
    answered(&service, &headers, StatusCode::OK, found)
}

/// `GET /health`: the process lives. It says so whether or not Redis is there, for starting the process
/// again would not bring Redis back.
async fn health(State(service): State<Arc<Service>>) -> Response {
    let engine = service.engine();
    let bundle = engine.bundle();
    let articles: usize = bundle.locales().iter().map(|locale| bundle.articles(*locale)).sum();
    Json(json!({ "name": bundle.name(), "locales": bundle.locales(), "articles": articles }))
        .into_response()
}

/// `GET /ready`: requests may come here: Redis answers, and the service is not about to stop.
async fn ready(State(service): State<Arc<Service>>) -> Response {
    let problem = match service.store.is_durable().await {
        _ if service.is_stopping() => "the service is stopping".to_owned(),
        Ok(_) => return Json(json!({ "ready": true })).into_response(),
        Err(away) => away.0,
    };
    let body = Json(json!({ "ready": false, "detail": problem }));
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, RETRY_AFTER)], body).into_response()
}

/// Reads a request for a turn and has it carried out.
async fn turn(
    service: &Service,
    id: &str,
    path: &str,
    headers: &HeaderMap,
    body: Body,
    input: impl FnOnce(&[u8]) -> Result<Input, String>,
) -> Result<Vec<u8>, Refusal> {
    let id = name(id)?;
    let body = read(body)?;
    let request = Request::new(key(headers)?, path, &body);
    let input = input(&body).map_err(Refusal::Invalid)?;
    service.turn(&id, &request, &input).await
}

/// The id of a conversation, as it was given out. Nothing else is asked of Redis.
fn name(id: &str) -> Result<String, Refusal> {
    Uuid::try_parse(id).map(|id| id.simple().to_string()).map_err(|_| Refusal::Unknown)
}

/// The client's name for its request.
fn key(headers: &HeaderMap) -> Result<String, Refusal> {
    let given = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    given
        .filter(|key| (1..=MAX_KEY).contains(&key.len()))
        .map(str::to_owned)
        .ok_or_else(|| Refusal::Invalid(NO_KEY.to_owned()))
}

fn read(body: Body) -> Result<Bytes, Refusal> {
    body.map_err(|rejection| Refusal::Invalid(rejection.body_text()))
}

/// What a client gets: the answer, or why there is none. With what may pass comes a sentence for the
/// customer, who should not have to wait for it to pass.
fn answered(
    service: &Service,
    headers: &HeaderMap,
    status: StatusCode,
    result: Result<Vec<u8>, Refusal>,
) -> Response {
    let json = |media: &'static str| [(header::CONTENT_TYPE, media)];
    let refusal = match result {
        Ok(answer) => return (status, json("application/json"), answer).into_response(),
        Err(refusal) => refusal,
    };
    if let Refusal::Away(why) | Refusal::Tampered(why) = &refusal {
        eprintln!("relais-service: {refusal}: {why}");
    }
    let (status, code) = match refusal {
        Refusal::Invalid(_) => (StatusCode::BAD_REQUEST, "invalid-request"),
        Refusal::Unknown => (StatusCode::NOT_FOUND, "unknown-conversation"),
        Refusal::KeyTaken => (StatusCode::UNPROCESSABLE_ENTITY, "key-taken"),
        Refusal::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
        Refusal::Away(_) => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
        Refusal::Tampered(_) => (StatusCode::INTERNAL_SERVER_ERROR, "tampered"),
    };
    let mut problem = json!({ "code": code, "detail": refusal.to_string() });
    if status.is_server_error() {
        let (text, contact) = service.without_memory(language(headers));
        problem["text"] = text.into();
        problem["contact"] = contact.into();
    }
    let mut response =
        (status, json("application/problem+json"), problem.to_string()).into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        let seconds = header::HeaderValue::from_static(RETRY_AFTER);
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// The language that the client names first.
fn language(headers: &HeaderMap) -> Option<Locale> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    accepted.split([',', ';']).next()?.trim().parse().ok()
}

/// The largest body that is read: the longest message and hundreds of facts are smaller.
const MAX_BODY: usize = 64 * 1024;

/// The longest key of a request, in bytes.
const MAX_KEY: usize = 128;

const NO_KEY: &str = "give each request an Idempotency-Key of its own, of up to 128 characters, and the same \
                      one when you send the request again";

/// After how many seconds a client should try again.
const RETRY_AFTER: &str = "1";
