//! Bytes that arrive, for readers that wait for them.

use std::io::{self, Read};

use bytes::{Buf, Bytes};
use datafusion::object_store::Result;
use futures::stream::{BoxStream, StreamExt};
use tokio::runtime::Handle;

/// Reads on a thread that may wait; the runtime brings the bytes.
pub(crate) struct Streamed {
    stream: BoxStream<'static, Result<Bytes>>,
    arrived: Bytes,
    runtime: Handle,
}

impl Streamed {
    /// To be called where the runtime is.
    pub(crate) fn new(stream: BoxStream<'static, Result<Bytes>>) -> Self {
        Self { stream, arrived: Bytes::new(), runtime: Handle::current() }
    }
}

impl Read for Streamed {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        while self.arrived.is_empty() {
            match self.runtime.block_on(self.stream.next()) {
                Some(arrived) => self.arrived = arrived?,
                None => return Ok(0),
            }
        }
        let count = space.len().min(self.arrived.len());
        self.arrived.split_to(count).copy_to_slice(&mut space[..count]);
        Ok(count)
    }
}
