#include "guide/pattern_store.hpp"

#include "guide/word_pattern.hpp"

namespace amends::guide {

void PatternIndex::add(WordPattern& pattern, std::span<const ClassId> needs) {
    pattern.number_ = size_++;
    always_.resize((size_ + std::size_t{63}) / 64);
    if (needs.empty()) always_[pattern.number_ / 64] |= std::uint64_t{1} << (pattern.number_ % 64);
    for (const auto id : needs) needs_.push_back({id, pattern.number_});
}

void PatternIndex::finish(std::size_t classes) {
    starts_.assign(classes + 2, 0);
    for (const auto& need : needs_) ++starts_[need.id + std::size_t{2}];
    for (std::size_t id = 2; id < starts_.size(); ++id) starts_[id] += starts_[id - 1];
    numbers_.resize(needs_.size());
    for (const auto& need : needs_) numbers_[starts_[need.id + std::size_t{1}]++] = need.number;
    needs_ = {};
}

}  // namespace amends::guide
