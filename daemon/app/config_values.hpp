#pragma once
// One option's value out of TOML: its type, its range, its form. What depends on other options or on the machine is
// checked where the configuration is put together.
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/config_problems.hpp"
#include "app/options.hpp"
#include "base/time.hpp"

namespace toml {
inline namespace v3 {
class node;
}
}  // namespace toml

namespace amends::app {

struct Hours {
    base::CivilTime opens, closes;  ///< `closes` may be 24:00
};
using Words = std::vector<std::string>;
using Days = std::array<bool, 7>;  ///< [0] is Sunday
using Pairs = std::map<std::string, std::string>;
using Value =
    std::variant<std::string, Words, std::int64_t, bool, std::chrono::seconds, base::CivilTime, Hours, Days, Pairs>;

/// Nothing where the value is not right; what is wrong has then been added to `problems`.
std::optional<Value> read_value(const Option& option, const toml::node& node, ConfigProblems& problems);
/// The option's default; nothing where it has none.
std::optional<Value> standard_value(const Option& option);
/// A name or value of the user's as it may stand in a message: short, without control characters.
std::string shown(std::string_view text);

}  // namespace amends::app
