#pragma once
// Named parameters of a request, gathered one by one: what the client's side writes and `arguments` checks.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace amends::rpc {

class Parameters {
public:
    Parameters& text(const std::string& name, std::string_view value);
    Parameters& number(const std::string& name, std::int64_t value);
    Parameters& flag(const std::string& name, bool value);
    Parameters& instant(const std::string& name, base::Instant value);

    [[nodiscard]] std::string json() const;

private:
    std::map<std::string, std::string> members_;  ///< JSON text by name
};

}  // namespace amends::rpc
