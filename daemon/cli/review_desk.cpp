#include "cli/review_desk.hpp"

#include "app/own_rules.hpp"
#include "rpc/domain_json.hpp"

namespace amends::cli {

base::Result<ReviewDesk> review_desk(Session& session, const app::WriterConfig& config) {
    const app::Environment& environment = session.surroundings().environment;
    const auto own = app::read_own_rules(config.templates, environment);
    if (!own) return tl::unexpected(own.error());
    auto rules = app::stock_rules(*own, environment);
    if (!rules) {
        session.say(harmless(rules.error().message) + " The rules that came with Amends are used alone.");
        rules = guide::Rules::stock();
    }
    if (!rules) return tl::unexpected(rules.error());
    return ReviewDesk{.rules = std::move(*rules), .dismissed = app::read_dismissed(environment)};
}

guide::ClientHistory history_of(Session& session, const std::string& mailbox) {
    guide::ClientHistory known;
    const auto answer = session.ask("clients.history", rpc::Parameters().text("client", mailbox));
    if (!answer) return known;
    const auto history = rpc::read_history(*answer);
    if (!history) return known;
    for (const rpc::LetterView& view : history->letters) {
        known.apologies.push_back(view.letter.sent_at);
        for (const core::Promise& promise : view.letter.promises)
            if (promise.state == core::PromiseState::open) known.open_promises.push_back(promise.words);
    }
    return known;
}

}  // namespace amends::cli
