#pragma once
// The fixed phrases around a time: what leads to it, joins its pieces and stands behind it, and the sayings that only
// look like one.
#include "guide/promise_time.hpp"

namespace amends::guide::promise {

std::size_t read_lead(const Tokens& tokens, std::size_t at, std::size_t last, Lead& lead);
/// Between two pieces of one time: "Friday at 3", "tomorrow, in the morning", "noon on Monday".
std::size_t read_joint(const Tokens& tokens, std::size_t at, std::size_t last, Lead& lead);
/// "at the latest", "sharp", "if not sooner": behind the time.
std::size_t read_tail(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into);
/// Sayings that only look like a time.
std::size_t read_saying(const Tokens& tokens, std::size_t at, std::size_t last);
std::optional<TimeWords> read_vague(const Tokens& tokens, std::size_t at, std::size_t last);
/// "by then", "on that day", "the same day": what was named last.
std::optional<TimeWords> read_antecedent(const Tokens& tokens, std::size_t at, std::size_t last);

}  // namespace amends::guide::promise
