#pragma once
// The names of months and days as mail in Latin letters writes them, in the languages of the absence patterns and their
// neighbours.
#include <optional>
#include <string>
#include <string_view>

namespace amends::message {

/// A to Z and the capital letters of the languages here become small; every other byte stays.
std::string lower_latin(std::string_view text);

/// One RE2 expression without groups, for names in full or short ("September", "sept.").
const std::string& month_expression();
/// Names that stand for a month without a day beside them: in full, and no other word ("March", not "mar" or "may").
const std::string& full_month_expression();
const std::string& weekday_expression();

/// 1 to 12; 0 for anything else. The name as month_expression() finds it.
unsigned month_named(std::string_view name);
/// 0 (Sunday) to 6; nothing for anything else.
std::optional<unsigned> weekday_named(std::string_view name);

}  // namespace amends::message
