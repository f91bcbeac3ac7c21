#include "rpc/parameters.hpp"

#include <nlohmann/json.hpp>

namespace amends::rpc {
namespace {

std::string json_text(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

Parameters& Parameters::text(const std::string& name, std::string_view value) {
    members_[name] = json_text(value);
    return *this;
}
Parameters& Parameters::number(const std::string& name, std::int64_t value) {
    members_[name] = std::to_string(value);
    return *this;
}
Parameters& Parameters::flag(const std::string& name, bool value) {
    members_[name] = value ? "true" : "false";
    return *this;
}
Parameters& Parameters::instant(const std::string& name, base::Instant value) {
    return text(name, base::to_rfc3339(value));
}

std::string Parameters::json() const {
    std::string all = "{";
    for (const auto& [name, value] : members_) {
        if (all.size() > 1) all += ',';
        all += json_text(name);
        all += ':';
        all += value;
    }
    return all + "}";
}

}  // namespace amends::rpc
