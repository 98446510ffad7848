//! Patterns against the regular expressions of another library.

use proptest::prelude::*;
use regex::Regex;

use crate::resolve::regex::portable;

#[test]
fn what_engines_understand_differently_is_spelled_out() {
    for (pattern, written) in [
        ("abc", "abc"),
        ("a.c", "a[^\n]c"),
        (r"\d+", "[0-9]+"),
        (r"\D", "[^0-9]"),
        (r"[\d_]", "[0-9_]"),
        ("[[:alpha:]-]", r"[A-Za-z\-]"),
        ("(?:ab|c)+?", "(ab|c)+"),
        (r"\t\.", "\t\\."),
        ("a}]", r"a\}\]"),
        ("[a&~^b]", r"[a\&\~\^b]"),
        ("^x{2,5}$", "^x{2,5}$"),
        ("ærlig", "ærlig"),
    ] {
        assert_eq!(portable(pattern).as_deref(), Ok(written), "{pattern}");
    }
}

#[test]
fn what_is_not_portable_is_refused_with_the_reason() {
    for (pattern, word) in [
        ("", "empty"),
        ("a|", "empty"),
        ("()", "empty"),
        (r"(a)\1", "refer back"),
        ("(?=a)", "look around"),
        ("(?!a)", "look around"),
        ("(?<=a)b", "look around"),
        ("(?<name>a)", "name groups"),
        ("(?P<name>a)", "name groups"),
        ("(?i)a", "flags"),
        ("(?#note)a", "flags"),
        (r"\bword", "does not mean the same"),
        (r"\<word", "does not mean the same"),
        (r"\x41", "does not mean the same"),
        (r"\pL", "does not mean the same"),
        (r"\u0041", "does not mean the same"),
        (r"\Qa\E", "does not mean the same"),
        (r"\A", "does not mean the same"),
        ("a**", "follows another"),
        ("a*+", "follows another"),
        ("a{2}{3}", "follows another"),
        ("a+??", "follows another"),
        ("*a", "nothing that *"),
        ("^*", "nothing that ^"),
        ("***:a", "nothing that *"),
        ("a{x}", "a repetition is"),
        ("a{,3}", "a repetition is"),
        ("a{3,2}", "a repetition is"),
        ("a{256}", "a repetition is"),
        ("(a{100}){100}", "written out"),
        ("(a", "not closed"),
        ("a)", "without a ("),
        ("[a", "not closed"),
        ("[]", "is empty"),
        ("[]a]", "is empty"),
        ("[z-a]", "runs backwards"),
        ("[[a]]", "within a set"),
        ("[[.a.]]", "within a set"),
        ("[[=a=]]", "within a set"),
        ("[[:punct:]]", "no portable class"),
        ("[a&&b]", "within a set"),
        ("[a-c-e]", "within a set"),
        ("[--a]", "within a set"),
        (r"[\d-z]", "within a set"),
        (r"[\D]", "a set cannot hold"),
        ("a\\", "ends in a backslash"),
    ] {
        let refused = portable(pattern).expect_err(pattern);
        assert!(refused.contains(word), "{pattern}: {refused}");
    }
    assert!(portable(&"a".repeat(1_001)).unwrap_err().contains("1000 bytes"));
    assert!(portable(&"(".repeat(60)).unwrap_err().contains("deep"));
}

fn pattern() -> impl Strategy<Value = String> {
    let set = prop::collection::vec(
        prop_oneof![Just("a-c"), Just("0-9"), Just("x"), Just(r"\d"), Just(r"\s"), Just("\\]")],
        1..4,
    );
    let atom = prop_oneof![
        "[ab01 ]",
        Just(".".to_owned()),
        prop_oneof![Just(r"\d"), Just(r"\w"), Just(r"\S"), Just(r"\."), Just(r"\-"), Just(r"\n")]
            .prop_map(str::to_owned),
        (any::<bool>(), set).prop_map(|(not, set)| format!(
            "[{}{}]",
            if not { "^" } else { "" },
            set.concat()
        )),
    ];
    let quantifier = prop_oneof![
        Just(""),
        Just("*"),
        Just("+?"),
        Just("?"),
        Just("{2}"),
        Just("{1,}"),
        Just("{0,2}")
    ];
    atom.prop_recursive(3, 24, 4, move |inner| {
        let part = (inner, quantifier.clone())
            .prop_map(|(inner, quantifier)| format!("(?:{inner}){quantifier}"));
        prop_oneof![
            prop::collection::vec(part.clone(), 1..4).prop_map(|parts| parts.concat()),
            prop::collection::vec(part.clone(), 1..3).prop_map(|parts| parts.join("|")),
            part.prop_map(|part| format!("^{part}$")),
        ]
    })
}

proptest! {
    #[test]
    fn a_pattern_finds_what_it_found_before(pattern in pattern(), texts in prop::collection::vec("[abcx019 .\\]\n-]{0,8}", 20)) {
        let meant = Regex::new(&pattern).unwrap();
        let written = Regex::new(&portable(&pattern).unwrap()).unwrap();
        for text in texts {
            prop_assert_eq!(meant.is_match(&text), written.is_match(&text), "{} in {:?}", pattern, text);
        }
    }

    #[test]
    fn what_is_accepted_is_read_by_an_engine(pattern in "[ab.*+?(){}\\[\\]^$|\\\\dw,1-3:-]{0,14}") {
        if let Ok(written) = portable(&pattern) {
            prop_assert!(Regex::new(&written).is_ok(), "{} of {}", written, pattern);
        }
    }
}
