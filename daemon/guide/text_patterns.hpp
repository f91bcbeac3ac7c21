#pragma once
// The expressions (RE2) that rules look for in a text as it stands. They are made when a text is first looked at, so
// that starting does not wait for them; one pass tells which of them are worth a search of their own.
#include <re2/re2.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace amends::guide {

class TextPatterns {
public:
    TextPatterns();
    TextPatterns(TextPatterns&&) noexcept;
    TextPatterns& operator=(TextPatterns&&) noexcept;
    ~TextPatterns();

    /// What is wrong with the expression; "" for nothing.
    static std::string fault_in(const std::string& expression);
    /// Keeps an expression without a fault; its number. None is added once a text has been looked at.
    std::size_t add(std::string expression);
    /// Which expressions are found in the text, by their numbers.
    [[nodiscard]] std::vector<bool> found_in(std::string_view text) const;
    [[nodiscard]] const RE2& operator[](std::size_t number) const;

private:
    struct Made;
    std::vector<std::string> expressions_;
    std::unique_ptr<Made> made_;
};

}  // namespace amends::guide
