//! Style, scripts and icon. All are part of the program.

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use depesha_report::{SCRIPT, STYLE};

use crate::Shared;

/// Each with its address, its type and its content.
const ASSETS: [(&str, &str, &str); 5] = [
    (REPORT_STYLE, "text/css; charset=utf-8", STYLE),
    (REPORT_SCRIPT, "text/javascript; charset=utf-8", SCRIPT),
    (
        PAGE_STYLE,
        "text/css; charset=utf-8",
        include_str!("../assets/serve.css"),
    ),
    (
        PAGE_SCRIPT,
        "text/javascript; charset=utf-8",
        include_str!("../assets/serve.js"),
    ),
    (ICON, "image/svg+xml", include_str!("../assets/icon.svg")),
];

pub const REPORT_STYLE: &str = "/assets/report.css";
pub const REPORT_SCRIPT: &str = "/assets/report.js";
pub const PAGE_STYLE: &str = "/assets/serve.css";
pub const PAGE_SCRIPT: &str = "/assets/serve.js";
pub const ICON: &str = "/assets/icon.svg";

/// The routes of all assets.
pub fn routes() -> Router<Shared> {
    ASSETS
        .into_iter()
        .fold(Router::new(), |router, (path, kind, content)| {
            // Short, as another version of the program may answer next.
            let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "max-age=60")];
            router.route(
                path,
                get(move || async move { (headers, content).into_response() }),
            )
        })
}
