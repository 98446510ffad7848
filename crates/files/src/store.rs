//! The one way from DataFusion to the disk or the bucket: reading the files of one datasource.
//!
//! Whatever a query says, it can only open what was registered here; there is nothing to list,
//! write, copy or delete. A file whose place was taken by a link out of the allowed folders is
//! refused when it is opened.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use async_trait::async_trait;
use bytes::Bytes;
use datafusion::error::{DataFusionError, Result as DataFusionResult};
use datafusion::execution::object_store::ObjectStoreRegistry;
use datafusion::object_store::local::LocalFileSystem;
use datafusion::object_store::path::Path as StorePath;
use datafusion::object_store::{
    CopyOptions, Error, GetOptions, GetResult, GetResultPayload, ListResult, MultipartUpload,
    OBJECT_STORE_COALESCE_DEFAULT, ObjectMeta, ObjectStore, ObjectStoreExt, PutMultipartOptions,
    PutOptions, PutPayload, PutResult, Result, coalesce_ranges, collect_bytes,
};
use futures::FutureExt;
use futures::stream::{self, BoxStream, StreamExt, TryStreamExt};
use souk_engine::Roots;
use url::Url;

use crate::arrow_lengths;
use crate::compression::{Bytewise, Compression, pieces, plain};
use crate::discover::Source;
use crate::format::Format;
use crate::records::{Form, Records};
use crate::streamed::Streamed;

/// The files of one datasource, and nothing else.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    holder: Holder,
    known: HashMap<StorePath, (PathBuf, Format)>,
    /// The folders of tables whose folders name columns.
    tables: Vec<StorePath>,
    /// Files that are one array of documents.
    arrays: HashSet<StorePath>,
    /// As many bytes as a part of an Arrow file may be, decompressed.
    most: u64,
}

/// What holds the files' bytes.
#[derive(Clone)]
pub(crate) enum Holder {
    /// The disk, below these folders.
    Disk(Roots),
    /// One bucket.
    Bucket(Arc<dyn ObjectStore>),
}

impl fmt::Debug for Holder {
    /// A bucket's store knows its keys.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Disk(_) => "Disk",
            Self::Bucket(_) => "Bucket",
        })
    }
}

impl Holder {
    async fn get(&self, location: &StorePath, options: GetOptions) -> Result<GetResult> {
        match self {
            Self::Disk(_) => LocalFileSystem::new().get_opts(location, options).await,
            Self::Bucket(bucket) => bucket.get_opts(location, options).await,
        }
    }
}

/// How many files are looked at, at a time.
pub(crate) const AT_ONCE: usize = 16;

/// What a compressed text may hold.
const MOST: u64 = 4 << 30;

impl Files {
    /// Allows reading these tables' files.
    pub(crate) fn new(sources: &[Source], holder: Holder, most: u64) -> Result<Self> {
        let files = |source: &Source| {
            let (files, format) = (source.files.clone(), source.format);
            files.into_iter().map(move |path| (path, format))
        };
        let known = sources.iter().flat_map(files).map(|(path, format)| {
            let location = StorePath::from_absolute_path(&path)?;
            Ok((location, (path, format)))
        });
        let known = known.collect::<Result<_>>()?;
        let partitions = sources.iter().filter_map(|source| source.partitions.as_ref());
        let tables = partitions.map(|one| Ok(StorePath::from_absolute_path(&one.base)?));
        let tables = tables.collect::<Result<_>>()?;
        Ok(Self { holder, known, tables, arrays: HashSet::new(), most })
    }

    /// Knows from now on that these files are one array of documents each.
    pub(crate) fn know_arrays(&mut self, files: &[PathBuf]) -> Result<()> {
        let locations = files.iter().map(StorePath::from_absolute_path);
        self.arrays.extend(locations.collect::<Result<Vec<_>, _>>()?);
        Ok(())
    }

    /// Whether there is a file of which no part can be read without all that stands before it.
    pub(crate) fn any_from_its_beginning(&self) -> bool {
        let mut known = self.known.iter();
        known.any(|(location, (path, _))| self.is_read_from_its_beginning(location, path))
    }

    fn is_read_from_its_beginning(&self, location: &StorePath, path: &Path) -> bool {
        Compression::of(path).is_some() || self.arrays.contains(location)
    }

    /// The files of the table whose folder this is or lies in, in the order of their names: all of them,
    /// as a folder's name can say a value in many ways. The reader compares the values themselves.
    async fn files_of_table(&self, prefix: &StorePath) -> Result<Vec<ObjectMeta>> {
        let table = self.tables.iter().find(|table| prefix.prefix_matches(table));
        let table = table.ok_or_else(|| Error::NotFound {
            path: prefix.to_string(),
            source: "the file is gone".into(),
        })?;
        let mut locations: Vec<_> =
            self.known.keys().filter(|location| location.prefix_matches(table)).collect();
        locations.sort();
        let locations: Vec<_> = locations.into_iter().cloned().collect();
        self.heads(locations).await
    }

