#include "message/patterns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>
#include <utility>

#include "message/patterns_compiled.hpp"

namespace amends::message {
namespace {

RE2::Options options_for(std::int64_t memory) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(memory);
    return options;
}

base::Result<std::unique_ptr<RE2>> compile_one(const std::string& id, const std::string& expression, int groups) {
    auto compiled = std::make_unique<RE2>("(?im)" + expression, options_for(8 << 20));
    if (!compiled->ok())
        return base::failure(
            base::Fault::configuration, base::Retry::after_change,
            fmt::format("Mail pattern \"{}\" is no expression that can be used: {}.", id, compiled->error()));
    if (compiled->NumberOfCapturingGroups() < groups)
        return base::failure(base::Fault::configuration, base::Retry::after_change,
                             fmt::format("Mail pattern \"{}\" needs a group in parentheses around what it finds.", id));
    return compiled;
}

void replace_all(std::string& text, std::string_view mark, const std::string& by) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size()))
        text.replace(at, mark.size(), by);
}

/// Dates are marks by then (date_words.hpp).
std::string with_dates(std::string text) {
    replace_all(text, "{date}", R"(\x02([a-p]{2})\x03)");
    replace_all(text, "{start}", R"((?:\x02[a-p]{2}\x03|\b\d{1,2}(?:st|nd|rd|th|er|\.|º|日)?))");
    replace_all(text, "{gap}", R"([^.!?\n\x02]*?)");
    return text;
}

base::Result<std::unique_ptr<RE2>> compile_list(const char* name, const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all.append(all.empty() ? "" : "|").append(word);
    if (all.empty()) return std::unique_ptr<RE2>();
    return compile_one(name, "(?:" + all + ")", 0);
}

base::Status compile_reports(const base::MailPatterns& sources, Patterns::Compiled& into) {
    for (const auto& source : sources.reports) {
        auto& report = into.reports.emplace_back();
        report.source = source;
        auto opening = compile_one(source.id, source.opening, 0);
        if (!opening) return tl::unexpected(opening.error());
        report.opening = std::move(*opening);
        for (auto [expression, slot] :
             {std::pair{&source.recipients, &report.recipients}, {&source.ends, &report.ends}}) {
            if (expression->empty()) continue;
            auto one = compile_one(source.id, *expression, expression == &source.recipients ? 1 : 0);
            if (!one) return tl::unexpected(one.error());
            *slot = std::move(*one);
        }
    }
    return {};
}

base::Status compile_words(const base::MailPatterns& sources, Patterns::Compiled& into) {
    for (const auto& source : sources.absences) {
        auto text = compile_one(source.id, with_dates(source.text), 1);
        if (!text) return tl::unexpected(text.error());
        into.any_absence.add((*text)->pattern());
        into.absences.push_back({source, std::move(*text)});
    }
    into.any_absence.close();
    for (const auto& source : sources.automatic) {
        auto words =
            compile_one(source.id, source.subject.empty() ? source.text : "^\\s*(?:" + source.subject + ")", 0);
        if (!words) return tl::unexpected(words.error());
        const bool notice = source.weight >= 2 && source.says != base::AutomaticNote::receipt;
        if (!source.subject.empty()) into.any_subject.add((*words)->pattern());
        if (source.subject.empty() && notice) into.any_notice.add((*words)->pattern());
        if (source.subject.empty() && source.says != base::AutomaticNote::receipt) {
            into.any_sentence.add((*words)->pattern());
            into.of_sentences.push_back(into.automatic.size());
        }
        into.automatic.push_back({source, std::move(*words)});
    }
    into.any_subject.close();
    into.any_notice.close();
    into.any_sentence.close();
    for (auto [name, expressions, slot] : {std::tuple{"new_addresses", &sources.new_addresses, &into.new_addresses},
                                           {"stand_ins", &sources.stand_ins, &into.stand_ins}}) {
        for (const auto& expression : *expressions) {
            auto one = compile_one(name, expression, 1);
            if (!one) return tl::unexpected(one.error());
            slot->push_back(std::move(*one));
        }
    }
    return {};
}

base::Status compile_lists(const base::MailPatterns& sources, Patterns::Compiled& into) {
    using Slot = std::unique_ptr<RE2> Patterns::Compiled::*;
    constexpr std::array<std::pair<const char*, Slot>, 20> slots{{
        {"absence_words", &Patterns::Compiled::absence_words},
        {"other_people", &Patterns::Compiled::other_people},
        {"oneself", &Patterns::Compiled::oneself},
        {"going_words", &Patterns::Compiled::going_words},
        {"coming_words", &Patterns::Compiled::coming_words},
        {"report_senders", &Patterns::Compiled::report_senders},
        {"report_subjects", &Patterns::Compiled::report_subjects},
        {"report_words", &Patterns::Compiled::report_words},
        {"delay_words", &Patterns::Compiled::delay_words},
        {"final_words", &Patterns::Compiled::final_words},
        {"full_words", &Patterns::Compiled::full_words},
        {"for_good_words", &Patterns::Compiled::for_good_words},
        {"for_now_words", &Patterns::Compiled::for_now_words},
        {"desk_fields", &Patterns::Compiled::desk_fields},
        {"reply_above", &Patterns::Compiled::reply_above},
        {"desk_heads", &Patterns::Compiled::desk_heads},
        {"desk_feet", &Patterns::Compiled::desk_feet},
        {"no_reply", &Patterns::Compiled::no_reply},
        {"roles", &Patterns::Compiled::roles},
        {"returned_message", &Patterns::Compiled::returned_message},
    }};
    for (const auto& [name, slot] : slots) {
        for (const auto& list : base::pattern_lists) {
            if (std::string_view(list.name) != name) continue;
            auto one = compile_list(name, sources.*list.list);
            if (!one) return tl::unexpected(one.error());
            into.*slot = std::move(*one);
        }
    }
    return {};
}

}  // namespace

void AnyOf::add(const std::string& expression) {
    if (!set_) set_ = std::make_unique<RE2::Set>(options_for(64 << 20), RE2::UNANCHORED);
    set_->Add(expression, nullptr);
    ++size_;
}

void AnyOf::close() {
    if (set_ && !set_->Compile()) set_.reset();
}

bool AnyOf::is_in(std::string_view text) const {
    const auto found = found_in(text);
    return std::ranges::find(found, true) != found.end();
}

std::vector<bool> AnyOf::found_in(std::string_view text) const {
    std::vector<bool> found(size_, false);
    std::vector<int> numbers;
    RE2::Set::ErrorInfo error{};
    const bool any = set_ && set_->Match({text.data(), text.size()}, &numbers, &error);
    if (!any && (!set_ || error.kind != RE2::Set::kNoError)) return std::vector<bool>(size_, true);
    for (const int number : numbers) found[static_cast<std::size_t>(number)] = true;
    return found;
}

Patterns::Patterns(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Patterns::Patterns(Patterns&&) noexcept = default;
Patterns& Patterns::operator=(Patterns&&) noexcept = default;
Patterns::~Patterns() = default;

base::Result<Patterns> Patterns::compile(const base::MailPatterns& sources) {
    auto compiled = std::make_unique<Compiled>();
    base::Status good = compile_reports(sources, *compiled);
    if (good) good = compile_words(sources, *compiled);
    if (good) good = compile_lists(sources, *compiled);
    if (!good) return tl::unexpected(good.error());
    return Patterns(std::move(compiled));
}

bool is_found(std::string_view text, const std::unique_ptr<RE2>& words) {
    return words && RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *words);
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
