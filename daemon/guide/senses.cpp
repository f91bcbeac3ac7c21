#include "guide/senses.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

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

/// Gives each trait in its pieces.
template <class Take>
void each_trait(const Words& words, const Sentence& sentence, Take take) {
    std::array<std::string_view, longest_sentence + 2> tokens;
    std::size_t count = 0;
    tokens[count++] = "^";
    for (auto word = sentence.first; word < sentence.last && count + 1 < tokens.size(); ++word)
        tokens[count++] = token_of(words, words.words[word]);
    tokens[count++] = "$";
    for (std::size_t at = 0; at + 1 < count; ++at) {
        if (at > 0) take({tokens[at]});
        take({tokens[at], " ", tokens[at + 1]});
        if (at > 0 && at + 3 < count) take({tokens[at], " _ ", tokens[at + 2]});
    }
}

constexpr unsigned surely_from = most_senses,
                   not_from = 2 * most_senses;  // where the bits of the second and third begin

const SenseWeight* find_weight(const SenseTable& table, std::uint64_t trait) {
    const auto bucket = static_cast<std::size_t>(trait >> (64U - bits_of_start));
    for (auto at = table.starts[bucket]; at < table.starts[bucket + 1]; ++at) {
        if (table.weights[at].trait == trait) return &table.weights[at];
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
    std::vector<const SenseWeight*> seen;
    each_trait(words, sentence, [&](std::initializer_list<std::string_view> pieces) {
        auto hash = hash_start;
        for (const auto piece : pieces) hash = hash_on(hash, piece);
        if (const auto* found = find_weight(table, mixed(hash))) seen.push_back(found);
    });
    // A trait counts once, however often it comes: so the weights were learnt.
    std::ranges::sort(seen);
    seen.erase(std::ranges::unique(seen).begin(), seen.end());
    auto sums = table.constants;
    for (const auto* weight : seen)
        for (std::size_t sense = 0; sense < most_senses; ++sense) sums[sense] += weight->weights[sense];
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
    std::vector<std::string> all;
    each_trait(words, sentence, [&](std::initializer_list<std::string_view> pieces) {
        std::string trait;
        for (const auto piece : pieces) trait += piece;
        all.push_back(std::move(trait));
    });
    return all;
}

}  // namespace amends::guide
