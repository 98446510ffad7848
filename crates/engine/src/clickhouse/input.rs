//! The bytes of an answer as they arrive, taken in the pieces that the Native format is made of.

use reqwest::Response;

use super::errors::{Trouble, transport_error};

/// A body under way. Only the part that was not taken yet is kept.
pub(super) struct Input {
    response: Response,
    buffer: Vec<u8>,
    /// Where the part begins that was not taken yet.
    at: usize,
    is_complete: bool,
    /// How many bytes may still be taken before [`Input::allow`] is called again.
    allowance: usize,
}

impl Input {
    pub(super) const fn new(response: Response) -> Self {
        Self { response, buffer: Vec::new(), at: 0, is_complete: false, allowance: 0 }
    }

    /// Sets how many bytes may be taken from here on.
    pub(super) const fn allow(&mut self, bytes: usize) {
        self.allowance = bytes;
    }

    /// Whether the body has ended and all of it was taken.
    pub(super) async fn is_at_end(&mut self) -> Result<bool, Trouble> {
        while self.rest().is_empty() {
            if !self.more().await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The next bytes.
    pub(super) async fn take(&mut self, count: usize) -> Result<&[u8], Trouble> {
        self.allowance = self.allowance.checked_sub(count).ok_or(Trouble::TooManyBytes)?;
        while self.rest().len() < count {
            if !self.more().await? {
                return Err(Trouble::CutShort);
            }
        }
        let start = self.at;
        self.at += count;
        Ok(self.buffer.get(start..self.at).unwrap_or_default())
    }

    /// The next number of a fixed width.
    pub(super) async fn word(&mut self) -> Result<u64, Trouble> {
        let bytes = self.take(8).await?;
        Ok(u64::from_le_bytes(bytes.try_into().map_err(|_| Trouble::CutShort)?))
    }

    /// The next number, of which each byte holds seven bits, the lowest first.
    pub(super) async fn count(&mut self) -> Result<usize, Trouble> {
        let mut number: u64 = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.take(1).await?.first().copied().unwrap_or_default();
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return usize::try_from(number).map_err(|_| Trouble::NotNative);
            }
        }
        Err(Trouble::NotNative)
    }

    /// The next text, which says its length before it.
    pub(super) async fn text(&mut self) -> Result<&[u8], Trouble> {
        let length = self.count().await?;
        self.take(length).await
    }

    /// Whether these bytes come next. Takes nothing.
    pub(super) async fn starts_with(&mut self, bytes: &[u8]) -> Result<bool, Trouble> {
        while self.rest().len() < bytes.len() && self.more().await? {}
        Ok(self.rest().starts_with(bytes))
    }

    /// What was not taken yet, as far as it may be the server's words about an error.
    pub(super) async fn words(&mut self) -> String {
        const ENOUGH: usize = 64 << 10;
        while self.rest().len() < ENOUGH && self.more().await.unwrap_or_default() {}
        let rest = self.rest();
        String::from_utf8_lossy(rest.get(..ENOUGH).unwrap_or(rest)).into_owned()
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// Waits for more of the body, and forgets what was taken; `false` at its end.
    async fn more(&mut self) -> Result<bool, Trouble> {
        self.buffer.drain(..self.at);
        self.at = 0;
        if self.is_complete {
            return Ok(false);
        }
        let chunk = self.response.chunk().await;
        self.is_complete = !matches!(chunk, Ok(Some(_)));
        let chunk = chunk.map_err(|error| Trouble::Engine(transport_error(error)))?;
        self.buffer.extend_from_slice(&chunk.unwrap_or_default());
        Ok(!self.is_complete)
    }
}
