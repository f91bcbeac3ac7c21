#include "guide/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "guide/review.hpp"
#include "guide/rule_book.hpp"
#include "guide/rule_reading.hpp"
#include "guide/toml_reading.hpp"

namespace amends::guide {
namespace {

/// An example is a letter of its own, opened as an apology; its subject stands before a first line "---".
bool found_in(const Rules& rules, const Rule& rule, const Example& example) {
    std::string_view body = example.text;
    std::string_view subject;
    if (const auto cut = body.find("\n---\n"); cut != std::string_view::npos) {
        subject = body.substr(0, cut);
        body.remove_prefix(cut + 5);
    }
    const auto read = review(rules, {.subject = subject, .body = body, .opened_as_apology = !rule.any_letter});
    return std::any_of(read.findings.begin(), read.findings.end(),
                       [&](const Finding& finding) { return finding.rule == rule.id; });
}

base::Status run_examples(const Rules& rules, std::string_view file) {
    for (const auto& rule : rules.book().rules) {
        if (rule.file != file) continue;
        for (const auto& example : rule.examples) {
            if (found_in(rules, rule, example) == example.bad) continue;
            return refused(fmt::format("{}:{}:{}: the rule \"{}\" {} its own example \"{}\".", rule.file,
                                       example.place.line, example.place.column, rule.id,
                                       example.bad ? "does not find" : "finds something in", example.text));
        }
    }
    return {};
}

}  // namespace

RoleSet RuleBook::role(std::string_view name) const {
    const auto found = std::find_if(roles.begin(), roles.end(), [&](const Role& each) { return each.name == name; });
    return found == roles.end() ? 0 : found->bit;
}

Rules::Rules(std::unique_ptr<const RuleBook> book) : book_(std::move(book)) {}
Rules::Rules(Rules&&) noexcept = default;
Rules& Rules::operator=(Rules&&) noexcept = default;
Rules::~Rules() = default;

base::Result<Rules> Rules::stock(const std::vector<RuleText>& own, bool examples) {
    return upon(shipped_rules(), own, examples);
}

base::Result<Rules> Rules::read(const std::vector<RuleText>& files, bool examples) { return upon({}, files, examples); }

base::Result<Rules> Rules::upon(std::vector<RuleFile> below, const std::vector<RuleText>& files, bool examples) {
    const bool own = !below.empty();
    for (const auto& file : files) {
        auto table = parse_table(file.name, file.text);
        if (!table) return tl::unexpected(table.error());
        below.push_back({file.name, std::move(*table), own});
    }
    auto book = read_rule_files(below);
    if (!book) return tl::unexpected(book.error());
    Rules rules(std::make_unique<const RuleBook>(std::move(*book)));
    for (const auto& file : files) {
        if (!examples) break;
        if (auto good = run_examples(rules, file.name); !good) return tl::unexpected(good.error());
    }
    return rules;
}

std::vector<RuleSummary> Rules::list() const {
    std::vector<RuleSummary> all;
    all.reserve(book_->rules.size());
    for (const auto& rule : book_->rules)
        all.push_back({rule.id, rule.category, std::string(to_string(rule.severity)), rule.message, rule.guide});
    return all;
}

}  // namespace amends::guide
