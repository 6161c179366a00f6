use std::fmt;
use std::time::Duration;

use ureq::http::Uri;

/// Where to ask, and how long to wait.
#[derive(Clone)]
pub struct Endpoint {
    url: String,
    pub(crate) index: String,
    pub(crate) authorization: Option<String>,
    pub(crate) deadline: Duration,
    pub(crate) failures: u32,
    pub(crate) pause: Duration,
}

/// An address that cannot be one, or an index that cannot have this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidEndpoint {
    why: String,
}

impl Endpoint {
    /// An index at an endpoint: `http://search.internal:9200`, or
    /// `http://quickwit.internal:7280/api/v1/_elastic`.
    pub fn new(url: impl Into<String>, index: impl Into<String>) -> Endpoint {
        Endpoint {
            url: url.into(),
            index: index.into(),
            authorization: None,
            deadline: Duration::from_millis(300),
            failures: 5,
            pause: Duration::from_secs(10),
        }
    }

    /// What is sent as `Authorization`: `ApiKey …`, `Basic …`.
    #[must_use]
    pub fn authorization(mut self, authorization: impl Into<String>) -> Endpoint {
        self.authorization = Some(authorization.into());
        self
    }

    /// How long a call may take in all, from the look-up of the address to the last byte of the answer: 300 ms
    /// unless given. A turn makes one, and up to six where the message is of one word, takes something back or
    /// is in another language; it makes none after one that failed.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Endpoint {
        self.deadline = deadline;
        self
    }

    /// After how many failures in a row nothing is asked, and for how long: after 5 for 10 seconds unless
    /// given. A busy endpoint that names a time (`Retry-After`) is not asked before.
    #[must_use]
    pub fn breaker(mut self, failures: u32, pause: Duration) -> Endpoint {
        self.failures = failures.max(1);
        self.pause = pause;
        self
    }

    pub(crate) fn search_url(&self) -> Result<String, InvalidEndpoint> {
        let invalid = |why: String| Err(InvalidEndpoint { why });
        let uri = match self.url.parse::<Uri>() {
            Ok(uri) => uri,
            Err(error) => return invalid(format!("`{}` is no address: {error}", self.url)),
        };
        match uri.scheme_str() {
            _ if uri.host().is_none() || uri.query().is_some() => {
                return invalid(format!("`{}` is no address of an endpoint", self.url));
            }
            Some("http") => {}
            Some("https") if cfg!(feature = "tls") => {}
            Some("https") => return invalid("https: takes the feature `tls`".to_owned()),
            _ => return invalid(format!("`{}` starts with neither http: nor https:", self.url)),
        }
        // What Elasticsearch allows, and a part of what Quickwit does.
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
        let starts = self.index.starts_with(|c: char| c.is_ascii_lowercase());
        if !starts || !self.index.chars().all(fits) || self.index.len() > 200 {
            return invalid(format!("`{}` cannot be the name of an index", self.index));
        }
        if self.authorization.iter().any(|value| !value.bytes().all(|b| (32..127).contains(&b))) {
            return invalid("the authorization has characters that no header has".to_owned());
        }
        Ok(format!("{}/{}/_search", self.url.trim_end_matches('/'), self.index))
    }
}

impl fmt::Debug for Endpoint {
    /// Shows nothing of the credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("url", &self.url)
            .field("index", &self.index)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for InvalidEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for InvalidEndpoint {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked_before_they_are_asked() {
        let url = |url: &str, index: &str| Endpoint::new(url, index).search_url();
        assert_eq!(
            url("http://localhost:9200/", "relais-fr").expect("an address"),
            "http://localhost:9200/relais-fr/_search"
        );
        assert_eq!(
            url("http://q:7280/api/v1/_elastic", "relais-fr").expect("an address"),
            "http://q:7280/api/v1/_elastic/relais-fr/_search"
        );
        for (wrong, index, says) in [
            ("localhost:9200", "relais-fr", "neither http: nor https:"),
            ("ftp://localhost", "relais-fr", "neither http: nor https:"),
            ("http://localhost?a=b", "relais-fr", "no address"),
            ("http://loc alhost", "relais-fr", "no address"),
            ("http://localhost", "Relais", "name of an index"),
            ("http://localhost", "relais/_all", "name of an index"),
            ("http://localhost", "", "name of an index"),
        ] {
            let error = url(wrong, index).expect_err(wrong).to_string();
            assert!(error.contains(says), "{wrong}: {error}");
        }
        let endpoint = Endpoint::new("http://localhost", "relais").authorization("a\r\nb: c");
        assert!(endpoint.search_url().is_err());
        assert!(!format!("{:?}", endpoint.authorization("Basic secret")).contains("secret"));
    }
}
