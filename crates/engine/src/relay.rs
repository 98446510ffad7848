//! A local socket that leads to one open connection.
//!
//! It lies in a folder that only this process's user may enter, takes one caller, and is gone as soon as
//! the caller has come.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use tokio::io::{AsyncWriteExt, BufReader, copy_buf};
use tokio::net::{TcpStream, UnixListener, UnixStream};
use tokio::task::AbortHandle;
use uuid::Uuid;

/// What a driver reads at once, and somewhat more.
const BUFFER: usize = 64 << 10;

/// The socket, until its caller has come. Dropped before [`Relay::keep`], it ends the connection.
pub(crate) struct Relay {
    folder: PathBuf,
    socket: PathBuf,
    task: Option<AbortHandle>,
}

impl Relay {
    /// A socket of this name that leads to the connection.
    pub(crate) fn open(stream: TcpStream, name: &str) -> io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("souk-{}", Uuid::new_v4().simple()));
        // Fails where there is such a folder already: it would be somebody else's.
        DirBuilder::new().mode(0o700).create(&folder)?;
        let socket = folder.join(name);
        let mut relay = Self { folder, socket, task: None };
        let listener = UnixListener::bind(&relay.socket)?;
        relay.task = Some(tokio::spawn(serve(listener, stream)).abort_handle());
        Ok(relay)
    }

    /// The folder that the socket is in.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The socket itself.
    pub(crate) fn socket(&self) -> &Path {
        &self.socket
    }

    /// The caller has come: the connection lasts as long as both ends want it.
    pub(crate) fn keep(mut self) {
        self.task = None;
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.socket);
        let _ = std::fs::remove_dir(&self.folder);
        if let Some(task) = self.task.take() {
            task.abort();
        }
    }
}

async fn serve(listener: UnixListener, remote: TcpStream) {
    if let Ok((local, _)) = listener.accept().await {
        drop(listener);
        pass_on(local, remote).await;
    }
}

/// Until one end closes: what it said before has then been passed on.
async fn pass_on(mut local: UnixStream, mut remote: TcpStream) {
    let (from_local, mut to_local) = local.split();
    let (from_remote, mut to_remote) = remote.split();
    let mut from_local = BufReader::with_capacity(BUFFER, from_local);
    let mut from_remote = BufReader::with_capacity(BUFFER, from_remote);
    tokio::select! {
        _ = copy_buf(&mut from_local, &mut to_remote) => {}
        _ = copy_buf(&mut from_remote, &mut to_local) => {}
    }
    let _ = to_remote.shutdown().await;
    let _ = to_local.shutdown().await;
}
