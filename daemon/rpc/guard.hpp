#pragma once
// Looks on while JSON from outside is parsed: for the daemon's socket and the bridge's frames.
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace amends::rpc {

/// Stops the parser from building what no request needs; its message says why.
struct Unfit : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Looks on while the parser works: depth, number of values, and names given twice (RFC 8259 section 4 leaves them
/// open).
class Guard {
public:
    static constexpr int deepest = 8;
    static constexpr int most_values = 500;

    explicit Guard(int most = most_values) : most_(most) {}

    bool operator()(int depth, nlohmann::json::parse_event_t event, nlohmann::json& value) {
        if (depth > deepest) throw Unfit("it is nested too deeply");
        if (++seen_ > most_) throw Unfit("it has too many values");
        if (event == nlohmann::json::parse_event_t::object_start) names_.emplace_back();
        if (event == nlohmann::json::parse_event_t::object_end) names_.pop_back();
        if (event == nlohmann::json::parse_event_t::key && !names_.back().insert(value.get<std::string>()).second)
            throw Unfit("the name \"" + value.get<std::string>() + "\" stands in it twice");
        return true;
    }

private:
    int most_;
    int seen_ = 0;
    std::vector<std::set<std::string>> names_;
};

}  // namespace amends::rpc
