//! Connections, each with a limit on how long it may hold its place without being answered: somebody who connects and says nothing, or says it
//! one letter at a time, is shown out.

use axum::serve::Listener;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep, sleep};

/// How long a connection may wait for its next answer, or for its first. The reload channel says something more often than that.
const PATIENCE: Duration = Duration::from_secs(30);

/// Pause after the system refused a connection, as when too many are open.
const PAUSE: Duration = Duration::from_millis(100);

/// Where connections come in.
pub(super) struct Door(TcpListener);

impl Door {
    /// Needs a runtime around it.
    ///
    /// # Errors
    /// When the system does not let the listener be watched.
    pub(super) fn new(listener: std::net::TcpListener) -> io::Result<Self> {
        Ok(Self(TcpListener::from_std(listener)?))
    }
}

impl Listener for Door {
    type Io = Guest;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Guest, SocketAddr) {
        loop {
            match self.0.accept().await {
                Ok((stream, address)) => return (Guest { stream, leaves: Box::pin(sleep(PATIENCE)) }, address),
                Err(_) => sleep(PAUSE).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// One connection.
pub(super) struct Guest {
    stream: TcpStream,
    leaves: Pin<Box<Sleep>>,
}

impl Guest {
    /// Only an answer buys more time, never what is asked.
    fn stays(&mut self, written: &Poll<io::Result<usize>>) {
        if matches!(written, Poll::Ready(Ok(_))) {
            self.leaves.as_mut().reset(Instant::now() + PATIENCE);
        }
    }
}

impl AsyncRead for Guest {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.leaves.as_mut().poll(context).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Guest {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.stays(&written);
        written
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, context: &mut Context<'_>, parts: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.stays(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
