//! `depesha serve`

use depesha_serve::{Database, Limits, Options, Server};

use crate::command::ServeArgs;
use crate::message;
use crate::output::{self, Outcome};
use crate::pages;

/// Serves until Ctrl-C, at the address that it prints.
pub fn run(args: &ServeArgs) -> Outcome {
    let server = match bind(args) {
        Ok(server) => server,
        Err(outcome) => return outcome,
    };
    let served = server.address().and_then(|address| {
        match output::print(format!("http://{address}/\n").as_bytes()) {
            Ok(()) => server.run().map(|()| Outcome::Done),
            Err(closed) => Ok(closed.0),
        }
    });
    served.unwrap_or_else(|error| {
        message::error(format_args!("{error}; start it again"));
        Outcome::Failed
    })
}

fn bind(args: &ServeArgs) -> Result<Server, Outcome> {
    let database = args.database.as_deref().map(Database::open).transpose();
    let database = database.map_err(|error| {
        message::error(error);
        Outcome::WrongUsage
    })?;
    let reader = pages::reader(args.lexicon.as_deref())?;
    let usual = Limits::default();
    let options = Options {
        limits: Limits {
            body_bytes: args.max_bytes,
            // Room for a few of the longest pages, however long they are.
            waiting_bytes: usual.waiting_bytes.max(args.max_bytes.saturating_mul(4)),
            readings: args.threads.unwrap_or(usual.readings),
            questions: args.threads.unwrap_or(usual.questions),
            time: args.timeout,
        },
        language: args.lang,
        names: args.allow_host.clone(),
        any_language: args.any_language,
        log: !args.quiet,
    };
    Server::bind(args.host, args.port, reader, database, options).map_err(|error| {
        message::error(error);
        Outcome::Failed
    })
}
