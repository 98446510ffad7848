//! Accounts, their JWTs, and the service token of their organisation.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::wire::{Guid, Number};

/// A person who runs the server, and the organisation that is made for them.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"firstName": "Kari", "email": "kari@example.com",
    "password": "Correct-horse-7", "companyName": "Example AS"}))]
pub struct CreateAccountRequest {
    /// 3 to 30 characters.
    pub first_name: String,
    /// With at least two domain segments.
    pub email: String,
    /// At least 8 characters: upper case, lower case, digit, special character, no space.
    pub password: String,
    /// Unique on the server.
    pub company_name: String,
}

/// A log-in.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"email": "kari@example.com", "password": "Correct-horse-7"}))]
pub struct LoginRequest {
    /// The account's address.
    pub email: String,
    /// Its password.
    pub password: String,
}

/// A change of password.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"currentPassword": "Correct-horse-7", "password": "Battery-staple-8"}))]
pub struct ResetPasswordRequest {
    /// The one until now.
    pub current_password: String,
    /// The next one.
    pub password: String,
}

/// A JWT.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccessTokenReply {
    /// For `Authorization: Bearer …`; good for twelve hours.
    pub access_token: String,
}

/// It worked.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuccessReply {
    /// Always true.
    pub success: bool,
}

/// The service token that the organisation shall have.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"token": "0b9e4b8e-6d4a-4d4e-9a37-2f8a4c1d5e6f"}))]
pub struct SetServiceTokenRequest {
    /// A random UUID that the caller chooses.
    pub token: Guid,
}

/// A rotation: with an admin JWT, of the token that is named; with a service token, of itself.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"expireAt": 3600}))]
pub struct RotateServiceTokenRequest {
    /// The token to rotate; needed with an admin JWT only.
    pub token: Option<Guid>,
    /// Seconds until the old token dies; 0 is at once.
    pub expire_at: Number,
}

/// A secret, shown once.
#[derive(Serialize, ToSchema)]
pub struct KeyReply {
    /// The secret.
    #[schema(format = "uuid", example = "0b9e4b8e-6d4a-4d4e-9a37-2f8a4c1d5e6f")]
    pub key: String,
}

hidden!(
    CreateAccountRequest,
    LoginRequest,
    ResetPasswordRequest,
    AccessTokenReply,
    SetServiceTokenRequest,
    RotateServiceTokenRequest,
    KeyReply
);
