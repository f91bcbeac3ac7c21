#include "message/patterns.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "message/date_words.hpp"
#include "message/patterns_compiled.hpp"

namespace amends::message {
namespace {

base::Result<std::unique_ptr<RE2>> compile_one(const std::string& id, const std::string& expression, int groups) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(8 << 20);
    auto compiled = std::make_unique<RE2>("(?im)" + expression, options);
    if (!compiled->ok())
        return base::failure(
            base::Fault::configuration, base::Retry::after_change,
            fmt::format("Mail pattern \"{}\" is no expression that can be used: {}.", id, compiled->error()));
    if (compiled->NumberOfCapturingGroups() < groups)
        return base::failure(base::Fault::configuration, base::Retry::after_change,
                             fmt::format("Mail pattern \"{}\" needs a group in parentheses around what it finds.", id));
    return compiled;
}

std::string with_dates(std::string text) {
    const auto put = [&](std::string_view mark, const std::string& expression) {
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + expression.size()))
            text.replace(at, mark.size(), expression);
    };
    put("{date}", "(" + date_expression() + ")");
    put("{start}", "(?:" + date_expression() + R"(|\d{1,2}(?:st|nd|rd|th|\.)?))");
    return text;
}

}  // namespace

Patterns::Patterns(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Patterns::Patterns(Patterns&&) noexcept = default;
Patterns& Patterns::operator=(Patterns&&) noexcept = default;
Patterns::~Patterns() = default;

base::Result<Patterns> Patterns::compile(const base::MailPatterns& sources) {
    auto compiled = std::make_unique<Compiled>();
    for (const auto& source : sources.reports) {
        auto& report = compiled->reports.emplace_back();
        report.source = source;
        auto opening = compile_one(source.id, source.opening, 0);
        if (!opening) return tl::unexpected(opening.error());
        report.opening = std::move(*opening);
        for (auto [expression, into] :
             {std::pair{&source.recipients, &report.recipients}, {&source.ends, &report.ends}}) {
            if (expression->empty()) continue;
            auto one = compile_one(source.id, *expression, expression == &source.recipients ? 1 : 0);
            if (!one) return tl::unexpected(one.error());
            *into = std::move(*one);
        }
    }
    for (const auto& source : sources.absences) {
        auto text = compile_one(source.id, with_dates(source.text), 1);
        if (!text) return tl::unexpected(text.error());
        compiled->absences.push_back({source, std::move(*text)});
    }
    std::string words;
    for (const auto& word : sources.absence_words) words.append(words.empty() ? "" : "|").append(word);
    if (!words.empty()) {
        auto one = compile_one("absence_words", "(?:" + words + ")", 0);
        if (!one) return tl::unexpected(one.error());
        compiled->absence_words = std::move(*one);
    }
    return Patterns(std::move(compiled));
}

const Patterns& Patterns::shipped() {
    static const Patterns all = [] {
        auto compiled = compile(shipped_mail_patterns());
        if (!compiled) std::abort();  // the file is ours and a test compiles it
        return std::move(*compiled);
    }();
    return all;
}

}  // namespace amends::message
