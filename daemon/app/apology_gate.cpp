#include "app/apology_gate.hpp"

#include "app/own_rules.hpp"
#include "guide/review.hpp"

namespace amends::app {

ApologyGate::ApologyGate(std::string templates, const Environment& environment)
    : templates_(std::move(templates)), environment_(environment) {}

bool ApologyGate::is_apology(const base::MessageFacts& message) {
    if (!rules_) {
        const auto own = read_own_rules(templates_, environment_);
        auto rules = own ? stock_rules(*own, environment_) : tl::unexpected(own.error());
        // Whoever writes rules hears of their faults from `amends review`.
        if (!rules) rules = guide::Rules::stock();
        if (!rules) return false;
        rules_.emplace(std::move(*rules));
    }
    return guide::review(*rules_, {.subject = message.subject, .body = message.text}).apology;
}

}  // namespace amends::app
