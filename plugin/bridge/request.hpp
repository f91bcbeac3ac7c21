#pragma once
// What a frame asks, and the answers to it, as JSON text. Pure.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace amends::bridge {

struct Request {
    std::int64_t id = 0;
    std::string method;
    nlohmann::json params = nlohmann::json::object();
    base::Status good;  ///< an Error where the frame asks for something, but not as it should: it is answered with that
};

/// An Error where the text is not UTF-8, not JSON, too deep or without an id: nobody could be answered.
base::Result<Request> read_request(std::string_view text);

/// `{"id","result"}`, or `{"id","error":{"code","message","fault","retry"}}`; one that is longer than a frame may be
/// becomes an error that says so.
std::string answer(std::int64_t id, const base::Result<std::string>& result);

}  // namespace amends::bridge
