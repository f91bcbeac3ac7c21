#include "guide/remedy.hpp"

#include <algorithm>
#include <vector>

#include "guide/read_letter.hpp"
#include "guide/remedy_clause.hpp"

namespace amends::guide {
namespace {

/// What the review says of the words [start, end).
class Roles {
public:
    Roles(const Rules& rules, std::string_view body)
        : part_(read_part(rules.book(), body, Part::body, read_zones(body))),
          repair_(rules.book().role("REPAIR") | rules.book().role("REPAIR_PROPER")),
          prevent_(rules.book().role("PREVENT")),
          harm_(rules.book().role("SPECIFIC") | rules.book().role("EFFECT") | rules.book().role("SELF_FEELING")),
          gift_(rules.book().role("GIFT")),
          proper_(rules.book().role("REPAIR_PROPER")) {}

    [[nodiscard]] bool repairs(std::size_t start, std::size_t end) const { return has(start, end, repair_); }
    [[nodiscard]] bool gives(std::size_t start, std::size_t end) const {
        return has(start, end, gift_) && !has(start, end, proper_);
    }
    [[nodiscard]] bool mends(std::size_t start, std::size_t end) const { return has(start, end, proper_); }
    [[nodiscard]] bool harms(std::size_t start, std::size_t end) const { return has(start, end, harm_); }
    [[nodiscard]] bool prevents(std::size_t start, std::size_t end) const { return has(start, end, prevent_); }

private:
    [[nodiscard]] bool has(std::size_t start, std::size_t end, RoleSet wanted) const {
        const auto& words = part_.words.text();
        for (std::size_t i = 0; i < part_.sentences(); ++i) {
            const auto& sentence = part_.sentence(i);
            if (sentence.first >= sentence.last || sentence.kind != SentenceKind::prose) continue;
            const bool over = words.words[sentence.first].start < end && words.words[sentence.last - 1].end > start;
            if (over && (part_.roles[i] & wanted) != 0) return true;
        }
        return false;
    }

    ReadPart part_;
    RoleSet repair_, prevent_, harm_, gift_, proper_;
};

}  // namespace

Remedies find_remedies(const Rules& rules, std::string_view body) {
    const auto own = read_zones(body).own;
    const promise::Tokens tokens(own);
    const Roles roles(rules, body);
    Remedies best;
    int repair = 49;  // what scores less is too doubtful to be repeated
    int change = 0;
    bool announced = false;  // "I have changed how I plan.": the next sentence says what
    for (const auto& words : promise::read_sentences(tokens)) {
        const remedy::Sentence sentence(tokens, words);
        const auto start = tokens[words.first].start;
        const auto end = tokens[words.last - 1].end;
        const bool prevents = roles.prevents(start, end);
        const auto take = [&](remedy::Kind kind, int more, int& score, std::string& into) {
            const auto found = sentence.best(kind);
            if (!found || found->score + more <= score) return;
            const auto first = tokens[found->words.first].start;
            auto text = remedy::as_sentence(body.substr(first, tokens[found->words.last - 1].end - first));
            if (text.empty()) return;
            score = found->score + more;
            into = std::move(text);
        };
        constexpr int said_to_be_one = 30;
        constexpr int is_a_change_too = -30;
        constexpr int is_not_said_to_be = -40;
        constexpr int is_harm_too = -20;
        const bool repairs = roles.repairs(start, end);
        const bool harms = roles.harms(start, end);
        if (!announced && (repairs || !harms) && !roles.gives(start, end)) {
            const int doubt = (repairs ? 0 : is_not_said_to_be) + (prevents ? is_a_change_too : 0) +
                              (harms && !roles.mends(start, end) ? is_harm_too : 0);
            take(remedy::Kind::repair, doubt, repair, best.repair);
        }
        if (announced || prevents) {
            take(remedy::Kind::change, announced ? said_to_be_one : 0, change, best.change);
        }
        announced = sentence.announces_change();
    }
    if (best.repair == best.change) best.repair.clear();
    return best;
}

std::string standing_clause(std::string_view words) {
    const promise::Tokens tokens(words);
    const remedy::Sentence sentence(tokens, {0, tokens.size()});
    const auto found = sentence.best(remedy::Kind::promise);
    if (!found) return "";
    const auto first = tokens[found->words.first].start;
    return remedy::as_sentence(words.substr(first, tokens[found->words.last - 1].end - first));
}

}  // namespace amends::guide
