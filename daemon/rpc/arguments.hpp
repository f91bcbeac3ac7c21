#pragma once
// The parameters that a method takes, and those of one request once check.hpp has found them good. Handlers ask for
// what their list names.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace amends::rpc {

enum class Kind {
    letter,       ///< a letter's number
    text,         ///< at most `most` bytes without control characters other than line ends and tabs
    prose,        ///< the same, as it stands in a mail: other control characters count as blanks
    word,         ///< one of `words`
    flag,         ///< true or false
    count,        ///< 0 to 1,000,000
    instant,      ///< RFC 3339
    date,         ///< YYYY-MM-DD
    message_id,   ///< with or without angle brackets
    mailbox,      ///< local@domain
    address,      ///< local@domain, or a name before it in angle brackets
    addresses,    ///< a list of those; what is none is left out
    message_ids,  ///< a list
    object,       ///< its members are those of `members`; each is asked for as "object.member"
    message,      ///< a whole RFC 5322 message in base64, at most `most_message` bytes
};

struct Parameter {
    std::string name;
    Kind kind = Kind::text;
    bool required = false;
    std::string doc;
    std::size_t most = 200;
    std::vector<std::string> words;
    std::vector<Parameter> members{};  ///< of an object
};

/// So many items may a list have.
constexpr std::size_t most_items = 100;

/// "text of at most 200 bytes", "one of phone, meeting, other": for the reference and for refusals.
std::string describe(const Parameter& parameter);

class Arguments {
public:
    using Value =
        std::variant<bool, std::int64_t, std::string, base::Instant, base::CivilDate, std::vector<std::string>>;

    [[nodiscard]] base::LetterId letter(const std::string& name) const;
    /// Text, word, message_id (without brackets), mailbox (canonical), address (as it was given) and message (decoded).
    [[nodiscard]] std::optional<std::string> text(const std::string& name) const;
    [[nodiscard]] std::optional<bool> flag(const std::string& name) const;
    [[nodiscard]] std::optional<std::int64_t> count(const std::string& name) const;
    [[nodiscard]] std::optional<base::Instant> instant(const std::string& name) const;
    [[nodiscard]] std::optional<base::CivilDate> date(const std::string& name) const;
    /// Each as it would be by itself; none where the list is absent.
    [[nodiscard]] std::vector<std::string> list(const std::string& name) const;
    /// An object that was given.
    [[nodiscard]] bool has(const std::string& name) const { return values_.contains(name); }

    void set(const std::string& name, Value value) { values_[name] = std::move(value); }
    /// The members of an object.
    void set_all(const std::string& object, Arguments members);

private:
    template <class T>
    [[nodiscard]] std::optional<T> find(const std::string& name) const {
        const auto found = values_.find(name);
        if (found == values_.end()) return std::nullopt;
        return std::get<T>(found->second);
    }

    std::map<std::string, Value> values_;
};

}  // namespace amends::rpc
