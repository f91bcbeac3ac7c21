#pragma once
// What letters.track, letters.plan and letters.find take, out of arguments that are already checked.
#include "rpc/arguments.hpp"
#include "rpc/service.hpp"

namespace amends::rpc {

/// What stands in a letter; `prefix` is "letter." where it is an object of the request, else "".
LetterText letter_text(const Arguments& arguments, const std::string& prefix);
/// "send" opts in, "draft" and "off" do not; without "check_in" the flag "auto" says it.
bool wants_auto(const Arguments& arguments);
/// A day for a check-in that is off counts for nothing.
core::CheckInWish check_in_wish(const Arguments& arguments);

PlanRequest plan_request(const Arguments& arguments);

/// The parameters of letter_text(), but for what only a sent letter has.
std::vector<Parameter> letter_parameters();
/// Those of a letter that was sent.
std::vector<Parameter> sent_letter_parameters();
/// "auto", "check_in" and "check_in_on".
std::vector<Parameter> check_in_parameters();

}  // namespace amends::rpc
