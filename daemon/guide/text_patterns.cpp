#include "guide/text_patterns.hpp"

#include <re2/set.h>

#include <deque>
#include <mutex>
#include <optional>

namespace amends::guide {
namespace {

RE2::Options options() {
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    options.set_encoding(RE2::Options::EncodingLatin1);  // any bytes; a letter beyond ASCII is written as it is
    return options;
}

}  // namespace

struct TextPatterns::Made {
    struct One {
        std::once_flag once;
        std::optional<RE2> expression;
    };
    std::once_flag once;
    std::optional<RE2::Set> together;
    std::deque<One> each;  // made once it is found
};

TextPatterns::TextPatterns() : made_(std::make_unique<Made>()) {}
TextPatterns::TextPatterns(TextPatterns&&) noexcept = default;
TextPatterns& TextPatterns::operator=(TextPatterns&&) noexcept = default;
TextPatterns::~TextPatterns() = default;

std::string TextPatterns::fault_in(const std::string& expression) { return RE2(expression, options()).error(); }

std::size_t TextPatterns::add(std::string expression) {
    expressions_.push_back(std::move(expression));
    made_->each.emplace_back();
    return expressions_.size() - 1;
}

std::vector<bool> TextPatterns::found_in(std::string_view text) const {
    std::vector<bool> found(expressions_.size(), false);
    if (text.empty() || found.empty()) return found;
    std::call_once(made_->once, [this] {
        made_->together.emplace(options(), RE2::UNANCHORED);
        for (const auto& expression : expressions_) made_->together->Add(expression, nullptr);
        made_->together->Compile();
    });
    std::vector<int> numbers;
    RE2::Set::ErrorInfo error{};
    made_->together->Match({text.data(), text.size()}, &numbers, &error);
    if (error.kind != RE2::Set::kNoError) found.assign(found.size(), true);  // out of memory: each looks for itself
    for (const int number : numbers) found[static_cast<std::size_t>(number)] = true;
    return found;
}

const RE2& TextPatterns::operator[](std::size_t number) const {
    auto& [once, expression] = made_->each[number];
    std::call_once(once, [&] { expression.emplace(expressions_[number], options()); });
    return *expression;
}

}  // namespace amends::guide
