#pragma once
// The clauses of one sentence that can be repeated without the sentences around it. Only guide/remedy.cpp uses it.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guide/promise_clauses.hpp"

namespace amends::guide::remedy {

enum class Kind {
    repair,   ///< something done about the matter, or being done, or that will be
    change,   ///< how things are done from now on: no day, but a rhythm ("every Monday") and "from now on"
    promise,  ///< what was promised, whoever is its subject
};

struct Found {
    promise::Span words;
    int score = 0;  ///< above 0; what is done counts more than what will be
};

class Sentence {
public:
    Sentence(const promise::Tokens& tokens, promise::Span words);

    /// The clause of that kind that stands on its own, with those behind it that do as well.
    [[nodiscard]] std::optional<Found> best(Kind kind) const;
    /// "We have changed how we plan": that something changes, but not what.
    [[nodiscard]] bool announces_change() const;

private:
    [[nodiscard]] std::vector<std::size_t> starts() const;
    [[nodiscard]] std::vector<std::size_t> ends() const;
    [[nodiscard]] promise::Span trimmed(promise::Span words, Kind kind) const;
    [[nodiscard]] bool stands_alone(promise::Span words, Kind kind) const;
    [[nodiscard]] bool has_condition(promise::Span words) const;
    [[nodiscard]] bool opens_a_pair(promise::Span words) const;
    [[nodiscard]] bool points_outside(promise::Span words, std::size_t at) const;
    [[nodiscard]] bool names_a_thing_of(promise::Span words, std::size_t at) const;
    [[nodiscard]] bool moves(std::size_t at, Kind kind) const;
    [[nodiscard]] bool is_thing(std::size_t at) const;
    [[nodiscard]] bool has_thing(std::size_t first, std::size_t last) const;
    [[nodiscard]] bool has_noun(std::size_t first, std::size_t last) const;
    [[nodiscard]] bool takes_off_the_bill(promise::Span words) const;
    /// "the replacement", "our report": what one who promises brings about.
    [[nodiscard]] bool has_outcome(promise::Span words) const;
    [[nodiscard]] bool has_outsider(promise::Span words) const;
    [[nodiscard]] bool announces_change(promise::Span words) const;
    [[nodiscard]] bool says_from_now_on(promise::Span words) const;
    [[nodiscard]] bool tells_of_a_habit(promise::Span words) const;
    [[nodiscard]] bool is_ours(const promise::Clause& clause) const;
    [[nodiscard]] bool is_named(const promise::Clause& clause) const;
    [[nodiscard]] int score(promise::Span words, Kind kind) const;
    [[nodiscard]] int score_of(const promise::Clause& clause, promise::Span words, Kind kind) const;
    [[nodiscard]] int score_of_done(const promise::Clause& clause, promise::Span words, Kind kind) const;
    [[nodiscard]] int score_of_being(const promise::Clause& clause, promise::Span words, Kind kind) const;
    [[nodiscard]] int score_of_coming(const promise::Clause& clause, promise::Span words, Kind kind) const;
    [[nodiscard]] const promise::Token& token(std::size_t at) const { return tokens_[at]; }

    const promise::Tokens& tokens_;
    promise::Span words_;
    std::vector<promise::TimeWords> times_;
    std::vector<bool> timed_;
    std::vector<promise::Clause> clauses_;
};

/// On one line, with its capital and its full stop; "" where a mark in it opens and does not close, or is one of a
/// quotation or a field.
std::string as_sentence(std::string_view words);

}  // namespace amends::guide::remedy
