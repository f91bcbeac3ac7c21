#pragma once
// The rules in the form in which they are applied; only the review looks inside.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "guide/finding.hpp"
#include "guide/senses.hpp"
#include "guide/text_patterns.hpp"
#include "guide/vocabulary.hpp"
#include "guide/word_pattern.hpp"

namespace amends::guide {

/// One bit a role; a sentence has a set of them.
using RoleSet = std::uint64_t;
inline constexpr std::size_t most_roles = 64;

/// What a sentence does: SORRY, REPAIR, HARM ... Found by patterns over words, and itself a word class for later ones.
struct Role {
    std::string name;
    std::vector<WordPattern> when, unless;
    SenseSet sense = 0;        ///< or a sentence that has this sense
    RoleSet unless_roles = 0;  ///< not in a sentence that has one of these
    bool questions = true;     ///< a question can have it
    ClassId id = 0;
    RoleSet bit = 0;
};

/// Where an example or another part of a rule stands in its file.
struct Place {
    std::uint32_t line = 0, column = 0;
};

struct Example {
    std::string text;
    bool bad = false;
    Place place;
};

/// A long run of sentences that have none of `none_of`.
struct Run {
    RoleSet none_of = 0, of = 0;
    std::size_t sentences = 0;  ///< at least so many that have one of `of`
    std::size_t percent = 0;    ///< of the letter's own words, at least
};

enum class Check : std::uint8_t { none, own_words, repeat, open_promise, late, greeting, sign_off };

struct Rule {
    std::string id, category, message, suggestion, guide;
    Severity severity = Severity::warning;
    int rank = 50;

    std::vector<WordPattern> when, unless;  ///< in one sentence
    SenseSet sense = 0;                     ///< a sentence that has this sense; `when` is empty
    std::optional<std::size_t> pattern;     ///< in the text as it stands; its first group is the span, if it has one
    bool quotations = false;                ///< `pattern` also sees inline quotations
    bool any_letter = false;                ///< also where the letter is no apology
    Check check = Check::none;
    std::optional<Run> run;

    RoleSet unless_sentence = 0, unless_next = 0, unless_near = 0, unless_letter = 0;
    RoleSet needs_sentence = 0, needs_letter = 0, lacks = 0;    ///< `lacks`: the letter has none of them
    RoleSet few = 0;                                            ///< one sentence of the letter has them at most
    std::size_t at_least = 1;                                   ///< matches in the letter
    std::size_t words = 0;                                      ///< own words that the letter must have
    std::optional<std::string> rewrite;                         ///< what the part in {} becomes
    std::vector<std::pair<std::string, std::string>> rewrites;  ///< words of the finding, and what they become
    bool leave_out = false;                                     ///< the sentence can go, where it does nothing else

    std::vector<Example> examples;
    std::string file;
    Place place;
};

struct RuleBook {
    Vocabulary vocabulary;
    PatternStore patterns;
    PatternIndex role_patterns, rule_patterns;
    TextPatterns own_texts, all_texts;  ///< without and with quotations
    std::vector<Role> roles;
    std::vector<Rule> rules;
    std::vector<std::pair<std::string, ClassId>> situations;
    std::vector<std::string> allowed;  ///< lower case, between spaces, the shorter first; a finding on one is none
    RoleSet apology = 0;               ///< a letter with one of these is an apology,
    RoleSet no_apology = 0;            ///< unless it has one of these
    RoleSet no_apology_unless = 0;     ///< and not all of those;
    RoleSet weak_apology = 0;          ///< these alone are too little without
    RoleSet weak_apology_needs = 0;    ///< all of these; a late apology without any of these;
    RoleSet apology_subject = 0;       ///< so is one with these whose subject says sorry
    RoleSet needed = 0;                ///< sentences that apologise, own, mend or prevent
    RoleSet told = 0;                  ///< those that say what happened and what it did: one of each is enough
    std::vector<std::string> guides;   ///< the tips, mistakes and questions that a rule can stand for
    ClassId greeting = 0, closing = 0;
    ClassId sentence_word = 0;  ///< a line that has one of these is no name

    [[nodiscard]] RoleSet role(std::string_view name) const;  ///< 0 where there is none
};

}  // namespace amends::guide
