#pragma once
// The one table of what the daemon can be asked: it checks requests, finds handlers and prints `amends help rpc`.
// To add a method: a row here, a handler in its group's file, a line in Service.
#include <string>
#include <string_view>
#include <vector>

#include "rpc/arguments.hpp"
#include "rpc/service.hpp"

namespace amends::rpc {

/// Gives the result as JSON text. The service outlives the task.
using Handler = ports::Task<std::string> (*)(Service&, Arguments);

struct Method {
    std::string name;
    std::string doc;
    std::vector<Parameter> parameters;
    std::string result;
    Handler handler = nullptr;
};

const std::vector<Method>& methods();
/// Null where there is no such method.
const Method* find_method(std::string_view name);

constexpr std::string_view track_method = "letters.track";
/// The only methods that a long line may carry: a whole message, or a letter's text.
constexpr std::string_view long_methods[] = {track_method, "letters.plan"};

/// What `amends help rpc` prints, at most 100 columns wide.
std::string reference();

}  // namespace amends::rpc
