//! Data sets, servers and case runners shared by the tests. Never part of a build.

pub mod certificates;
pub mod clickhouse;
pub mod generate;
mod keeper;
pub mod mariadb;
pub mod moto;
pub mod postgres;
pub mod sail;
pub mod smtp;
pub mod store_suite;
