#pragma once
// IMAP commands (RFC 3501 section 9), client to server. Pure. A string that could end its line early (CR, LF, NUL) is
// refused and never written in another way; flags and folder names take no other road than this.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "ports/mailbox.hpp"

namespace amends::mail {

/// How a literal is announced: `synchronising` waits for the server's "+", the others do not (RFC 7888).
enum class LiteralStyle { synchronising, plus, plus_up_to_4096 };

/// A command without its tag: text, then a literal, then text, and so on.
struct ImapCommand {
    struct Part {
        std::string text;
        std::optional<std::string> literal;
    };
    std::string verb;  ///< for messages: "UID FETCH"
    std::vector<Part> parts;

    /// What is written in one go; after each chunk but the last the server's "+" must be awaited.
    [[nodiscard]] std::vector<std::string> wire(std::string_view tag, LiteralStyle style) const;
};

class ImapWriter {
public:
    /// `verb` is written as it stands.
    explicit ImapWriter(std::string_view verb);
    /// An atom or anything that this program itself composed; refused where it holds a control character.
    ImapWriter& raw(std::string_view text);
    /// Quoted, or a literal where it holds 8-bit bytes.
    ImapWriter& string(std::string_view text);
    /// "(\\Draft Amends)".
    ImapWriter& flags(const std::vector<std::string>& flags);
    ImapWriter& literal(std::string bytes);
    /// Fault::wrong_use where any part was refused.
    base::Result<ImapCommand> finish();

private:
    void refuse(std::string message);

    ImapCommand command_;
    std::string text_;
    std::string refused_;
};

/// RFC 3501 flag: a keyword, or a backslash and an atom.
bool is_flag(std::string_view flag);
/// "1:3,7": ascending, without doubles, cut into sets of at most `longest` bytes each. `uids` need not be sorted.
std::vector<std::string> uid_sets(std::vector<ports::Uid> uids, std::size_t longest);
/// "1-Feb-2026" (RFC 3501 date-text).
std::string imap_date(base::CivilDate date);

}  // namespace amends::mail
