#include "rpc/domain_json.hpp"
#include "rpc/handlers.hpp"

namespace amends::rpc {

ports::Task<std::string> clients_history(Service& service, Arguments arguments) {
    co_return service.history(arguments.text("client").value_or("")).map([](const ClientHistory& history) {
        return to_json(history);
    });
}

ports::Task<std::string> clients_leave(Service& service, Arguments arguments) {
    const bool in_peace = arguments.flag("in_peace").value_or(true);
    const auto letters = co_await service.leave(arguments.text("client").value_or(""), in_peace);
    co_return letters.map([](int count) { return letters_json(count); });
}

ports::Task<std::string> clients_forget(Service& service, Arguments arguments) {
    const bool leave_drafts = arguments.flag("leave_drafts").value_or(false);
    const auto forgotten = co_await service.forget(arguments.text("client").value_or(""), leave_drafts);
    co_return forgotten.map([](const Forgotten& result) { return to_json(result); });
}

}  // namespace amends::rpc
