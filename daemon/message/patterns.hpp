#pragma once
// Mail patterns (base/pattern.hpp), compiled. The shipped ones, out of templates/*/mail, are built into the library;
// a user's own come through guide::parse_patterns.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/pattern.hpp"
#include "base/result.hpp"

namespace amends::message {

/// Made by the build from templates/*/mail/*.toml.
base::MailPatterns shipped_mail_patterns();

class Patterns {
public:
    /// An Error names the pattern that is no RE2 expression, or whose recipients have no group.
    static base::Result<Patterns> compile(const base::MailPatterns& sources);
    static const Patterns& shipped();

    Patterns(Patterns&&) noexcept;
    Patterns& operator=(Patterns&&) noexcept;
    ~Patterns();

    struct Compiled;  // patterns_compiled.hpp, for delivery_report and absence
    [[nodiscard]] const Compiled& compiled() const { return *compiled_; }

private:
    explicit Patterns(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace amends::message
