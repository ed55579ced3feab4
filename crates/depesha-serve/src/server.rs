use std::io;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use axum::Router;
use depesha::{BrokenDictionary, Reader};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

use crate::options::Options;
use crate::store::Database;
use crate::{log, router};

/// The service, bound to an address.
#[derive(Debug)]
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    router: Router,
    /// How long requests may still take when the service is asked to stop.
    patience: Duration,
}

/// Why the service does not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, or is none of this machine.
    #[error("cannot listen at {address}: {error}; choose another with --port or --host")]
    Address {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// The system gives no threads, or none of the signals that end the service.
    #[error("cannot start: {0}; end some other programs and try again")]
    System(#[from] io::Error),
    /// A broken build.
    #[error("{0}; install the program again")]
    Dictionary(#[from] BrokenDictionary),
}

impl Server {
    /// Binds the service to an address; port 0 is any that is free.
    ///
    /// # Errors
    /// An address that cannot be had, a system that gives no threads.
    pub fn bind(
        host: IpAddr,
        port: u16,
        reader: Reader,
        database: Option<Database>,
        options: Options,
    ) -> Result<Self, ServeError> {
        let limits = options.limits;
        let router = router(reader, database, options)?;
        // Each thread keeps memory of what it did last, so there are no more than have a turn.
        let threads = limits.readings.saturating_add(limits.questions.get());
        let runtime = Builder::new_multi_thread()
            .max_blocking_threads(threads.get())
            .enable_all()
            .build()?;
        let address = SocketAddr::from((host, port));
        let listener = runtime.block_on(TcpListener::bind(address));
        let listener = listener.map_err(|error| ServeError::Address { address, error })?;
        Ok(Self {
            runtime,
            listener,
            router,
            patience: limits.time,
        })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// Those of the system.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers requests until somebody presses Ctrl-C or the system asks the program to end. Requests that have come by then
    /// are answered, as far as that takes no longer than they may take; a second Ctrl-C ends at once.
    ///
    /// # Errors
    /// Those of the system.
    pub fn run(self) -> io::Result<()> {
        let Self {
            runtime,
            listener,
            router,
            patience,
        } = self;
        let served = runtime.block_on(async {
            let (stop, mut stopped) = watch::channel(false);
            let mut asked = stop.subscribe();
            let service = axum::serve(listener, router).with_graceful_shutdown(async move {
                // An error means that nobody is left who could ask.
                let _ = asked.wait_for(|stop| *stop).await;
            });
            let signals = async move {
                signal().await?;
                log::tell("stopping; press Ctrl-C again to stop at once");
                stop.send_replace(true);
                signal().await
            };
            let given_up = async {
                let _ = stopped.wait_for(|stop| *stop).await;
                tokio::time::sleep(patience).await;
            };
            tokio::select! {
                served = service => served,
                signalled = signals => signalled,
                () = given_up => Ok(()),
            }
        });
        // Pages that are being read are not waited for: nobody would get the answer.
        runtime.shutdown_background();
        served
    }
}

/// Waits until somebody asks the program to end.
#[cfg(unix)]
async fn signal() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}

/// Waits until somebody asks the program to end.
#[cfg(not(unix))]
async fn signal() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
