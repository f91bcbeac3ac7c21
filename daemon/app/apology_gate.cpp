#include "app/apology_gate.hpp"

#include "app/own_rules.hpp"
#include "guide/review.hpp"

namespace amends::app {

ApologyGate::ApologyGate(std::string templates, const Environment& environment)
    : templates_(std::move(templates)), environment_(environment) {}

const guide::Rules* ApologyGate::rules() {
    if (!rules_) {
        const auto own = read_own_rules(templates_, environment_);
        auto rules = own ? stock_rules(*own, environment_) : tl::unexpected(own.error());
        // Whoever writes rules hears of their faults from `amends review`.
        if (!rules) rules = guide::Rules::stock();
        if (!rules) return nullptr;
        rules_.emplace(std::move(*rules));
    }
    return &*rules_;
}

bool ApologyGate::is_apology(const base::MessageFacts& message) {
    const guide::Rules* known = rules();
    return known != nullptr && guide::review(*known, {.subject = message.subject, .body = message.text}).apology;
}

guide::Remedies ApologyGate::remedies(const base::MessageFacts& message) {
    const guide::Rules* known = rules();
    return known == nullptr ? guide::Remedies{} : guide::find_remedies(*known, message.text);
}

}  // namespace amends::app
