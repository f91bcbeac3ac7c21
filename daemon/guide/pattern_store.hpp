#pragma once
// The patterns over words of one rule book, side by side: their programs, the classes that these name, and which
// patterns are worth trying where a class occurs. A WordPattern says where its own part begins.
#include <cstdint>
#include <span>
#include <vector>

#include "guide/vocabulary.hpp"

namespace amends::guide {

/// `a` and `b` are places in the program; of a set, where its classes begin in the pattern's own, and how many they
/// are.
struct PatternNode {
    enum class Kind : std::uint8_t {
        set,
        none_of,
        gap,
        clause_gap,
        begin,
        end,
        span,
        span_end,
        edit,
        edit_end,
        split,
        jump,
        accept
    };
    Kind kind = Kind::accept;
    std::uint16_t a = 0, b = 0;
};

/// Classes of a pattern: where they begin in its own.
struct ClassRange {
    std::uint16_t first = 0, count = 0;
};

class WordPattern;

/// Patterns that are tried in the same turn, numbered one after the other.
class PatternIndex {
public:
    /// Once every list that the pattern names is full; `needs` is empty where it may match any sentence.
    void add(WordPattern& pattern, std::span<const ClassId> needs);
    /// No pattern is added after this.
    void finish(std::size_t classes);

    [[nodiscard]] const std::vector<std::uint64_t>& always() const { return always_; }
    /// The numbers of the patterns that need the class, or others like it, more than any other.
    [[nodiscard]] std::span<const std::uint16_t> needing(ClassId id) const {
        return {numbers_.data() + starts_[id], numbers_.data() + starts_[id + std::size_t{1}]};
    }

private:
    struct Need {
        ClassId id;
        std::uint16_t number;
    };
    std::vector<Need> needs_;
    std::vector<std::uint32_t> starts_;  // of each class in numbers_
    std::vector<std::uint16_t> numbers_;
    std::vector<std::uint64_t> always_;  // a bit for each pattern that needs no class
    std::uint16_t size_ = 0;
};

/// What the programs of all patterns are made of.
struct PatternStore {
    std::vector<PatternNode> nodes;
    std::vector<ClassId> classes;
    std::vector<ClassRange> required;
};

}  // namespace amends::guide
