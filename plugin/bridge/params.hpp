#pragma once
// Reads a message's parameters one by one and keeps the first thing that is wrong with them. Pure.
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/mail.hpp"
#include "base/result.hpp"

namespace amends::bridge {

/// Bytes of a name that came from outside, in an answer.
inline constexpr std::size_t most_of_a_name = 60;

class Params {
public:
    /// `object` outlives this.
    Params(const nlohmann::json& object, std::vector<std::string> known);

    /// "" where it is not given, which is wrong.
    std::string text(const char* name);
    /// Null counts as not given.
    std::optional<std::string> maybe_text(const char* name);
    /// One of `words`.
    std::optional<std::string> maybe_word(const char* name, const std::vector<std::string>& words);
    /// False where it is not given.
    bool flag(const char* name);
    /// {name: value}; none where it is not given.
    std::map<std::string, std::string> texts_by_name(const char* name);
    /// A list of addresses or of {"name","address"}. What is no address (yet) is left out: it is still being typed.
    std::vector<base::Address> addresses(const char* name);
    /// Null where it is not given.
    const nlohmann::json* object(const char* name);

    [[nodiscard]] const base::Status& good() const { return good_; }

private:
    const nlohmann::json* find(const char* name) const;
    void wrong(std::string sentence);

    const nlohmann::json& object_;
    base::Status good_;
};

}  // namespace amends::bridge
