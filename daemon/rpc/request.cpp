#include "rpc/request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "rpc/check.hpp"
#include "rpc/guard.hpp"

namespace amends::rpc {
namespace {

using base::Error;
using base::Fault;
using base::Result;
using base::Retry;
using nlohmann::json;

enum Code { parse_error = -32700, invalid_request = -32600, no_such_method = -32601, invalid_parameters = -32602 };

constexpr std::size_t most_id_text = 128;
constexpr std::size_t name_within = 4096;

struct Word {
    Fault fault;
    const char* text;
};
constexpr Word fault_words[] = {
    {Fault::answer_is_no, "answer_is_no"},   {Fault::wrong_use, "wrong_use"},
    {Fault::configuration, "configuration"}, {Fault::daemon_unreachable, "daemon_unreachable"},
    {Fault::mail_server, "mail_server"},     {Fault::internal, "internal"},
};
struct RetryWord {
    Retry retry;
    const char* text;
};
constexpr RetryWord retry_words[] = {
    {Retry::never, "never"},
    {Retry::later, "later"},
    {Retry::after_change, "after_change"},
    {Retry::unknown, "unknown"},
};

/// The exit status that the command line makes of a fault (DESIGN section 7).
int code_of(Fault fault) {
    switch (fault) {
        case Fault::answer_is_no: return 1;
        case Fault::wrong_use: return invalid_parameters;
        case Fault::configuration: return 3;
        case Fault::daemon_unreachable: return 4;
        case Fault::mail_server: return 5;
        case Fault::internal: return 6;
    }
    return 6;
}

std::string error_line(const std::string& id, int code, const Error& error) {
    const json body{{"code", code},
                    {"message", error.message},
                    {"data", {{"fault", to_word(error.fault)}, {"retry", to_word(error.retry)}}}};
    return fmt::format(R"({{"jsonrpc":"2.0","id":{},"error":{}}})", id.empty() ? "null" : id,
                       body.dump(-1, ' ', false, json::error_handler_t::replace));
}

Request refused(const std::string& id, int code, std::string sentence) {
    const Error error{.fault = Fault::wrong_use, .retry = Retry::never, .message = std::move(sentence)};
    return {.call = std::nullopt, .id = id, .refusal = error_line(id, code, error)};
}

bool is_good_id(const json& id) {
    return id.is_null() || id.is_number_integer() ||
           (id.is_string() && id.get_ref<const std::string&>().size() <= most_id_text);
}

Request checked(const json& request, bool long_line) {
    const bool notification = !request.contains("id");
    const json id = notification ? json(nullptr) : request.at("id");
    if (!is_good_id(id))
        return refused("", invalid_request, "\"id\" must be a whole number or a text of at most 128 bytes.");
    const std::string id_text = id.dump(-1, ' ', false, json::error_handler_t::replace);
    for (const auto& [name, value] : request.items())
        if (name != "jsonrpc" && name != "id" && name != "method" && name != "params")
            return refused(id_text, invalid_request,
                           "A request has \"jsonrpc\", \"id\", \"method\" and \"params\"; unknown: \"" +
                               name.substr(0, 60) + "\".");
    if (request.value("jsonrpc", json()) != "2.0")
        return refused(id_text, invalid_request, R"("jsonrpc" must be "2.0".)");
    const json method_name = request.value("method", json());
    if (!method_name.is_string()) return refused(id_text, invalid_request, "\"method\" must be the name of a method.");
    const Method* method = find_method(method_name.get_ref<const std::string&>());
    if (method == nullptr)
        return refused(id_text, no_such_method,
                       fmt::format("There is no method \"{}\"; `amends help rpc` lists them.",
                                   method_name.get_ref<const std::string&>().substr(0, 60)));
    if (long_line && std::ranges::find(long_methods, method->name) == std::end(long_methods))
        return refused(id_text, invalid_request,
                       "Only letters.track and letters.plan may have a line of more than 64 KiB.");
    auto arguments = check_parameters(request.value("params", json()), method->parameters);
    if (!arguments) return refused(id_text, invalid_parameters, arguments.error().message);
    return {.call = Call{method, std::move(*arguments)}, .id = notification ? std::string() : id_text, .refusal = {}};
}

Error error_from(const json& error) {
    Error found{.fault = Fault::internal, .retry = Retry::never, .message = error.at("message").get<std::string>()};
    const json data = error.value("data", json::object());
    for (const Word& each : fault_words)
        if (data.value("fault", "") == each.text) found.fault = each.fault;
    for (const RetryWord& each : retry_words)
        if (data.value("retry", "") == each.text) found.retry = each.retry;
    return found;
}

}  // namespace

const char* to_word(Fault fault) {
    for (const Word& each : fault_words)
        if (each.fault == fault) return each.text;
    return "internal";
}

const char* to_word(Retry retry) {
    for (const RetryWord& each : retry_words)
        if (each.retry == retry) return each.text;
    return "never";
}

bool may_be_long(std::string_view beginning) {
    const auto stands = [&](std::string_view method) {
        return beginning.substr(0, name_within).find(fmt::format("\"{}\"", method)) != std::string_view::npos;
    };
    return std::ranges::any_of(long_methods, stands);
}

Request read_request(const std::string& line) {
    json request;
    try {
        request = json::parse(line, Guard());
    } catch (const Unfit& unfit) {
        return refused("", invalid_request, std::string("The request is refused: ") + unfit.what() + ".");
    } catch (const json::exception&) {
        return refused("", parse_error, "This line is not JSON in UTF-8. Send one request per line.");
    }
    if (request.is_array())
        return refused("", invalid_request, "Batches are not supported. Send one request per line.");
    if (!request.is_object()) return refused("", invalid_request, "A request must be a JSON object.");
    Request result = checked(request, line.size() > most_line);
    const bool notification = !request.contains("id");
    if (notification && !result.call && request.value("jsonrpc", json()) == "2.0" && request.contains("method"))
        result.refusal.clear();  // JSON-RPC 2.0 section 4.1: a notification is never answered, not even with an error
    return result;
}

std::string response(const std::string& id, const Result<std::string>& result) {
    if (!result) return error_line(id, code_of(result.error().fault), result.error());
    return fmt::format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", id, *result);
}

std::string refusal(std::string_view sentence, Retry retry) {
    return error_line("", invalid_request,
                      {.fault = Fault::wrong_use, .retry = retry, .message = std::string(sentence)});
}

std::string request_line(std::int64_t id, std::string_view method, std::string_view parameters) {
    return fmt::format(R"({{"jsonrpc":"2.0","id":{},"method":"{}","params":{}}})", id, method, parameters);
}

Result<std::string> read_response(std::string_view line, std::int64_t id) {
    try {
        const auto answer = nlohmann::ordered_json::parse(line);  // ordered: `--json` prints what the daemon said
        if (answer.contains("error")) return tl::unexpected<Error>(error_from(json::parse(line).at("error")));
        if (answer.at("id") == id) return answer.at("result").dump();
    } catch (const json::exception&) {
        // falls through to the one sentence for everything that is not a JSON-RPC answer
    }
    return base::failure(Fault::internal, Retry::never,
                         "What answered on the socket does not speak as amendsd does. Is another program using it?");
}

}  // namespace amends::rpc
