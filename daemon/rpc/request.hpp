#pragma once
// JSON-RPC 2.0 lines (jsonrpc.org/specification): read and checked on the daemon's side, made and read on the client's.
// Pure; a line is without its line feed. Batches are refused: one object per line.
#include <optional>
#include <string>
#include <string_view>

#include "rpc/methods.hpp"

namespace amends::rpc {

struct Call {
    const Method* method = nullptr;
    Arguments arguments;
};

/// Either a call or the answer that refuses it.
struct Request {
    std::optional<Call> call;
    std::string id;       ///< JSON text of the request's id; "" for a notification, which gets no answer
    std::string refusal;  ///< the whole response line where there is no call; "" for a refused notification
};

/// Lines longer than this carry one of long_methods or are refused.
constexpr std::size_t most_line = std::size_t{64} * 1024;
/// base64 of the largest message, and room for the rest of the request.
constexpr std::size_t most_track_line = most_message / 3 * 4 + most_line;

Request read_request(const std::string& line);
/// Can only be one of long_methods, as far as the beginning of the line tells.
bool may_be_long(std::string_view beginning);

std::string response(const std::string& id, const base::Result<std::string>& result);
/// Before a request could be read: its id is unknown.
std::string refusal(std::string_view sentence, base::Retry retry);

/// As they stand under "data" of an error: "daemon_unreachable", "after_change".
const char* to_word(base::Fault fault);
const char* to_word(base::Retry retry);

/// `parameters` is JSON text of an object.
std::string request_line(std::int64_t id, std::string_view method, std::string_view parameters);
/// The result's JSON text, or the Error that the daemon has sent.
base::Result<std::string> read_response(std::string_view line, std::int64_t id);

}  // namespace amends::rpc
