#include "guide/senses.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "guide/sense_weights.hpp"

namespace amends::guide {
namespace {

/// A prefix of the word: enough to take "waited" and "waiting" for one.
std::string_view stem_of(std::string_view word) {
    constexpr std::size_t shortest = 3;
    for (const std::string_view ending : {"ing", "edly", "ed", "es", "s"}) {
        if (word.size() > ending.size() + shortest && word.ends_with(ending))
            return word.substr(0, word.size() - ending.size());
    }
    return word;
}

std::string_view token_of(const Words& words, const Word& word) {
    switch (word.kind) {
        case WordKind::plain: return stem_of(words.spelling(word));
        case WordKind::number: return "#";
        case WordKind::money: return "#money";
        case WordKind::percent: return "#percent";
        case WordKind::mark: return words.spelling(word);
    }
    return {};
}

/// The tokens of a sentence, "^" before them and "$" behind them.
class Tokens {
public:
    Tokens(const Words& words, const Sentence& sentence) {
        all_[count_++] = "^";
        for (auto word = sentence.first; word < sentence.last && count_ + 1 < all_.size(); ++word)
            all_[count_++] = token_of(words, words.words[word]);
        all_[count_++] = "$";
    }
    [[nodiscard]] std::span<const std::string_view> all() const { return {all_.data(), count_}; }

private:
    std::array<std::string_view, longest_sentence + 2> all_;
    std::size_t count_ = 0;
};

/// Gives each trait: one(token), two(token, the next), around(token, the one after the next), by their places.
template <class One, class Two, class Around>
void each_trait(std::size_t count, One one, Two two, Around around) {
    for (std::size_t at = 0; at + 1 < count; ++at) {
        if (at > 0) one(at);
        two(at, at + 1);
        if (at > 0 && at + 3 < count) around(at, at + 2);
    }
}

constexpr unsigned surely_from = most_senses,
                   not_from = 2 * most_senses;  // where the bits of the second and third begin

const SenseWeight* find_weight(const SenseTable& table, std::uint64_t trait) {
    const auto start = start_of(trait);
    for (auto at = table.starts[start]; at < table.starts[start + 1]; ++at) {
        if (table.keys[at] == key_of(trait)) return &table.weights[at];
    }
    return nullptr;
}

}  // namespace

std::optional<SenseSet> sense_named(std::string_view name) {
    constexpr std::string_view sure = "surely ", absent = "not ";
    unsigned from = 0;
    if (name.starts_with(sure)) {
        from = surely_from;
        name.remove_prefix(sure.size());
    } else if (name.starts_with(absent)) {
        from = not_from;
        name.remove_prefix(absent.size());
    }
    const auto& names = sense_table().names;
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return SenseSet{1} << (from + static_cast<unsigned>(found - names.begin()));
}

std::string names_of_senses() {
    std::string all;
    for (const auto name : sense_table().names) all.append(all.empty() ? "" : ", ").append(name);
    return all;
}

SenseSet senses_of(const Words& words, const Sentence& sentence) {
    const auto& table = sense_table();
    const Tokens tokens(words, sentence);
    std::array<std::uint64_t, longest_sentence + 2> hashes;
    std::ranges::transform(tokens.all(), hashes.begin(), token_hash);
    std::vector<const SenseWeight*> seen;
    seen.reserve(3 * tokens.all().size());
    const auto see = [&](std::uint64_t trait) {
        if (const auto* found = find_weight(table, trait)) seen.push_back(found);
    };
    each_trait(
        tokens.all().size(), [&](auto at) { see(trait_of_one(hashes[at])); },
        [&](auto at, auto next) { see(trait_of_two(hashes[at], hashes[next])); },
        [&](auto at, auto next) { see(trait_around(hashes[at], hashes[next])); });
    // A trait counts once, however often it comes: so the weights were learnt.
    std::ranges::sort(seen);
    seen.erase(std::ranges::unique(seen).begin(), seen.end());
    auto sums = table.constants;
    for (const auto* weight : seen)
        for (std::size_t sense = 0; sense < most_senses; ++sense) sums[sense] += (*weight)[sense];
    SenseSet all = 0;
    for (unsigned sense = 0; sense < table.names.size(); ++sense) {
        const auto sum = sums[sense];
        if (sum > 0) all |= SenseSet{1} << sense;
        if (sum > table.surely) all |= SenseSet{1} << (surely_from + sense);
        if (sum < table.surely_not) all |= SenseSet{1} << (not_from + sense);
    }
    return all;
}

std::vector<std::string> sense_traits(const Words& words, const Sentence& sentence) {
    const Tokens tokens(words, sentence);
    std::vector<std::string> all;
    const auto joined = [&](auto at, std::string_view between, auto next) {
        all.push_back(std::string(tokens.all()[at]).append(between).append(tokens.all()[next]));
    };
    each_trait(
        tokens.all().size(), [&](auto at) { all.emplace_back(tokens.all()[at]); },
        [&](auto at, auto next) { joined(at, " ", next); }, [&](auto at, auto next) { joined(at, " _ ", next); });
    return all;
}

}  // namespace amends::guide
