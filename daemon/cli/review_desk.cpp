#include "cli/review_desk.hpp"

#include "app/own_rules.hpp"
#include "rpc/domain_json.hpp"

namespace amends::cli {

base::Result<guide::Rules> rules_with(Session& session, const std::vector<guide::RuleText>& own) {
    auto rules = app::stock_rules(own, session.surroundings().environment);
    if (rules) return rules;
    session.say(harmless(rules.error().message) + " The rules that came with Amends are used alone.");
    return guide::Rules::stock();
}

base::Result<ReviewDesk> review_desk(Session& session, const app::WriterConfig& config) {
    const app::Environment& environment = session.surroundings().environment;
    const auto own = app::read_own_rules(config.templates, environment);
    if (!own) return tl::unexpected(own.error());
    auto rules = rules_with(session, *own);
    if (!rules) return tl::unexpected(rules.error());
    return ReviewDesk{.rules = std::move(*rules), .dismissed = app::read_dismissed(environment)};
}

guide::ClientHistory history_from(const std::vector<std::string>& answers) {
    guide::ClientHistory known;
    std::set<base::LetterId> seen;  // a letter to two of the addresses is one letter
    for (const std::string& answer : answers) {
        const auto history = rpc::read_history(answer);
        if (!history) continue;
        for (const rpc::LetterView& view : history->letters) {
            if (!seen.insert(view.letter.id).second) continue;
            known.apologies.push_back(view.letter.sent_at);
            for (const core::Promise& promise : view.letter.promises)
                if (promise.state == core::PromiseState::open) known.open_promises.push_back(promise.words);
        }
    }
    return known;
}

guide::ClientHistory history_of(Session& session, const std::string& mailbox) {
    constexpr std::chrono::seconds patience{2};  // somebody sits and writes
    auto answer = session.ask("clients.history", rpc::Parameters().text("client", mailbox), patience);
    return answer ? history_from({std::move(*answer)}) : guide::ClientHistory{};
}

}  // namespace amends::cli
