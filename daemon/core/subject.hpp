#pragma once
// What a subject is about, whatever mail programs of many languages have put around it. Pure.
#include <string>
#include <string_view>

namespace amends::core {

/// A subject without what answering and forwarding add: "Re:", "AW[2]:", "回复：", "Automatic reply:", "[a list's
/// tag]",
/// "(fwd)".
struct BareSubject {
    std::string text;      ///< lower-case ASCII, white space made single; empty where nothing else is left
    bool answers = false;  ///< something said that it answers or forwards
    std::string letters;   ///< ASCII letters and digits of `text` alone: what survives a broken character set
};

BareSubject bare_subject(std::string_view subject);

/// True where both are about the same, also where a character set was broken on the way; never for empty ones.
bool same_subject(const BareSubject& a, const BareSubject& b);

}  // namespace amends::core
