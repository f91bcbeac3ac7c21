#pragma once
// A text taken apart into what its writer ended as a sentence, or as a line.
#include <string>
#include <string_view>
#include <vector>

namespace amends::message {

/// In their order, without blank ones, with the plain sign for every apostrophe. The full stop of a date or of an
/// abbreviation ends none, nor does a line end that a mail program has put there.
std::vector<std::string> sentences_of(std::string_view text);

/// The text down to the farewell, or to a line with a name alone: below is a signature or a footer.
std::string_view above_the_name(std::string_view text);

}  // namespace amends::message