    /// What these files are now, in their order.
    pub(crate) async fn heads(&self, locations: Vec<StorePath>) -> Result<Vec<ObjectMeta>> {
        let heads: Vec<_> =
            locations.iter().map(|location| ObjectStoreExt::head(self, location).boxed()).collect();
        stream::iter(heads).buffered(AT_ONCE).try_collect().await
    }

    fn form(&self, location: &StorePath, format: Format) -> Form {
        format.form(self.arrays.contains(location))
    }

    /// What `look` makes of a file's bytes, decompressed, on a thread that may wait for them. It gets no more
    /// bytes when nobody waits for it any longer.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        path: &Path,
        look: impl FnOnce(&mut dyn Read) -> io::Result<T> + Send + 'static,
    ) -> io::Result<T> {
        let location = StorePath::from_absolute_path(path).map_err(io::Error::other)?;
        let format = self.check(&location)?.1;
        let found = self.holder.get(&location, GetOptions::default()).await?;
        let asker = Arc::new(());
        let bytes = raw(found.payload, &found.range)?;
        let awaited = Box::new(Awaited { bytes, asker: Arc::downgrade(&asker) });
        let (path, form) = (path.to_owned(), self.form(&location, format));
        let looking = tokio::task::spawn_blocking(move || {
            let mut text = Records::new(plain(&path, awaited)?, form, &path);
            let looked = look(&mut text);
            text.check().and(looked)
        });
        let looked = looking.await;
        drop(asker);
        looked.map_err(io::Error::other)?
    }

    /// The text of a file, or a part of it.
    async fn text(
        &self,
        location: &StorePath,
        (path, format): &(PathBuf, Format),
        options: GetOptions,
    ) -> Result<GetResult> {
        if options.range.is_some() && self.is_read_from_its_beginning(location, path) {
            return Err(refused(location));
        }
        let GetResult { payload, meta, range, attributes } =
            self.holder.get(location, options).await?;
        let raw = raw(payload, &range)?;
        let most = if Compression::of(path).is_some() { MOST } else { u64::MAX };
        let (path, form) = (path.clone(), self.form(location, *format));
        let open = move || Ok(Records::new(plain(&path, raw)?, form, &path));
        let payload = GetResultPayload::Stream(pieces(open, most).map_err(unread).boxed());
        Ok(GetResult { payload, meta, range, attributes })
    }

    /// An Arrow file, once its lengths can be true. What a bucket holds comes as a whole, as whoever reads
    /// it wants it.
    async fn arrow(&self, location: &StorePath, options: GetOptions) -> Result<GetResult> {
        let mut found = self.holder.get(location, options).await?;
        let most = self.most;
        found.payload = match found.payload {
            GetResultPayload::File(mut file, path) => {
                let checking = tokio::task::spawn_blocking(move || {
                    arrow_lengths::check_file(&mut file, most)?;
                    file.rewind().map(|()| GetResultPayload::File(file, path))
                });
                checking.await.map_err(io::Error::other).flatten().map_err(lies)?
            }
            GetResultPayload::Stream(bytes) => {
                let bytes = collect_bytes(bytes, Some(found.meta.size)).await?;
                arrow_lengths::check_file(Cursor::new(&bytes), most).map_err(lies)?;
                GetResultPayload::Stream(stream::once(async { Ok(bytes) }).boxed())
            }
        };
        Ok(found)
    }

    fn check(&self, location: &StorePath) -> Result<&(PathBuf, Format)> {
        let known = self.known.get(location).ok_or_else(|| refused(location))?;
        let Holder::Disk(roots) = &self.holder else { return Ok(known) };
        match roots.still_allows(&known.0) {
            Ok(true) => Ok(known),
            Ok(false) => Err(refused(location)),
            Err(error) => {
                Err(Error::NotFound { path: location.to_string(), source: Box::new(error) })
            }
        }
    }
}

impl fmt::Display for Files {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("files of the datasource")
    }
}

#[async_trait]
impl ObjectStore for Files {
    async fn get_opts(&self, location: &StorePath, options: GetOptions) -> Result<GetResult> {
        let known = self.check(location)?;
        match known.1 {
            _ if options.head => self.holder.get(location, options).await,
            Format::Arrow if options.range.is_none() => self.arrow(location, options).await,
            format if format.is_text() => self.text(location, known, options).await,
            _ => self.holder.get(location, options).await,
        }
    }

