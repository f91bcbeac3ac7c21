#include "bridge/request.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "bridge/frames.hpp"
#include "bridge/params.hpp"
#include "cli/exit_status.hpp"
#include "rpc/guard.hpp"
#include "rpc/request.hpp"

namespace amends::bridge {
namespace {

using base::Fault;
using base::Result;
using base::Retry;
using nlohmann::json;

constexpr int most_values = 50'000;  // what the parser counts; a recipient is six of them

auto wrong(std::string message) { return base::failure(Fault::wrong_use, Retry::never, std::move(message)); }

/// Of a message with too many values only the outermost are kept, so that it can be answered.
struct Parsed {
    json object;
    bool has_too_many = false;
};

Result<Parsed> parsed(std::string_view text) {
    try {
        Parsed read;
        rpc::Guard guard(most_values);
        int seen = 0;
        read.object = json::parse(text, [&](int depth, json::parse_event_t event, json& value) {
            if (seen == most_values) {
                read.has_too_many = true;
                return depth <= 1;
            }
            ++seen;
            return guard(depth, event, value);
        });
        return read;
    } catch (const rpc::Unfit& unfit) {
        return wrong(fmt::format("This is no native message: {}.", unfit.what()));
    } catch (const json::exception&) {
        return wrong("This is no native message: it is not JSON.");
    }
}

base::Status take(Request& request, const json& object) {
    for (const auto& [name, value] : object.items())
        if (name != "id" && name != "method" && name != "params")
            return wrong(fmt::format("A message has \"id\", \"method\" and \"params\"; unknown: \"{}\".",
                                     name.substr(0, most_of_a_name)));
    const auto method = object.find("method");
    if (method == object.end() || !method->is_string()) return wrong("\"method\" must be the name of a method.");
    request.method = method->get<std::string>();
    const auto params = object.find("params");
    if (params == object.end() || params->is_null()) return {};
    if (!params->is_object()) return wrong("\"params\" must be an object with named parameters.");
    request.params = *params;
    return {};
}

std::string error_text(std::int64_t id, const base::Error& error) {
    const json object{{"id", id},
                      {"error",
                       {{"code", cli::exit_status(error.fault)},
                        {"message", error.message},
                        {"fault", rpc::to_word(error.fault)},
                        {"retry", rpc::to_word(error.retry)}}}};
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

Result<Request> read_request(std::string_view text) {
    if (!base::is_utf8(text)) return wrong("This is no native message: it is not UTF-8.");
    const auto message = parsed(text);
    if (!message) return tl::unexpected(message.error());
    const json* object = &message->object;
    if (!object->is_object()) return wrong("This is no native message: it is not a JSON object.");
    const auto id = object->find("id");
    if (id == object->end() || !id->is_number_integer() ||
        (id->is_number_unsigned() && id->get<std::uint64_t>() > INT64_MAX))
        return wrong("This is no native message: \"id\" must be a whole number.");
    Request request{.id = id->get<std::int64_t>()};
    request.good = message->has_too_many ? wrong("The message has too many values.") : take(request, *object);
    return request;
}

std::string answer(std::int64_t id, const Result<std::string>& result) {
    if (!result) return error_text(id, result.error());
    std::string text = fmt::format(R"({{"id":{},"result":{}}})", id, *result);
    if (text.size() <= most_out) return text;
    return error_text(id, {.fault = Fault::wrong_use,
                           .retry = Retry::after_change,
                           .message = "The answer is longer than a mail client takes. Ask for less at once, like "
                                      "letters.list with a smaller \"limit\"."});
}

}  // namespace amends::bridge
