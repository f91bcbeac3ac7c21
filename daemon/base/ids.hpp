#pragma once
// Strong ids: a letter's number is not a step's number.
#include <compare>
#include <cstdint>

namespace amends::base {

template <class Tag>
struct Id {
    std::int64_t value = 0;  ///< 0: not stored yet
    friend auto operator<=>(const Id&, const Id&) = default;
    [[nodiscard]] bool stored() const { return value != 0; }
};

using LetterId = Id<struct LetterTag>;
using StepId = Id<struct StepTag>;
using OutboxId = Id<struct OutboxTag>;
using DraftId = Id<struct DraftTag>;

}  // namespace amends::base
