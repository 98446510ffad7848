//! The wire's rules for accounts.

use souk_model::check_name;

use crate::http::ApiError;
use crate::wire::accounts::CreateAccountRequest;

pub(super) fn check(request: &CreateAccountRequest) -> Result<(), ApiError> {
    let company = check_name(&request.company_name).map_err(|error| error.to_string());
    let fields = [
        ("firstName", check_first_name(&request.first_name)),
        ("email", check_email(&request.email)),
        ("password", check_password(&request.password).map_err(str::to_owned)),
        ("companyName", company),
    ];
    for (field, outcome) in fields {
        outcome.map_err(|text| ApiError::invalid(format!("\"{field}\" {text}")).at(field))?;
    }
    Ok(())
}

fn check_first_name(name: &str) -> Result<(), String> {
    check_name(name).map_err(|error| error.to_string())?;
    match name.trim().chars().count() {
        0..3 => Err("length must be at least 3 characters long".to_owned()),
        3..=30 => Ok(()),
        _ => Err("length must be less than or equal to 30 characters long".to_owned()),
    }
}

fn check_email(email: &str) -> Result<(), String> {
    const LONGEST: usize = 254;
    let email = email.trim();
    let fits = email.len() <= LONGEST
        && !email.chars().any(|letter| letter.is_whitespace() || letter.is_control())
        && email.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && !domain.contains('@') && is_domain(domain)
        });
    if fits { Ok(()) } else { Err("must be a valid email".to_owned()) }
}

fn is_domain(domain: &str) -> bool {
    domain.split('.').count() >= 2 && domain.split('.').all(|segment| !segment.is_empty())
}

pub(super) fn check_password(password: &str) -> Result<(), &'static str> {
    const LONGEST: usize = 256;
    let has = |test: fn(char) -> bool| password.chars().any(test);
    if password.chars().count() < 8 {
        return Err("length must be at least 8 characters long");
    }
    if password.len() > LONGEST {
        return Err("length must be less than or equal to 256 characters long");
    }
    if has(char::is_whitespace) || has(char::is_control) {
        return Err("must not contain spaces");
    }
    let special = |letter: char| !letter.is_alphanumeric();
    if has(char::is_uppercase) && has(char::is_lowercase) && has(char::is_numeric) && has(special) {
        return Ok(());
    }
    Err("must contain an upper-case letter, a lower-case letter, a digit and a special character")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_need_two_segments() {
        for fine in ["a@b.c", "first.last+tag@sub.example.com"] {
            assert_eq!(check_email(fine), Ok(()), "{fine}");
        }
        for wrong in ["", "a", "a@b", "@b.c", "a@b.", "a@@b.c", "a b@c.d", "a@b..c"] {
            assert!(check_email(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn passwords_need_all_four_sorts() {
        assert_eq!(check_password("Abcdef1!"), Ok(()));
        for wrong in ["Abc1!", "abcdef1!", "ABCDEF1!", "Abcdefg!", "Abcdefg1", "Abc def1!"] {
            assert!(check_password(wrong).is_err(), "{wrong}");
        }
    }
}
