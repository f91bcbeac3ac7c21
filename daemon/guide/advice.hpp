#pragma once
// What the writer of a letter is told beside it: how to bring a serious matter, and whom to ask first. Pure.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace amends::guide {

/// How grave the matter is, as its writer sees it.
enum class Offence { minor, serious };
const char* to_word(Offence value);
std::optional<Offence> offence_from(std::string_view word);

struct Advice {
    std::string in_person, by_hand, ask_first;
    std::vector<std::string> ask_first_when;  ///< RE2 patterns
};

/// `name` is the file's name: an Error reads "NAME:LINE:COLUMN: what is wrong".
base::Result<Advice> parse_advice(std::string_view name, std::string_view toml);

/// The sentences for a letter; none for a minor matter whose text speaks of nothing grave.
std::vector<std::string> advice_for(const Advice& advice, Offence offence, std::string_view subject,
                                    std::string_view body);

}  // namespace amends::guide