    /// Several ranges of an Arrow file are parts of it.
    async fn get_ranges(&self, location: &StorePath, ranges: &[Range<u64>]) -> Result<Vec<Bytes>> {
        let get = |range| self.get_range(location, range);
        let pieces = coalesce_ranges(ranges, get, OBJECT_STORE_COALESCE_DEFAULT).await?;
        if matches!(self.known.get(location), Some((_, Format::Arrow))) {
            let mut pieces = pieces.iter();
            pieces
                .try_for_each(|piece| arrow_lengths::check_block(piece, self.most))
                .map_err(lies)?;
        }
        Ok(pieces)
    }

    async fn put_opts(&self, to: &StorePath, _: PutPayload, _: PutOptions) -> Result<PutResult> {
        Err(refused(to))
    }

    async fn put_multipart_opts(
        &self,
        to: &StorePath,
        _: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        Err(refused(to))
    }

    fn delete_stream(
        &self,
        locations: BoxStream<'static, Result<StorePath>>,
    ) -> BoxStream<'static, Result<StorePath>> {
        locations.map(|location| Err(refused(&location?))).boxed()
    }

    /// Only tables whose folders name columns are listed. DataFusion also comes here when a file is
    /// gone, to read it as an empty folder: that must stay an error, or a lost file would be an answer
    /// of no rows.
    fn list(&self, prefix: Option<&StorePath>) -> BoxStream<'static, Result<ObjectMeta>> {
        let (files, prefix) = (self.clone(), prefix.cloned().unwrap_or_default());
        let listed = async move { files.files_of_table(&prefix).await };
        stream::once(listed)
            .map_ok(|found| stream::iter(found.into_iter().map(Ok)))
            .try_flatten()
            .boxed()
    }

    async fn list_with_delimiter(&self, prefix: Option<&StorePath>) -> Result<ListResult> {
        Err(refused(prefix.unwrap_or(&StorePath::default())))
    }

    async fn copy_opts(&self, _: &StorePath, to: &StorePath, _: CopyOptions) -> Result<()> {
        Err(refused(to))
    }
}

/// The bytes that were found, as they are stored.
fn raw(payload: GetResultPayload, range: &Range<u64>) -> Result<Bytewise> {
    Ok(match payload {
        GetResultPayload::File(mut file, _) => {
            file.seek(SeekFrom::Start(range.start)).map_err(unread)?;
            Box::new(file.take(range.end - range.start))
        }
        GetResultPayload::Stream(bytes) => Box::new(Streamed::new(bytes)),
    })
}

/// Bytes for somebody who waits.
struct Awaited {
    bytes: Bytewise,
    asker: Weak<()>,
}

impl Read for Awaited {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        if self.asker.strong_count() == 0 {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.bytes.read(space)
    }
}

fn unread(error: io::Error) -> Error {
    Error::Generic { store: "text file", source: error.into() }
}

fn lies(error: io::Error) -> Error {
    Error::Generic { store: "Arrow", source: error.into() }
}

fn refused(location: &StorePath) -> Error {
    let source = "not a file of this datasource".into();
    Error::PermissionDenied { path: location.to_string(), source }
}

/// Knows the scheme `file` alone, and no store but this.
#[derive(Debug)]
pub(crate) struct OnlyFiles(pub(crate) Arc<Files>);

impl ObjectStoreRegistry for OnlyFiles {
    fn register_store(&self, _: &Url, _: Arc<dyn ObjectStore>) -> Option<Arc<dyn ObjectStore>> {
        None
    }

    fn get_store(&self, url: &Url) -> DataFusionResult<Arc<dyn ObjectStore>> {
        if url.scheme() == "file" {
            return Ok(Arc::clone(&self.0) as Arc<dyn ObjectStore>);
        }
        Err(DataFusionError::Plan("only files can be read".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    /// At this pace the file takes more than a minute.
    #[tokio::test]
    async fn a_look_that_nobody_waits_for_ends() {
        const PAUSE: Duration = Duration::from_millis(20);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap().join("t.parquet");
        File::create(&path).unwrap().set_len(64 << 20).unwrap();
        let source = Source {
            name: "t".to_owned(),
            format: Format::Parquet,
            files: vec![path.clone()],
            partitions: None,
        };
        let holder = Holder::Disk(Roots::new(&[folder.path().to_owned()], false));
        let files = Files::new(&[source], holder, 0).unwrap();
        let (sender, ended) = mpsc::channel();
        let slowly = move |text: &mut dyn Read| {
            let mut space = [0; 1 << 14];
            while text.read(&mut space).is_ok() {
                std::thread::sleep(PAUSE);
            }
            sender.send(()).map_err(io::Error::other)
        };
        let looked = tokio::time::timeout(5 * PAUSE, files.look(&path, slowly)).await;
        assert!(looked.is_err(), "it was not read to its end");
        ended.recv_timeout(100 * PAUSE).unwrap();
    }
}
