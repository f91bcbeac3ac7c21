#pragma once
// The table that guide/embed/senses.cpp writes; senses.cpp alone reads it.
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "guide/senses.hpp"

namespace amends::guide {

struct SenseWeight {
    std::uint64_t trait;  ///< its hash
    std::array<std::int8_t, most_senses> weights;
};

struct SenseTable {
    std::span<const std::string_view> names;
    std::array<std::int32_t, most_senses> constants;  ///< a sense is heard where this and the weights are above nought,
    std::int32_t surely, surely_not;                  ///< and without a doubt above or below these
    std::span<const SenseWeight> weights;             ///< by hash
    std::span<const std::uint16_t> starts;            ///< where the weights begin whose hashes have these upper bits
};
const SenseTable& sense_table();

inline constexpr int bits_of_start = 12;

/// FNV-1a, which goes on where it stopped.
constexpr std::uint64_t hash_on(std::uint64_t hash, std::string_view text) {
    for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    return hash;
}
inline constexpr std::uint64_t hash_start = 0xcbf29ce484222325ULL;

/// FNV leaves the upper bits of short texts alike.
constexpr std::uint64_t mixed(std::uint64_t hash) {
    hash ^= hash >> 32U;
    hash *= 0x9e3779b97f4a7c15ULL;
    return hash ^ (hash >> 29U);
}

}  // namespace amends::guide
