//! Passwords: argon2id, off the threads that serve requests, a few at a time.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use secrecy::{ExposeSecret, SecretString};
use souk_store::Account;

use crate::http::ApiError;
use crate::service::Services;

pub(super) async fn hash(services: &Services, password: SecretString) -> Result<String, ApiError> {
    let hashed = off_thread(services, move || {
        let hashed = Argon2::default().hash_password(password.expose_secret().as_bytes());
        hashed.map(|hash| hash.to_string())
    });
    hashed.await?.map_err(|error| ApiError::internal(error.to_string()))
}

pub(super) async fn verify(
    services: &Services,
    password: SecretString,
    account: &Account,
) -> Result<bool, ApiError> {
    let stored = account.password_hash.clone();
    off_thread(services, move || {
        let Ok(hash) = PasswordHash::new(&stored) else { return false };
        let password = password.expose_secret().as_bytes();
        Argon2::default().verify_password(password, &hash).is_ok()
    })
    .await
}

async fn off_thread<T: Send + 'static>(
    services: &Services,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ApiError> {
    let _permit = services.hashing.acquire().await.map_err(ApiError::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(ApiError::internal)
}
