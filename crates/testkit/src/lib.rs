//! Data sets, servers and case runners shared by the tests. Never part of a build.
