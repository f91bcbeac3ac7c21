#pragma once
// What single English words can be, for the reading of promises.
#include <cstdint>
#include <string_view>

namespace amends::guide::promise {

struct Meaning {
    std::uint64_t classes = 0;
    int value = 0;
};

/// `word` in lower case; no class at all for an unknown one.
Meaning meaning_of(std::string_view word);

}  // namespace amends::guide::promise
