#pragma once
// Letters out of mails and into them, for `amends review --eml` and `amends write --eml`. amendsd does both, since
// mails take libraries that `amends` does not load for its other commands. Each gives the exit status of DESIGN
// section 7.
#include <istream>
#include <ostream>

namespace amends::app {

/// One JSON object for the mail that is all of `in`.
int read_letter(std::istream& in, std::ostream& out, std::ostream& err);
/// The mail for the JSON object that is all of `in`.
int mail_letter(std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace amends::app
