#pragma once
// The table that guide/embed/senses.cpp writes; senses.cpp alone reads it.
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "guide/senses.hpp"

namespace amends::guide {

using SenseWeight = std::array<std::int8_t, most_senses>;

struct SenseTable {
    std::span<const std::string_view> names;
    std::array<std::int32_t, most_senses> constants;  ///< a sense is heard where this and the weights are above nought,
    std::int32_t surely, surely_not;                  ///< and without a doubt above or below these
    std::span<const std::uint32_t> keys;    ///< of the traits, by hash; most that are looked for are not there
    std::span<const SenseWeight> weights;   ///< of the same
    std::span<const std::uint16_t> starts;  ///< where the keys begin whose hashes have these upper bits
};
const SenseTable& sense_table();

/// Of a trait's hash, the upper bits say where to look, and the next ones whether it is there.
inline constexpr unsigned bits_of_start = 14, bits_of_key = 32;
constexpr std::size_t start_of(std::uint64_t trait) { return static_cast<std::size_t>(trait >> (64U - bits_of_start)); }
constexpr std::uint32_t key_of(std::uint64_t trait) {
    return static_cast<std::uint32_t>(trait >> (64U - bits_of_start - bits_of_key));
}

/// FNV-1a.
constexpr std::uint64_t token_hash(std::string_view token) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char byte : token) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    return hash;
}

/// FNV leaves the upper bits of short texts alike.
constexpr std::uint64_t mixed(std::uint64_t hash) {
    hash ^= hash >> 32U;
    hash *= 0x9e3779b97f4a7c15ULL;
    return hash ^ (hash >> 29U);
}

/// The hash of a trait, from those of its tokens: of one, of two that follow each other, of two with one between them.
constexpr std::uint64_t trait_of_one(std::uint64_t token) { return mixed(token); }
constexpr std::uint64_t trait_of_two(std::uint64_t one, std::uint64_t other) {
    return mixed(one * 0xff51afd7ed558ccdULL + other);
}
constexpr std::uint64_t trait_around(std::uint64_t one, std::uint64_t other) {
    return mixed(one * 0xc4ceb9fe1a85ec53ULL + other);
}

}  // namespace amends::guide
