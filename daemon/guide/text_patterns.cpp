#include "guide/text_patterns.hpp"

#include <re2/set.h>

#include <atomic>
#include <deque>

namespace amends::guide {
namespace {

RE2::Options options() {
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    options.set_encoding(RE2::Options::EncodingLatin1);  // any bytes; a letter beyond ASCII is written as it is
    return options;
}

/// Made by whoever asks first. Where two ask at once, what one of them made is kept.
template <class Thing>
class Late {
public:
    Late() = default;
    Late(const Late&) = delete;
    Late& operator=(const Late&) = delete;
    ~Late() { delete made_.load(); }

    template <class Make>
    const Thing& get(Make make) {
        if (const auto* made = made_.load()) return *made;
        std::unique_ptr<const Thing> fresh = make();
        const Thing* none = nullptr;
        return made_.compare_exchange_strong(none, fresh.get()) ? *fresh.release() : *none;
    }

private:
    std::atomic<const Thing*> made_ = nullptr;
};

}  // namespace

struct TextPatterns::Made {
    Late<RE2::Set> together;
    std::deque<Late<RE2>> each;  // once it is found
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
    const auto& together = made_->together.get([this] {
        auto all = std::make_unique<RE2::Set>(options(), RE2::UNANCHORED);
        for (const auto& expression : expressions_) all->Add(expression, nullptr);
        all->Compile();
        return all;
    });
    std::vector<int> numbers;
    RE2::Set::ErrorInfo error{};
    together.Match({text.data(), text.size()}, &numbers, &error);
    if (error.kind != RE2::Set::kNoError) found.assign(found.size(), true);  // out of memory: each looks for itself
    for (const int number : numbers) found[static_cast<std::size_t>(number)] = true;
    return found;
}

const RE2& TextPatterns::operator[](std::size_t number) const {
    return made_->each[number].get([&] { return std::make_unique<RE2>(expressions_[number], options()); });
}

}  // namespace amends::guide
