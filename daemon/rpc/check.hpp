#pragma once
// Checks a request's parameters against a method's list before any handler sees them: an unknown, missing, mistyped or
// oversized one is refused by name, with what would be right.
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "base/result.hpp"
#include "rpc/arguments.hpp"

namespace amends::rpc {

/// `given` is what stood under "params"; null where nothing did. A null value counts as absent.
base::Result<Arguments> check_parameters(const nlohmann::json& given, const std::vector<Parameter>& parameters);

}  // namespace amends::rpc
