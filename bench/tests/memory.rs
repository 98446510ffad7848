//! Planning for many tenants takes the memory of planning for one.
#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use std::alloc::System;
use std::hint::black_box;

use souk_bench::wide::{Shape, Wide, question};
use souk_query::{Model, Purpose, QueryRequest, Scope, compile};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, Stats, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Plans a question for each of these tenants.
fn plan(model: &Model, requests: &[QueryRequest], tenants: std::ops::Range<usize>) -> Stats {
    let region = Region::new(ALLOCATOR);
    for tenant in tenants {
        let scope = Scope::new(model, Some(&tenant.to_string())).expect("a scope");
        for request in requests {
            black_box(compile(model, request, &scope, Purpose::Rows).expect("a statement"));
        }
    }
    region.change()
}

const fn live(stats: &Stats) -> usize {
    stats.bytes_allocated.wrapping_sub(stats.bytes_deallocated)
}

// The only test of its binary: another one would allocate beside it.
#[test]
fn a_hundred_thousand_tenants_take_no_more_memory_than_one() {
    let model = Wide::new(50, Shape::Chain).model().expect("a model");
    let asked: [&[usize]; 3] = [&[9], &[9, 8], &[9, 8, 7]];
    let requests = asked.map(|tables| question(tables, "m").expect("a question"));
    // The first tenant's questions are proven and the proofs kept.
    let first = plan(&model, &requests, 100_000..100_001);
    assert!(live(&first) > 0, "{first:?}");
    let thousand = plan(&model, &requests, 100_000..101_000);
    assert_eq!(live(&thousand), 0, "{thousand:?}");
    let others = plan(&model, &requests, 101_000..111_000);
    assert_eq!(live(&others), 0, "{others:?}");
    assert_eq!(others.allocations, 10 * thousand.allocations, "a tenant costs as the others do");
    assert_eq!(others.bytes_allocated, 10 * thousand.bytes_allocated);
    let one = plan(&model, &requests[..1], 100_000..100_001);
    let all = plan(&model, &requests[..1], 100_000..200_000);
    assert_eq!(live(&all), 0, "{all:?}");
    assert_eq!(all.allocations, 100_000 * one.allocations);
}
